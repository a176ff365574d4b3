/** Makes the inbound row of a shipment, or says that the destination needs none any more. */
import type { InboundShipment } from './inbound.ts';
import { expectedOn, firstPromisedOn, type Shipment } from './shipment.ts';
import { standing } from './standing.ts';

/** Undefined once the shipment is closed and nothing of it is open. */
export function inboundOf(shipment: Shipment): InboundShipment | undefined {
  const { status, dispatchedAt, lines, discrepancies } = standing(shipment);
  const open = discrepancies.filter((each) => each.state === 'open' || each.state === 'claimed');
  const underway = status === 'planned' || status === 'dispatched' || status === 'partly-received';
  if (!underway && open.length === 0) return undefined;
  const outstanding = new Map<string, number>();
  for (const line of lines) {
    if (line.outstanding > 0) outstanding.set(line.itemId, (outstanding.get(line.itemId) ?? 0) + line.outstanding);
  }
  return {
    shipmentId: shipment.shipmentId,
    reference: shipment.plan.reference,
    status,
    expectedOn: expectedOn(shipment),
    firstPromisedOn: firstPromisedOn(shipment),
    dispatchedAt,
    lines: [...outstanding].map(([itemId, units]) => ({ itemId, outstanding: units })),
    discrepancies: open.map(({ discrepancyId, kind, quantity, openedAt, settlement }) => ({
      discrepancyId,
      kind,
      quantity,
      openedAt,
      claimDueOn: settlement?.claimDueOn ?? null,
    })),
  };
}
