/** POST /shipments/{shipmentId}/discrepancies/{discrepancyId}/settle: the side that sent it answers for a difference. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { shipmentRows } from '#shared/contract/shipments.ts';
import { parseDay } from '#shared/domain/day.ts';
import { decideSettle } from '#shared/domain/shipments/settle.ts';
import { act } from './action.ts';
import { refuseToSettle } from './scope.ts';

export const settleDiscrepancy: Operation<typeof shipmentRows.settleDiscrepancy, TableDeps> = (request, deps) => {
  const { shipmentId, discrepancyId } = request.params;
  const { reason, note = null, claimDueOn } = request.body;
  const command = { reason, note, claimDueOn: claimDueOn === undefined ? null : (parseDay(claimDueOn) ?? null) };
  return act(
    {
      content: { action: 'settle', shipmentId, discrepancyId, ...request.body },
      refuse: refuseToSettle,
      decide: ({ shipment }, actor) => decideSettle(shipment, discrepancyId, command, actor),
    },
    request,
    deps,
  );
};
