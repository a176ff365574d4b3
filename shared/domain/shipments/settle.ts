/** Settling a difference: the origin's side answers for it, never the member who received. */
import type { Day } from '../day.ts';
import { notFound, type Refusal, refuse } from '../refusal.ts';
import type { Actor } from './moves.ts';
import { traceOf } from './moves.ts';
import { liveReceipts, type SettlementReason, type Shipment, type ShipmentFact } from './shipment.ts';
import { standing } from './standing.ts';

/** Settles what is open, or puts a claim on it; a claim is settled later by any other reason. */
export function decideSettle(
  shipment: Shipment,
  discrepancyId: string,
  command: { readonly reason: SettlementReason; readonly note: string | null; readonly claimDueOn: Day | null },
  actor: Actor,
): ShipmentFact | Refusal {
  const discrepancy = standing(shipment).discrepancies.find((each) => each.discrepancyId === discrepancyId);
  if (!discrepancy) return notFound('discrepancy');
  if (liveReceipts(shipment).some((receipt) => receipt.by === actor.by)) {
    return refuse('role.forbidden', 'You received this shipment yourself: somebody else of the origin settles it.');
  }
  if (discrepancy.state === 'settled' || discrepancy.state === 'self-settled') {
    return refuse('discrepancy.settled', 'The discrepancy is settled already: there is nothing left to answer.');
  }
  const { reason, note, claimDueOn } = command;
  return {
    kind: 'settled',
    settlement: { discrepancyId, quantity: discrepancy.quantity, reason, claimDueOn, ...traceOf(actor, note) },
  };
}
