/** Lots on the shelf: how movements change them, and how withdrawals that named no lot are taken from them. */
import { type Day, lastDayOf, type Month } from '../day.ts';
import { FOREVER, type LotBalance, NEVER, type OpenWithdrawals } from './item-state.ts';
import type { LineEntry } from './ledger.ts';

/** Units on the shelf by the book, without what is kept apart. Below zero where more was used than the books knew. */
export function shelfOf(lots: readonly LotBalance[], open: OpenWithdrawals): number {
  return lots.reduce((sum, lot) => sum + lot.quantity, 0) - open.withdrawn - open.expired;
}

/** Units kept apart. */
export function heldOf(lots: readonly LotBalance[]): number {
  return lots.reduce((sum, lot) => sum + lot.held, 0);
}

/** Expiry is inclusive: a lot is good on its last day. Stock of unknown expiry is good. */
export function goodOn(lot: Pick<LotBalance, 'expiry'>, day: Day): boolean {
  return lot.expiry === null || lot.expiry >= day;
}

/**
 * Units that may be used on a day, of settled lots; never below 0, and never more than stands on the shelf: what was
 * taken from a lot beyond its balance came from another one.
 */
export function usableOn(settled: readonly LotBalance[], day: Day): number {
  let good = 0;
  let shelf = 0;
  for (const lot of settled) {
    shelf += lot.quantity;
    if (goodOn(lot, day)) good += lot.quantity;
  }
  return Math.max(Math.min(good, shelf), 0);
}

/**
 * Last day on which something of settled lots is good. A book below zero says that the books are wrong, not that the
 * shelf is empty: it counts as good.
 */
export function goodThrough(settled: readonly LotBalance[]): Day {
  let through = NEVER;
  let sum = 0;
  for (const lot of settled) {
    sum += lot.quantity;
    if (lot.quantity > 0) through = Math.max(through, lot.expiry ?? FOREVER);
  }
  if (sum === 0) return NEVER;
  return sum < 0 ? FOREVER : through;
}

/** Adds to one lot's shelf and kept-apart balances; a lot without balances disappears. A new expiry is the later word. */
export function moveLot(
  lots: readonly LotBalance[],
  move: Pick<LineEntry, 'lot' | 'expiry'>,
  quantity: number,
  held = 0,
): LotBalance[] {
  const found = lots.find((lot) => lot.lot === move.lot);
  const moved: LotBalance = {
    lot: move.lot,
    expiry: move.expiry ?? found?.expiry ?? null,
    quantity: (found?.quantity ?? 0) + quantity,
    held: (found?.held ?? 0) + held,
  };
  const rest = lots.filter((lot) => lot.lot !== move.lot);
  return moved.quantity === 0 && moved.held === 0 ? rest : [...rest, moved].sort(byExpiry);
}

/** First expired, first out; stock without a lot before everything, unknown expiry last, then by lot number. */
export function byExpiry(a: LotBalance, b: LotBalance): number {
  if ((a.lot === null) !== (b.lot === null)) return a.lot === null ? -1 : 1;
  const byDay = (a.expiry ?? FOREVER) - (b.expiry ?? FOREVER);
  if (byDay !== 0) return byDay;
  return (a.lot ?? '') < (b.lot ?? '') ? -1 : 1;
}

/**
 * Takes the withdrawals of a month that named no lot: what was written off as expired from expired lots first, the
 * rest from stock without a lot, then first-expired among lots good at that month's end. What the books cannot
 * cover stands as stock without a lot below zero and is taken from whatever is there at the next settling.
 *
 * @returns the lots with nothing left open
 */
export function settleLots(lots: readonly LotBalance[], open: OpenWithdrawals): readonly LotBalance[] {
  const owed = Math.min(lots.find((lot) => lot.lot === null)?.quantity ?? 0, 0);
  if (open.withdrawn === 0 && open.expired === 0 && owed === 0) return lots;
  const end = lastDayOf(open.month);
  const quantities = new Map(lots.map((lot) => [lot.lot, lot.quantity]));
  if (owed < 0) quantities.set(null, 0);
  const take = (amount: number, from: (lot: LotBalance) => boolean): number => {
    let rest = amount;
    for (const lot of [...lots].sort(byExpiry)) {
      const there = quantities.get(lot.lot) ?? 0;
      if (rest <= 0 || there <= 0 || !from(lot)) continue;
      const taken = Math.min(there, rest);
      quantities.set(lot.lot, there - taken);
      rest -= taken;
    }
    return rest;
  };
  const expired = (lot: LotBalance) => !goodOn(lot, end);
  const anything = () => true;
  let rest = take(take(open.expired, expired), anything);
  rest += take(
    take(open.withdrawn - owed, (lot) => !expired(lot)),
    anything,
  );
  const settled = lots.map((lot) => ({ ...lot, quantity: quantities.get(lot.lot) ?? 0 })).filter(isThere);
  return rest > 0 ? moveLot(settled, { lot: null, expiry: null }, -rest) : settled;
}

function isThere(lot: LotBalance): boolean {
  return lot.quantity !== 0 || lot.held !== 0;
}

/** Nothing open in this month. */
export function nothingOpen(month: Month): OpenWithdrawals {
  return { month, withdrawn: 0, expired: 0 };
}
