/** POST /shipments/{shipmentId}/lost: what is still on the way does not come. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { shipmentActionRows } from '#shared/contract/shipment-actions.ts';
import { parseDay } from '#shared/domain/day.ts';
import { decideLost } from '#shared/domain/shipments/moves.ts';
import { act } from './action.ts';
import { placeOf } from './places.ts';
import { refuseToShip } from './scope.ts';

export const loseShipment: Operation<typeof shipmentActionRows.loseShipment, TableDeps> = (request, deps) => {
  const { reason, lostOn } = request.body;
  const command = { reason, lostOn: lostOn === undefined ? null : (parseDay(lostOn) ?? null) };
  return act(
    {
      content: { action: 'lost', shipmentId: request.params.shipmentId, ...request.body },
      refuse: refuseToShip,
      decide: async ({ shipment }, actor) => {
        const { timeZone } = await placeOf(deps.table, shipment.plan.destination);
        return decideLost(shipment, command, timeZone, actor);
      },
    },
    request,
    deps,
  );
};
