/** What is probably left today, given what was reported some days ago. */
import Fraction from 'fraction.js';
import type { Day } from '../day.ts';
import type { LotBalance } from './item-state.ts';
import { goodOn, usableOn } from './lots.ts';

const ZERO = new Fraction(0);
const least = (a: Fraction, b: Fraction) => (a.compare(b) < 0 ? a : b);
const most = (a: Fraction, b: Fraction) => (a.compare(b) > 0 ? a : b);

/**
 * Usable stock today by the book, less the use that nobody has recorded since the last report: ADU x local days since
 * then, less the issues recorded since. Lots that expired in between first gave what they could. Never below 0 and
 * never above what is usable.
 *
 * @param settled lots with nothing open
 * @param adu units a day; null leaves the book as it is
 * @param since local day of the last report
 * @param issuedSince units recorded as issued after it
 */
export function estimateOnHand(
  settled: readonly LotBalance[],
  adu: Fraction | null,
  since: Day,
  today: Day,
  issuedSince: number,
): Fraction {
  const usable = new Fraction(usableOn(settled, today));
  if (adu === null || today <= since) return usable;
  const unrecorded = most(adu.mul(today - since).sub(issuedSince), ZERO);
  let fromExpired = ZERO;
  for (const lot of settled) {
    if (lot.expiry === null || lot.quantity <= 0 || lot.expiry < since || goodOn(lot, today)) continue;
    const usedByThen = most(adu.mul(lot.expiry + 1 - since).sub(issuedSince), ZERO);
    const room = most(least(unrecorded, usedByThen).sub(fromExpired), ZERO);
    fromExpired = fromExpired.add(least(new Fraction(lot.quantity), room));
  }
  return most(least(usable.sub(unrecorded.sub(fromExpired)), usable), ZERO);
}
