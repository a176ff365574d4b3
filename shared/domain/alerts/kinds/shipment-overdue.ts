/** Shipment overdue: it left, and the day on which it was expected is over. */
import { showDay } from '../../day.ts';
import { type Condition, type FacilityFindings, plain } from '../condition.ts';

/** One condition per shipment that is on its way (or came in part) after its expected day. */
export function overdueShipments(findings: FacilityFindings): Condition[] {
  return findings.inbound.flatMap((shipment) => {
    const onItsWay = shipment.status === 'dispatched' || shipment.status === 'partly-received';
    if (!onItsWay || shipment.expectedOn === null || shipment.expectedOn >= findings.today) return [];
    return plain({ kind: 'shipment-overdue', subject: shipment.shipmentId }, 'medium', {
      shipmentId: shipment.shipmentId,
      reference: shipment.reference,
      status: shipment.status,
      expectedOn: showDay(shipment.expectedOn),
      firstPromisedOn: shipment.firstPromisedOn === null ? null : showDay(shipment.firstPromisedOn),
      itemsOutstanding: shipment.lines.filter((line) => line.outstanding > 0).length,
    });
  });
}
