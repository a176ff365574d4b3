/** POST /shipments/{shipmentId}/cancel: gives up what has not left. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { shipmentActionRows } from '#shared/contract/shipment-actions.ts';
import { decideCancel } from '#shared/domain/shipments/moves.ts';
import { act } from './action.ts';
import { refuseToShip } from './scope.ts';

export const cancelShipment: Operation<typeof shipmentActionRows.cancelShipment, TableDeps> = (request, deps) =>
  act(
    {
      content: { action: 'cancel', shipmentId: request.params.shipmentId, ...request.body },
      refuse: refuseToShip,
      decide: ({ shipment }, actor) => decideCancel(shipment, request.body.reason, actor),
    },
    request,
    deps,
  );
