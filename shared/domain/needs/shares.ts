/** Divides what a store has among those who need it: a pack at a time, to whoever has the fewest days left. */
import type Fraction from 'fraction.js';

export interface Receiver {
  readonly id: string;
  /** Whole units there, or on the way there. */
  readonly have: number;
  /** Units a day, above 0. */
  readonly rate: Fraction;
  /** Whole units at most. */
  readonly need: number;
}

/** Levels of cover are tried in steps of a millionth of a day; what one step leaves is dealt out pack by pack. */
const STEPS_PER_DAY = 1_000_000n;

interface Side {
  readonly receiver: Receiver;
  /** Units given so far. */
  given: number;
}

/** Packs whose turn comes until a level of cover: those before which the receiver has no more days than that. */
function dueAt({ have, rate, need }: Receiver, pack: number, level: bigint): number {
  const reach = (level * rate.n) / (STEPS_PER_DAY * rate.d) - BigInt(have);
  if (level < 0n || reach < 0n) return 0;
  const packs = reach / BigInt(pack) + 1n;
  return packs * BigInt(pack) >= BigInt(need) ? need : Number(packs) * pack;
}

/** Fewest days left first, by what is there with what was given; then by id. */
function byCover(a: Side, b: Side): number {
  const [x, y] = [a, b].map(({ receiver, given }) => ({ units: BigInt(receiver.have + given), rate: receiver.rate }));
  if (x === undefined || y === undefined) return 0;
  const left = x.units * x.rate.d * y.rate.n;
  const right = y.units * y.rate.d * x.rate.n;
  if (left !== right) return left < right ? -1 : 1;
  return a.receiver.id < b.receiver.id ? -1 : 1;
}

/** The highest level of cover up to which everybody's packs together are there. -1: not even the first. */
function levelFor(available: number, pack: number, receivers: readonly Receiver[]): bigint {
  const together = (level: bigint) => receivers.reduce((sum, receiver) => sum + dueAt(receiver, pack, level), 0);
  let low = -1n;
  let high = 0n;
  for (const { have, rate, need } of receivers) {
    const full = (BigInt(have + need) * rate.d * STEPS_PER_DAY) / rate.n + 1n;
    if (full > high) high = full;
  }
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (together(middle) <= available) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Units for each receiver, by id: as if packs were handed out one by one, each to whoever has the fewest days of cover
 * at that moment and still needs something. A last pack may be a part of one: what is needed, or what is left. Never
 * more than is there, never more than is needed, and the same whatever order the receivers come in.
 *
 * @param available whole units
 * @param pack units in a pack; 1 for what comes in none
 */
export function fairShares(
  available: number,
  pack: number,
  receivers: readonly Receiver[],
): ReadonlyMap<string, number> {
  const needed = receivers.reduce((sum, { need }) => sum + need, 0);
  if (needed <= available) return new Map(receivers.map(({ id, need }) => [id, need]));
  const level = levelFor(available, pack, receivers);
  const sides = receivers.map((receiver): Side => ({ receiver, given: dueAt(receiver, pack, level) }));
  let rest = available - sides.reduce((sum, { given }) => sum + given, 0);
  const waiting = sides.filter(({ receiver, given }) => given < receiver.need).sort(byCover);
  while (rest > 0) {
    const next = waiting.shift();
    if (next === undefined) break;
    const more = Math.min(pack, next.receiver.need - next.given, rest);
    next.given += more;
    rest -= more;
    if (next.given < next.receiver.need) putBack(waiting, next);
  }
  return new Map(sides.map(({ receiver, given }) => [receiver.id, given]));
}

/** Keeps the order; by halves, because there may be thousands. */
function putBack(waiting: Side[], side: Side): void {
  let [from, to] = [0, waiting.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const there = waiting[middle];
    if (there !== undefined && byCover(there, side) < 0) from = middle + 1;
    else to = middle;
  }
  waiting.splice(from, 0, side);
}
