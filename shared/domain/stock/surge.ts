/** A lead's word that more (or less) is used for a while than was measured: an outbreak, a transfer of people, a distribution. */
import Fraction from 'fraction.js';
import type { Day } from '../day.ts';

export interface Surge {
  /** Use is this many times what it would be. */
  readonly factor: number;
  readonly from: Day;
  /** Exclusive; null: until somebody ends it. */
  readonly to: Day | null;
  /** Null: every item. */
  readonly itemIds: readonly string[] | null;
}

/**
 * The factor on an item on a day; null where none acts. One at a time: what names the item goes before what speaks of
 * all, the one that began last before older ones, the later entry before an earlier one of the same day.
 */
export function surgeOn(surges: readonly Surge[], itemId: string, day: Day): Fraction | null {
  let best: Surge | null = null;
  for (const surge of surges) {
    const acts = surge.from <= day && (surge.to === null || day < surge.to);
    if (acts && (surge.itemIds === null || surge.itemIds.includes(itemId)) && !goesBefore(best, surge)) best = surge;
  }
  return best === null || best.factor === 1 ? null : new Fraction(String(best.factor));
}

function goesBefore(best: Surge | null, other: Surge): boolean {
  if (best === null) return false;
  if ((best.itemIds === null) !== (other.itemIds === null)) return other.itemIds === null;
  return best.from > other.from;
}
