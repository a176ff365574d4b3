/** Receipt discrepancy: what arrived is not what was sent, and nobody has settled it. */
import { type Day, localDay, showDay } from '../../day.ts';
import type { InboundShipment, OpenDiscrepancy } from '../../shipments/inbound.ts';
import { type Condition, type FacilityFindings, plain } from '../condition.ts';

/** A discrepancy older than this that nobody has put a dated claim on is urgent. */
const URGENT_AFTER_DAYS = 7;

function urgent(discrepancy: OpenDiscrepancy, today: Day, timeZone: string): boolean {
  const claimed = discrepancy.claimDueOn !== null && discrepancy.claimDueOn >= today;
  return !claimed && today - localDay(Date.parse(discrepancy.openedAt), timeZone) > URGENT_AFTER_DAYS;
}

function discrepancyOf(shipment: InboundShipment, today: Day, timeZone: string): Condition | null {
  const oldest = shipment.discrepancies.map((discrepancy) => discrepancy.openedAt).sort()[0];
  if (oldest === undefined) return null;
  const isUrgent = shipment.discrepancies.some((discrepancy) => urgent(discrepancy, today, timeZone));
  return plain({ kind: 'receipt-discrepancy', subject: shipment.shipmentId }, isUrgent ? 'high' : 'medium', {
    shipmentId: shipment.shipmentId,
    reference: shipment.reference,
    discrepancies: shipment.discrepancies.length,
    kinds: [...new Set(shipment.discrepancies.map((discrepancy) => discrepancy.kind))].sort().join(' '),
    since: showDay(localDay(Date.parse(oldest), timeZone)),
  });
}

/** One condition per shipment with open discrepancies. A claim counts until its day is over. */
export function receiptDiscrepancies(findings: FacilityFindings): Condition[] {
  const { today, facility } = findings;
  return findings.inbound.flatMap((shipment) => discrepancyOf(shipment, today, facility.timeZone) ?? []);
}
