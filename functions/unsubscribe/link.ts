/** Whose link it is: read from the token, and nothing else that a request could say. */
import type { TableDeps } from '#kit/deps.ts';
import { readUnsubscribe } from '#kit/unsubscribe-token.ts';
import { type Refusal, refuse } from '#shared/domain/refusal.ts';
import { type ReaderLocale, readerLocale } from '#shared/messages/locales.ts';
import { loadMember } from '#shared/store/members.ts';
import { loadPreferences } from '#shared/store/preferences.ts';
import { loadUnsubscribeKey } from '#shared/store/unsubscribe-key.ts';

export interface Link {
  readonly memberId: string;
  /** Language of the member; English where nobody is known any more. */
  readonly locale: ReaderLocale;
  /** The digest was left before. */
  readonly left: boolean;
}

/** The member of a link, or `unsubscribe-link.invalid` for one that we never sent. */
export async function linkOf(token: string, { table }: TableDeps): Promise<Link | Refusal> {
  const key = await loadUnsubscribeKey(table);
  const memberId = key === undefined ? undefined : await readUnsubscribe(token, key);
  if (memberId === undefined) {
    return refuse('unsubscribe-link.invalid', 'Use the link as it stands in the mail: it was cut off or changed.');
  }
  const [member, { preferences }] = await Promise.all([loadMember(table, memberId), loadPreferences(table, memberId)]);
  const locale = readerLocale(preferences.locale ?? member?.locale ?? 'en');
  return { memberId, locale, left: !preferences.channels.digest };
}
