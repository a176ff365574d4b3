/** What the API says of a shipment and of a receipt. */
import type {
  DiscrepancyAnswer,
  ReceiptAnswer,
  ReceiptOfShipment,
  ShipmentAnswer,
} from '#shared/contract/shipment-answers.ts';
import { type Day, showDay } from '#shared/domain/day.ts';
import { expectedOn, firstPromisedOn } from '#shared/domain/shipments/shipment.ts';
import { type Discrepancy, standing } from '#shared/domain/shipments/standing.ts';
import type { StoredReceipt, StoredShipment } from '#shared/store/shipment-rows.ts';

type Shown = Omit<StoredShipment, 'answered' | 'packSizes'>;

/** A shipment with everything that became of it. */
export function shipmentAnswer(stored: Shown): ShipmentAnswer {
  return { ...withoutReceipts(stored), receipts: [...stored.receipts.values()].map((each) => receiptOf(each)) };
}

function withoutReceipts({ shipment, body, v }: Shown): Omit<ShipmentAnswer, 'receipts'> {
  const now = standing(shipment);
  const expected = expectedOn(shipment);
  const carrier = shipment.dispatched?.carrier ?? body.carrier;
  return {
    ...body,
    ...(expected === null ? {} : { expectedOn: showDay(expected) }),
    ...(carrier === undefined ? {} : { carrier }),
    shipmentId: shipment.shipmentId,
    status: now.status,
    revision: v,
    firstPromisedOn: shown(firstPromisedOn(shipment)),
    dispatchedAt: now.dispatchedAt,
    closedReason: shipment.cancelled?.note ?? shipment.lost?.note ?? null,
    inTransit: now.inTransit,
    standing: [...now.lines],
    discrepancies: now.discrepancies.map(discrepancyAnswer),
  };
}

function discrepancyAnswer({ openedAt: _, settlement, ...found }: Discrepancy): DiscrepancyAnswer {
  if (!settlement) return { ...found, settlement };
  const { reason, note, claimDueOn, at, by } = settlement;
  return { ...found, settlement: { reason, note, claimDueOn: shown(claimDueOn), at, by } };
}

function receiptOf({ receipt, body }: StoredReceipt, reversedAt = receipt.reversed?.at ?? null): ReceiptOfShipment {
  return { ...body, receiptId: receipt.receiptId, recordedBy: receipt.by, reversedAt };
}

/** What is kept of an answer to a receipt: all but the receipts, of which only which there were. */
export function keptAnswer(
  shipment: Shown,
  posted: Pick<ReceiptAnswer, 'positions' | 'flags'>,
): StoredReceipt['answer'] {
  const receipts = shipment.shipment.receipts.map(({ receiptId, reversed }) => ({
    receiptId,
    reversedAt: reversed?.at ?? null,
  }));
  return { shipment: withoutReceipts(shipment), receipts, positions: posted.positions, flags: posted.flags };
}

/** The answer as it was given when the receipt was stored. */
export function receiptAnswer(stored: StoredReceipt, receipts: StoredShipment['receipts']) {
  const { answer } = stored;
  const shown = answer.receipts.flatMap(({ receiptId, reversedAt }) => {
    const each = receiptId === stored.receipt.receiptId ? stored : receipts.get(receiptId);
    return each ? [receiptOf(each, reversedAt)] : [];
  });
  const { positions, flags } = answer;
  return { receiptId: stored.receipt.receiptId, shipment: { ...answer.shipment, receipts: shown }, positions, flags };
}

function shown(day: Day | null): string | null {
  return day === null ? null : showDay(day);
}
