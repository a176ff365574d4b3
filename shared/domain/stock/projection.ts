/** Looks ahead: which day the shelf is empty, what will expire before it can be used, which delivery comes before that. */
import Fraction from 'fraction.js';
import type { Day } from '../day.ts';
import type { Arrival, Landing, UnusedLot } from './facts.ts';
import { FOREVER, type LotBalance } from './item-state.ts';
import { goodOn } from './lots.ts';

/** Days looked ahead, today included. What lies beyond is as good as never. */
export const HORIZON_DAYS = 400;

/** What is there on the morning of a day, what is used a day, and what is on its way. */
export interface Outlook {
  readonly today: Day;
  /** Settled lots, without those that nobody may use. */
  readonly lots: readonly LotBalance[];
  /** Usable units of them by the estimate, at most their sum. What is missing was used first-expired first. */
  readonly estimated: Fraction;
  /** Units a day; null where nobody knows. */
  readonly adu: Fraction | null;
  readonly arrivals: readonly Arrival[];
}

export interface Projection {
  /** First day at whose end nothing usable is left; null within the horizon, and without use. */
  readonly stockOutOn: Day | null;
  /** Soonest first. Without use it is everything that expires within the horizon. */
  readonly unused: readonly UnusedLot[];
  /** Deliveries that land no later than on the day of the stock-out, with what is there and its cover once they have. */
  readonly landings: readonly (Landing & { readonly held: Fraction })[];
}

/** One lot while it is used up; `left` is in parts of a unit (see `scaleOf`). */
interface Pile {
  readonly lot: string | null;
  readonly expiry: Day | null;
  left: bigint;
}

/** Parts of a unit in which stock and use are both whole numbers: no fraction is added up day by day. */
function scaleOf(estimated: Fraction, adu: Fraction): bigint {
  return adu.d % estimated.d === 0n ? adu.d : adu.d * estimated.d;
}

/** First expired, first out: by last good day alone, stock of unknown expiry last. */
function firstExpired(a: Pile, b: Pile): number {
  const byDay = (a.expiry ?? FOREVER) - (b.expiry ?? FOREVER);
  if (byDay !== 0) return byDay;
  return (a.lot ?? '') < (b.lot ?? '') ? -1 : 1;
}

function take(piles: readonly Pile[], amount: bigint): void {
  let rest = amount;
  for (const pile of piles) {
    if (rest <= 0n) return;
    const taken = pile.left < rest ? pile.left : rest;
    pile.left -= taken;
    rest -= taken;
  }
}

const sumOf = (piles: readonly Pile[]) => piles.reduce((sum, pile) => sum + pile.left, 0n);

/** The piles of today, with what was used unrecorded taken from those that expire first. */
function pilesOf({ lots, today, estimated }: Outlook, scale: bigint): Pile[] {
  const piles = lots
    .filter((lot) => lot.quantity > 0 && goodOn(lot, today))
    .map((lot): Pile => ({ lot: lot.lot, expiry: lot.expiry, left: BigInt(lot.quantity) * scale }))
    .sort(firstExpired);
  take(piles, sumOf(piles) - (estimated.n * scale) / estimated.d);
  return piles;
}

/** Units per day of arrival, within the horizon. */
function arrivalsByDay({ arrivals, today }: Outlook): ReadonlyMap<Day, number> {
  const byDay = new Map<Day, number>();
  for (const { on, quantity } of arrivals) {
    if (on >= today && on < today + HORIZON_DAYS) byDay.set(on, (byDay.get(on) ?? 0) + quantity);
  }
  return byDay;
}

/** The days on which the shelf changes by itself: something has expired since yesterday, or something arrives. */
function turningDays(piles: readonly Pile[], byDay: ReadonlyMap<Day, number>, today: Day): Day[] {
  const end = today + HORIZON_DAYS;
  const expired = piles.flatMap(({ expiry }) => (expiry === null ? [] : [expiry + 1]));
  const days = new Set([today, ...byDay.keys(), ...expired.filter((day) => day <= end), end]);
  return [...days].sort((a, b) => a - b);
}

/**
 * Walks ahead from this morning: each day what has expired drops out, what is expected lands, and a day's use is taken
 * first-expired first; a lot is good through its last day. It goes from one turning day to the next, so that its cost
 * does not grow with the horizon.
 */
export function project(outlook: Outlook): Projection {
  const { today, adu } = outlook;
  if (adu === null || adu.n === 0n) return { stockOutOn: null, unused: neverUsed(outlook), landings: [] };
  const scale = scaleOf(outlook.estimated, adu);
  const perDay = adu.n * (scale / adu.d);
  const byDay = arrivalsByDay(outlook);
  let piles = pilesOf(outlook, scale);
  const turns = turningDays(piles, byDay, today);
  const unused: UnusedLot[] = [];
  const landings: Projection['landings'][number][] = [];
  let stockOutOn: Day | null = null;
  for (const [index, day] of turns.entries()) {
    for (const { lot, expiry, left } of piles) {
      if (expiry !== null && expiry < day && left >= scale)
        unused.push({ lot, expiry, quantity: Number(left / scale) });
    }
    piles = piles.filter(({ expiry }) => expiry === null || expiry >= day);
    const next = turns[index + 1];
    if (next === undefined) break;
    const arriving = byDay.get(day);
    if (arriving !== undefined) {
      // Nobody knows what expires when before it is there.
      piles.push({ lot: null, expiry: null, left: BigInt(arriving) * scale });
      if (stockOutOn === null) landings.push(landingOn(day, sumOf(piles), scale, adu));
    }
    const there = sumOf(piles);
    const wanted = perDay * BigInt(next - day);
    if (stockOutOn === null && there <= wanted) {
      stockOutOn = there === 0n ? day : day - 1 + Number((there + perDay - 1n) / perDay);
    }
    take(piles, wanted);
  }
  return { stockOutOn, unused, landings };
}

function landingOn(on: Day, there: bigint, scale: bigint, adu: Fraction): Projection['landings'][number] {
  const held = new Fraction(there, scale);
  return { on, held, coverDays: held.div(adu) };
}

/** Everything that expires within the horizon, where nothing says that any of it is used. */
function neverUsed(outlook: Outlook): UnusedLot[] {
  const { d: scale } = outlook.estimated;
  return pilesOf(outlook, scale).flatMap(({ lot, expiry, left }): UnusedLot[] =>
    expiry === null || expiry >= outlook.today + HORIZON_DAYS || left < scale
      ? []
      : [{ lot, expiry, quantity: Number(left / scale) }],
  );
}
