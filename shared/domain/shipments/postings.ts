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

/**
 * Takes a receipt's lines out of every figure; dated as the receipt.
 *
 * @param reversalId id of the reversing event, a UUID of its own
 */
export function reversalLines(lines: readonly LedgerLine[], reversalId: string): LedgerLine[] {
  return lines.map((line) => ({
    ...line,
    eventId: reversalId,
    kind: 'reversal',
    entries: [],
    reverses: line.eventId,
  }));
}

function arrived(line: ReceiptLine, sent: PlanLine | undefined): LineEntry[] {
  const silent = line.lots.length === 0 && line.damagedLot === null;
  const [only, ...more] = sent?.lots ?? [];
  const ofOneLot = silent && sent && only && more.length === 0 && only.quantity >= sent.quantity ? only : undefined;
  const lots = !silent
    ? line.lots
    : ofOneLot
      ? [{ ...ofOneLot, quantity: line.accepted }]
      : sent && line.damaged === 0 && line.accepted === sent.quantity
        ? sent.lots
        : [];
  const damagedLot = line.damagedLot ?? ofOneLot ?? null;
  const damaged: LineEntry = {
    lot: lotKey(damagedLot?.lot),
    expiry: damagedLot?.expiry ?? null,
    quantity: line.damaged,
    held: true,
  };
  return [...byLots(line.accepted, lots, 1), ...(line.damaged > 0 ? [damaged] : [])];
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
