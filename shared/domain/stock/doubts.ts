/** What makes the last whole count of an item doubtful, by the book before it and by what is expected today. */
import Fraction from 'fraction.js';
import type { AnchorFlags, ItemFacts } from './facts.ts';
import { implausibleCount } from './implausible.ts';
import type { Use } from './use.ts';

const UNITS_WITHOUT_PACK = 10;

/** Units of the first pack; 10 where there is none. */
export function packOf({ item }: ItemFacts): number {
  return item.packs[0]?.size ?? UNITS_WITHOUT_PACK;
}

/** Units above which an item is overstocked; null where nothing says. */
export function mostExpected({ levels }: ItemFacts, adu: Fraction | null): Fraction | null {
  if (levels.maxQuantity !== null) return new Fraction(levels.maxQuantity);
  if (adu === null || adu.compare(0) === 0) return null;
  return adu.mul(Math.max(levels.maxCoverDays, levels.leadTimeDays + levels.safetyDays + levels.orderIntervalDays));
}

/**
 * The same questions as those that a count is asked before it is stored, but for its speed, which is in the rate by now,
 * and for a gain: that is a delivery that nobody recorded more often than a slip, and flagged as such. They are asked of the position, so that a count that came late or before its delivery was recorded is judged as one
 * that came in order.
 */
export function doubtsAbout(facts: ItemFacts, { adu, norm }: Use): AnchorFlags {
  const anchor = facts.state?.anchor;
  if (!anchor) return { implausible: false, conflict: false };
  const { quantity, book, day, conflict } = anchor;
  const known = {
    book,
    adu: null,
    norm,
    max: quantity > (book ?? 0) ? mostExpected(facts, adu) : null,
    pack: packOf(facts),
    countedOn: book === null ? null : day,
    first: false,
    mostUsed: 0,
    reportEveryDays: facts.levels.reportEveryDays,
  };
  const why = implausibleCount(quantity, day, known);
  return { implausible: why !== null && why !== 'gain', conflict };
}
