/** What a screen is to the shell: an address, a name, who may open it, and the file that is loaded when it is opened. */
import type { ComponentType } from 'react';
import type { Role } from '#shared/domain/members/grants.ts';
import type { ConsoleFeature, ConsoleKey } from '#shared/messages/console/keys.ts';
import type { RowId } from './contract.ts';
import type { IconName } from './ui/icons.tsx';

export type Params = Readonly<Record<string, string>>;

export interface ScreenProps {
  /** Parameters of the path, by name. */
  readonly params: Params;
}

export interface NavigationEntry {
  readonly label: ConsoleKey & `shell.${string}`;
  readonly icon: IconName;
  /** Roles that see it; whoever has none of them does not. */
  readonly roles: readonly Role[];
  /** Lower comes first; the first four are at hand on a phone. */
  readonly order: number;
  /** `settings`: under a heading of its own, below the rest. */
  readonly section?: 'settings';
}

export interface Screen {
  /** As wouter writes it: `/facilities/:facilityId/stock`. Parameters `facilityId` and `country` in an entry's path are those of the chosen place. */
  readonly path: string;
  /** Title of the page, in messages of its own feature. */
  readonly title: ConsoleKey;
  /** Folder of messages that is loaded with it; more than one where it says what others say. */
  readonly messages: readonly ConsoleFeature[];
  /** The file: it exports `Screen`. */
  readonly load: () => Promise<{ readonly Screen: ComponentType<ScreenProps> }>;
  /** A row that one must be allowed to call at the place; without it everybody may look. */
  readonly needs?: RowId;
  readonly navigation?: NavigationEntry;
  /** Who is shown looking at what, for pictures and for checks of accessibility: demo members and real parameters. */
  readonly samples: readonly { readonly as: string; readonly path: string }[];
}
