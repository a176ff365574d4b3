/** Expiring and expired: stock that nobody will have used in time, and stock past its date that still stands on the shelf. */
import Fraction from 'fraction.js';
import { type Day, showDay } from '../../day.ts';
import type { ItemPosition } from '../../stock/facts.ts';
import type { ItemState, LotBalance } from '../../stock/item-state.ts';
import { goodOn } from '../../stock/lots.ts';
import { lotsOf } from '../../stock/position.ts';
import type { AlertKind } from '../alert.ts';
import { type Condition, type FacilityFindings, plain, unsaid } from '../condition.ts';

/** What expires within so many days can still be used first, passed on or given back. */
const EXPIRING_WITHIN_DAYS = 90;

const ZERO = new Fraction(0);

function sum(quantities: readonly { readonly quantity: number }[]): number {
  return quantities.reduce((total, { quantity }) => total + quantity, 0);
}

/** The number of the one lot it is about; null where there are several, or it has none. */
function onlyLot(lots: readonly { readonly lot: string | null }[]): string | null {
  return lots.length === 1 ? (lots[0]?.lot ?? null) : null;
}

/**
 * Lots that expire within 90 days and, by the projection, are not used up before; without a rate of use every lot that
 * expires by then. A lot that will have been used is nobody's concern.
 */
function expiringOf(position: ItemPosition, state: ItemState, today: Day): Condition | null {
  const unused = position.unused.filter(({ expiry }) => expiry - today <= EXPIRING_WITHIN_DAYS);
  const [soonest] = unused;
  if (soonest === undefined) return null;
  const numbers = new Set(unused.map(({ lot }) => lot));
  const shelf = lotsOf(state).filter(
    ({ lot, expiry, quantity }) => numbers.has(lot) && expiry !== null && quantity > 0,
  );
  return plain({ kind: 'expiring', subject: position.itemId }, 'medium', {
    itemId: position.itemId,
    lot: onlyLot(unused),
    lots: unused.length,
    expiresOn: showDay(soonest.expiry),
    unused: sum(unused),
    quantity: sum(shelf),
    basis: position.basis,
    fromHeads: position.fromHeads,
  });
}

/** Units of use since the last report that the books do not know of: lots that expired in between gave them first. */
function unrecordedUse({ adu, lastReportDay }: ItemPosition, state: ItemState, until: Day): Fraction {
  if (adu === null || lastReportDay === null || until <= lastReportDay) return ZERO;
  const issued = state.anchor?.day === lastReportDay ? state.span.issued : 0;
  const used = adu.mul(until - lastReportDay).sub(issued);
  return used.compare(0) > 0 ? used : ZERO;
}

/** What is left of lots that are past their date: those that expired since the last report may have been used before. */
function leftOver(position: ItemPosition, state: ItemState, today: Day): LotBalance[] {
  const isExpired = (lot: LotBalance) => lot.quantity > 0 && !goodOn(lot, today);
  if (!state.lots.some(isExpired)) return [];
  const expired = lotsOf(state).filter(isExpired);
  let given = ZERO;
  return expired.flatMap((lot) => {
    const usedByThen = unrecordedUse(position, state, (lot.expiry ?? today) + 1).sub(given);
    const taken = usedByThen.compare(0) <= 0 ? 0 : Math.min(Number(usedByThen.ceil().valueOf()), lot.quantity);
    given = given.add(taken);
    return lot.quantity > taken ? [{ ...lot, quantity: lot.quantity - taken }] : [];
  });
}

function expiredOf(position: ItemPosition, state: ItemState, today: Day): Condition | null {
  const lots = leftOver(position, state, today);
  const first = lots[0]?.expiry ?? null;
  if (first === null) return null;
  return plain({ kind: 'expired', subject: position.itemId }, 'low', {
    itemId: position.itemId,
    lot: onlyLot(lots),
    lots: lots.length,
    expiredOn: showDay(first),
    quantity: sum(lots),
  });
}

type Judge = (position: ItemPosition, state: ItemState, today: Day) => Condition | null;

function each(kind: AlertKind, findings: FacilityFindings, judge: Judge): Condition[] {
  return findings.positions.flatMap((position) => {
    const state = findings.states.get(position.itemId)?.value;
    if (state === undefined || state.lots.every(({ expiry }) => expiry === null)) return [];
    return unsaid(kind, position) ?? judge(position, state, findings.today) ?? [];
  });
}

/** One condition per item with stock that will expire within 90 days before it can be used. Retired items too. */
export function expiringStock(findings: FacilityFindings): Condition[] {
  return each('expiring', findings, expiringOf);
}

/** One condition per item of which something past its date stands on the shelf. What is kept apart is not meant. */
export function expiredStock(findings: FacilityFindings): Condition[] {
  return each('expired', findings, expiredOf);
}
