/** Where a shipment stands: status, what is still on the way and what differs, derived from its facts alone. */
import type { DiscrepancyKind, ShipmentStatus } from './inbound.ts';
import { liveReceipts, type PlanLine, type Receipt, type Settlement, type Shipment, sentLines } from './shipment.ts';

export interface LineStanding {
  readonly lineId: string;
  readonly itemId: string;
  readonly sent: number;
  readonly accepted: number;
  readonly damaged: number;
  readonly wrong: number;
  /** Still to come: 0 once the shipment is closed. */
  readonly outstanding: number;
}

/** `self-settled`: too small to ask about. `claimed`: open, and the other side was asked to answer. */
export type DiscrepancyState = 'open' | 'claimed' | 'settled' | 'self-settled';

export interface Discrepancy {
  readonly discrepancyId: string;
  readonly lineId: string | null;
  readonly itemId: string;
  readonly kind: DiscrepancyKind;
  readonly quantity: number;
  readonly openedAt: string;
  readonly state: DiscrepancyState;
  readonly settlement: Settlement | null;
}

export interface Standing {
  readonly status: ShipmentStatus;
  /** The dispatch as far as anybody knows it: goods that came before its word left when they came at the latest. */
  readonly dispatchedAt: string | null;
  /** Goods came although nobody said that they had left. */
  readonly dispatchImplied: boolean;
  readonly lines: readonly LineStanding[];
  readonly discrepancies: readonly Discrepancy[];
  /** Units on the way. */
  readonly inTransit: number;
}

/** Where packs are unknown, this many units are what one pack would be. */
const UNITS_OF_NO_PACK = 10;

/** Derives everything that a shipment says about itself. */
export function standing(shipment: Shipment): Standing {
  const receipts = liveReceipts(shipment);
  const first = receipts[0];
  const dispatchedAt = shipment.dispatched?.dispatchedAt ?? first?.receivedAt ?? null;
  const sent = sentLines(shipment);
  const sums = sent.map((line) => sumLine(line, receipts));
  const lost = standsLost(shipment);
  const closedAt = closingTime(shipment, receipts, sums);
  const underway = dispatchedAt !== null && shipment.cancelled === null && closedAt === null;
  const lines = sums.map((sum) => ({ ...sum, outstanding: underway ? sum.outstanding : 0 }));
  const found = sent.flatMap((line, index) => {
    const sum = sums[index];
    return sum ? lineDiscrepancies(line, sum, receipts, closedAt) : [];
  });
  const discrepancies = [...found, ...unlisted(receipts)].map((each) => judged(each, shipment, lost));
  return {
    status: statusOf(shipment, receipts, closedAt, discrepancies, lost),
    dispatchedAt,
    dispatchImplied: shipment.dispatched === null && first !== undefined,
    lines,
    discrepancies,
    inTransit: lines.reduce((units, line) => units + line.outstanding, 0),
  };
}

/** A declared loss stands until goods come that were not known when it was declared. */
function standsLost(shipment: Shipment): boolean {
  const known = shipment.lost?.receipts;
  return known !== undefined && liveReceipts(shipment).every((receipt) => known.includes(receipt.receiptId));
}

function sumLine(line: PlanLine, receipts: readonly Receipt[]): LineStanding {
  const parts = receipts.flatMap((receipt) => receipt.lines).filter((part) => part.lineId === line.lineId);
  const accepted = parts.reduce((units, part) => units + part.accepted, 0);
  const damaged = parts.reduce((units, part) => units + part.damaged, 0);
  const wrong = parts.reduce((units, part) => units + part.wrong.reduce((sum, goods) => sum + goods.quantity, 0), 0);
  return {
    lineId: line.lineId,
    itemId: line.itemId,
    sent: line.quantity,
    accepted,
    damaged,
    wrong,
    outstanding: Math.max(0, line.quantity - accepted - damaged - wrong),
  };
}

/** Instant from which nothing more is to come: a final receipt, the last goods, or the declared loss. */
function closingTime(shipment: Shipment, receipts: readonly Receipt[], sums: readonly LineStanding[]): string | null {
  const final = receipts.find((receipt) => receipt.final);
  if (final) return final.receivedAt;
  if (receipts.length > 0 && sums.every((sum) => sum.outstanding === 0)) return receipts.at(-1)?.receivedAt ?? null;
  return standsLost(shipment) ? (shipment.lost?.at ?? null) : null;
}

type Found = Omit<Discrepancy, 'state' | 'settlement'> & { readonly small: boolean };

function lineDiscrepancies(
  line: PlanLine,
  sum: LineStanding,
  receipts: readonly Receipt[],
  closedAt: string | null,
): Found[] {
  const found: Found[] = [];
  const add = (kind: DiscrepancyKind, quantity: number, openedAt: string | null) => {
    if (quantity <= 0 || openedAt === null) return;
    const small = kind !== 'wrong' && quantity * 100 <= line.quantity && quantity < (line.packSize ?? UNITS_OF_NO_PACK);
    const { lineId, itemId } = line;
    found.push({ discrepancyId: `${lineId}~${kind}`, lineId, itemId, kind, quantity, openedAt, small });
  };
  const when = (reached: (sum: LineStanding) => boolean) => firstTime(line, receipts, reached);
  const surplus = (at: LineStanding) => at.accepted + at.damaged - line.quantity;
  add('missing', sum.outstanding, closedAt);
  add(
    'damaged',
    sum.damaged,
    when((at) => at.damaged > 0),
  );
  add(
    'surplus',
    surplus(sum),
    when((at) => surplus(at) > 0),
  );
  add(
    'wrong',
    sum.wrong,
    when((at) => at.wrong > 0),
  );
  return found;
}

/** `receivedAt` of the receipt, in order of arrival, with which something came to be so. */
function firstTime(
  line: PlanLine,
  receipts: readonly Receipt[],
  reached: (sum: LineStanding) => boolean,
): string | null {
  const index = receipts.findIndex((_, at) => reached(sumLine(line, receipts.slice(0, at + 1))));
  return receipts[index]?.receivedAt ?? null;
}

function unlisted(receipts: readonly Receipt[]): Found[] {
  const found = new Map<string, Found>();
  for (const receipt of receipts) {
    for (const line of receipt.lines) {
      const units = line.accepted + line.damaged;
      if (line.lineId !== null || units === 0) continue;
      const before = found.get(line.itemId);
      found.set(line.itemId, {
        discrepancyId: `${line.itemId}~unlisted`,
        lineId: null,
        itemId: line.itemId,
        kind: 'unlisted',
        quantity: (before?.quantity ?? 0) + units,
        openedAt: before?.openedAt ?? receipt.receivedAt,
        small: false,
      });
    }
  }
  return [...found.values()].sort((a, b) => (a.itemId < b.itemId ? -1 : 1));
}

function judged({ small, ...found }: Found, shipment: Shipment, lost: boolean): Discrepancy {
  const settlement = shipment.settlements.find((each) => each.discrepancyId === found.discrepancyId);
  if (settlement && settlement.quantity >= found.quantity) {
    return { ...found, state: settlement.reason === 'claim' ? 'claimed' : 'settled', settlement };
  }
  // Who declares a shipment lost has answered for what is missing of it.
  const answered = small ? 'self-settled' : lost && found.kind === 'missing' ? 'settled' : 'open';
  return { ...found, state: answered, settlement: null };
}

function statusOf(
  shipment: Shipment,
  receipts: readonly Receipt[],
  closedAt: string | null,
  discrepancies: readonly Discrepancy[],
  lost: boolean,
): ShipmentStatus {
  if (receipts.length === 0) {
    if (lost) return 'lost';
    if (shipment.cancelled) return 'cancelled';
    return shipment.dispatched ? 'dispatched' : 'planned';
  }
  if (closedAt === null) return 'partly-received';
  return discrepancies.some((each) => each.state !== 'self-settled') ? 'received-with-discrepancy' : 'received';
}
