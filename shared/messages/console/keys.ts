/** Every key of what screens say, by feature: a key begins with the name of its feature, which is the name of its folder. */
import type { messages as admin } from './admin/en.ts';
import type { messages as alerts } from './alerts/en.ts';
import type { messages as checklists } from './checklists/en.ts';
import type { messages as guidance } from './guidance/en.ts';
import type { messages as home } from './home/en.ts';
import type { messages as overview } from './overview/en.ts';
import type { messages as preferences } from './preferences/en.ts';
import type { messages as problems } from './problems/en.ts';
import type { messages as shell } from './shell/en.ts';
import type { messages as shipments } from './shipments/en.ts';
import type { messages as stock } from './stock/en.ts';
import type { messages as words } from './words/en.ts';

export type ConsoleKey = keyof (typeof admin &
  typeof alerts &
  typeof checklists &
  typeof guidance &
  typeof home &
  typeof overview &
  typeof preferences &
  typeof problems &
  typeof shell &
  typeof shipments &
  typeof stock &
  typeof words);

type FeatureOf<Key> = Key extends `${infer Feature}.${string}` ? Feature : never;

/** A folder of messages: loaded with the first screen that belongs to it. */
export type ConsoleFeature = FeatureOf<ConsoleKey>;
