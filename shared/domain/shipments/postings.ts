/** What shipments do to stock: the ledger lines of a dispatch, a receipt and its reversal, one per item. */
import { localDay } from '../day.ts';
import { type LedgerLine, type LineEntry, lotKey } from '../stock/ledger.ts';
import {
  type LotQuantity,
  type PlanLine,
  type Receipt,
  type ReceiptLine,
  type Shipment,
  sentLines,
} from './shipment.ts';

/**
 * What leaves a facility, as negative entries. The event is the shipment itself: it leaves once.
 *
 * @param timeZone of the origin
 */
export function dispatchLines(shipment: Shipment, timeZone: string): LedgerLine[] {
  const occurredAt = shipment.dispatched?.dispatchedAt;
  if (occurredAt === undefined) return [];
  const { shipmentId } = shipment;
  const dated = { occurredAt, day: localDay(Date.parse(occurredAt), timeZone), eventId: shipmentId, shipmentId };
  return perItem(
    sentLines(shipment).map((line) => ({ itemId: line.itemId, entries: byLots(line.quantity, line.lots, -1) })),
  ).map((line) => ({ ...line, ...dated, kind: 'dispatch' }));
}

/**
 * What a receipt puts on the destination's shelf; what arrived damaged is kept apart. Wrong goods stand there as what
 * they are. The lots of a line are those that the receipt names, else those that left if all of them came at once.
 *
 * @param timeZone of the destination
 */
export function receiptLines(shipment: Shipment, receipt: Receipt, timeZone: string): LedgerLine[] {
  const { shipmentId } = shipment;
  const { receiptId: eventId, receivedAt: occurredAt } = receipt;
  const dated = { occurredAt, day: localDay(Date.parse(occurredAt), timeZone), eventId, shipmentId };
  const sent = new Map(sentLines(shipment).map((line) => [line.lineId, line]));
  return perItem(
    receipt.lines.flatMap((line) => [
      { itemId: line.itemId, entries: arrived(line, line.lineId === null ? undefined : sent.get(line.lineId)) },
      ...line.wrong.map((goods) => ({ itemId: goods.itemId, entries: byLots(goods.quantity, goods.lots, 1) })),
    ]),
  ).map((line) => ({ ...line, ...dated, kind: 'receipt' }));
}

function arrived(line: ReceiptLine, sent: PlanLine | undefined): LineEntry[] {
  const lots = line.lots.length > 0 || sent === undefined ? line.lots : inherited(line, sent);
  const [shelf, apart] = split(lots, line.accepted);
  const damaged = byLots(line.damaged, apart, 1).map((entry) => ({ ...entry, held: true as const }));
  return [...byLots(line.accepted, shelf, 1), ...damaged];
}

/** The lots that left, where it is plain that what came is of them: there is only one, or all of it came. */
function inherited(line: ReceiptLine, sent: PlanLine): readonly LotQuantity[] {
  const came = line.accepted + line.damaged;
  const [only, ...more] = sent.lots;
  if (only && more.length === 0 && only.quantity >= sent.quantity) return [{ ...only, quantity: came }];
  return line.damaged === 0 && came === sent.quantity ? sent.lots : [];
}

/** Lots in their order: so many units of them, and what is left. */
function split(lots: readonly LotQuantity[], units: number): [LotQuantity[], LotQuantity[]] {
  const first: LotQuantity[] = [];
  const rest: LotQuantity[] = [];
  let left = units;
  for (const lot of lots) {
    const taken = Math.min(left, lot.quantity);
    left -= taken;
    if (taken > 0) first.push({ ...lot, quantity: taken });
    if (lot.quantity > taken) rest.push({ ...lot, quantity: lot.quantity - taken });
  }
  return [first, rest];
}

function byLots(quantity: number, lots: readonly LotQuantity[], sign: 1 | -1): LineEntry[] {
  const rest = quantity - lots.reduce((units, lot) => units + lot.quantity, 0);
  const named = lots.map((lot) => ({ lot: lotKey(lot.lot), expiry: lot.expiry, quantity: sign * lot.quantity }));
  return [...named, { lot: null, expiry: null, quantity: sign * rest }].filter((entry) => entry.quantity * sign > 0);
}

function perItem(parts: readonly { readonly itemId: string; readonly entries: readonly LineEntry[] }[]) {
  const byItem = new Map<string, LineEntry[]>();
  for (const part of parts) {
    if (part.entries.length > 0) byItem.set(part.itemId, [...(byItem.get(part.itemId) ?? []), ...part.entries]);
  }
  return [...byItem].map(([itemId, entries]) => ({ itemId, entries }));
}
