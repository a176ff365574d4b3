/** Looking ahead day by day, as one would with a sheet of paper: what the projection must agree with. */
import Fraction from 'fraction.js';
import { HORIZON_DAYS, type Outlook } from '#shared/domain/stock/projection.ts';

interface Pile {
  readonly lot: string | null;
  readonly expiry: number | null;
  left: Fraction;
}

const least = (a: Fraction, b: Fraction) => (a.compare(b) < 0 ? a : b);
const sum = (piles: readonly Pile[]) => piles.reduce((all, pile) => all.add(pile.left), new Fraction(0));

function use(piles: readonly Pile[], amount: Fraction): void {
  let rest = amount;
  for (const pile of piles) {
    const taken = least(pile.left, rest);
    pile.left = pile.left.sub(taken);
    rest = rest.sub(taken);
  }
}

/** Days are as in the outlook; `unused` in whole units, `landed` the days of arrivals until the stock-out. */
export function dayByDay({ today, lots, estimated, adu, arrivals }: Outlook) {
  const order = (expiry: number | null) => expiry ?? Number.MAX_SAFE_INTEGER;
  let piles: Pile[] = lots
    .filter(({ quantity, expiry }) => quantity > 0 && (expiry === null || expiry >= today))
    .map(({ lot, expiry, quantity }) => ({ lot, expiry, left: new Fraction(quantity) }))
    .sort((a, b) => order(a.expiry) - order(b.expiry) || ((a.lot ?? '') < (b.lot ?? '') ? -1 : 1));
  use(piles, sum(piles).sub(estimated));
  let stockOutOn: number | null = null;
  const unused: { lot: string | null; expiry: number; quantity: number }[] = [];
  const landed: number[] = [];
  for (let day = today; day <= today + HORIZON_DAYS; day++) {
    for (const { lot, expiry, left } of piles) {
      const quantity = Number(left.floor().valueOf());
      if (expiry !== null && expiry < day && quantity > 0) unused.push({ lot, expiry, quantity });
    }
    piles = piles.filter(({ expiry }) => expiry === null || expiry >= day);
    if (day === today + HORIZON_DAYS) break;
    const arriving = arrivals.filter(({ on }) => on === day);
    for (const { quantity } of arriving) piles.push({ lot: null, expiry: null, left: new Fraction(quantity) });
    if (arriving.length > 0 && stockOutOn === null) landed.push(day);
    if (adu === null || adu.compare(0) === 0) continue;
    use(piles, adu);
    if (stockOutOn === null && sum(piles).compare(0) === 0) stockOutOn = day;
  }
  return { stockOutOn, unused, landed };
}
