/** What taking a line gives: the next position, and what a person should look at. */
import type { Flag, FlagCode, ItemState } from './item-state.ts';
import type { LedgerLine } from './ledger.ts';

export interface Step {
  readonly state: ItemState;
  readonly flags: readonly Flag[];
}

/** Makes a flag about the item of a line. */
export function flagOf(line: LedgerLine, code: FlagCode, detail: Flag['detail']): Flag {
  return { code, itemId: line.itemId, detail };
}
