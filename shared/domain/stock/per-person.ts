/** Use measured while other numbers of people were there, brought to the number of today. */
import Fraction from 'fraction.js';
import { type CatalogueItem, type NormDriver, normDrivers } from '../catalogue/item.ts';
import type { Day } from '../day.ts';
import type { HeadCount } from '../facilities/facility.ts';

/** A head count that differs by no more than this part of the mean is the usual coming and going. */
const USUAL = new Fraction(1, 5);

/** Units a day by the norms for a head count, or for any sums of heads: driver x rate. */
function byNorms(norms: CatalogueItem['norms'], heads: Readonly<Record<NormDriver, number>>): Fraction {
  let sum = new Fraction(0);
  for (const driver of normDrivers) {
    const rate = norms[driver];
    if (rate !== undefined) sum = sum.add(new Fraction(String(rate)).mul(heads[driver]));
  }
  return sum;
}

/** Person-days of each driver over the days of a window for which a head count is known, and how many days those are. */
function personDays(headCounts: readonly HeadCount[], from: Day, to: Day) {
  const heads = { staff: 0, staffOnDuty: 0, held: 0, women: 0, juveniles: 0 };
  let days = 0;
  let until = to;
  for (const count of headCounts.toReversed()) {
    const length = until - Math.max(count.day, from);
    if (length > 0) {
      days += length;
      for (const driver of normDrivers) heads[driver] += count[driver] * length;
    }
    if (count.day <= from) break;
    until = Math.min(count.day, to);
  }
  return { heads, days };
}

/**
 * By how much use per person makes measured use differ today: the latest head count over its mean in the window, each
 * day with the count that held then; with several drivers both weighed by their norms. Null where they differ by no
 * more than a fifth, where the item has no norm, and where either is unknown or 0.
 *
 * @param headCounts until today, oldest first
 * @param from first day on which the use was measured
 * @param to the day after the last one
 */
export function scaleToHeads(
  norms: CatalogueItem['norms'],
  headCounts: readonly HeadCount[],
  from: Day,
  to: Day,
): Fraction | null {
  const now = headCounts.at(-1);
  if (now === undefined || headCounts.length < 2 || Object.keys(norms).length === 0) return null;
  const { heads, days } = personDays(headCounts, from, to);
  const mean = byNorms(norms, heads);
  const today = byNorms(norms, now).mul(days);
  if (mean.compare(0) <= 0 || today.compare(0) <= 0) return null;
  const ratio = today.div(mean);
  return ratio.sub(1).abs().compare(USUAL) > 0 ? ratio : null;
}
