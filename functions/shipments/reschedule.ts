/** POST /shipments/{shipmentId}/reschedule: a new date; the first promised one stays beside it. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { shipmentActionRows } from '#shared/contract/shipment-actions.ts';
import { parseDay } from '#shared/domain/day.ts';
import { decideReschedule } from '#shared/domain/shipments/moves.ts';
import { act } from './action.ts';
import { refuseToShip } from './scope.ts';

export const rescheduleShipment: Operation<typeof shipmentActionRows.rescheduleShipment, TableDeps> = (
  request,
  deps,
) => {
  const { shipmentId } = request.params;
  const { expectedOn, reason = null } = request.body;
  return act(
    {
      content: { action: 'reschedule', shipmentId, ...request.body },
      refuse: refuseToShip,
      decide: ({ shipment }, actor) =>
        decideReschedule(shipment, { expectedOn: parseDay(expectedOn) ?? 0, reason }, actor),
    },
    request,
    deps,
  );
};
