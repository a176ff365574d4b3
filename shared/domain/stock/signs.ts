/** Adjustments whose sign says the opposite of their reason: what was stolen adds nothing, what was found takes nothing away. */
import type { Question } from './ask.ts';
import type { AdjustmentReason, LedgerLine } from './ledger.ts';

const leaves: readonly AdjustmentReason[] = ['damaged', 'expired', 'lost', 'stolen', 'given-away', 'sold'];
const comes: readonly AdjustmentReason[] = ['found', 'returned'];

/**
 * Asks about each entry of an adjustment that has the wrong sign for its reason. What is kept apart is left out: damaged
 * units are added to it, and taken from it again. A correction and "other" go both ways.
 */
export function askAboutSigns({ kind, itemId, entries }: LedgerLine): Question[] {
  if (kind !== 'adjustment') return [];
  return entries.flatMap(({ quantity, reason, held }, entry): Question[] => {
    if (reason === undefined || held) return [];
    const about = { itemId, quantity, book: null, entry, reason };
    if (quantity > 0 && leaves.includes(reason)) return [{ ...about, why: 'loss-added' }];
    return quantity < 0 && comes.includes(reason) ? [{ ...about, why: 'find-taken' }] : [];
  });
}
