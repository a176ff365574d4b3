/** POST /shipments/{shipmentId}/receipts/{receiptId}/reverse: takes a mistyped receipt out of every figure. */
import type { TableDeps } from '#kit/deps.ts';
import type { ApiRequest, Operation } from '#kit/request.ts';
import type { shipmentRows } from '#shared/contract/shipments.ts';
import { notFound } from '#shared/domain/refusal.ts';
import { receiptLines } from '#shared/domain/shipments/postings.ts';
import { decideReversal } from '#shared/domain/shipments/receive.ts';
import type { Shipment } from '#shared/domain/shipments/shipment.ts';
import { reversalLines } from '#shared/domain/stock/reversal-lines.ts';
import { loadPositions, postLines } from '#shared/store/positions.ts';
import type { StoredShipment } from '#shared/store/shipment-rows.ts';
import { shipmentEvent } from '#shared/store/stock-events.ts';
import { act } from './action.ts';
import { placeOf } from './places.ts';
import { refuseToReceive, sees } from './scope.ts';

type Row = typeof shipmentRows.reverseReceipt;

export const reverseReceipt: Operation<Row, TableDeps> = (request, deps) => {
  const { shipmentId, receiptId } = request.params;
  return act(
    {
      content: { action: 'reverse', shipmentId, receiptId, ...request.body },
      refuse: (grants, plan) => (sees(grants, plan) ? undefined : notFound('shipment')),
      decide: async ({ shipment }, actor) => {
        const { destination } = shipment.plan;
        const { kind } = await placeOf(deps.table, destination);
        const refused = refuseToReceive(request.grants, destination, kind);
        return refused ?? decideReversal(shipment, receiptId, request.body.reason, actor);
      },
      post: (after, stored) => takeBack(after, stored, request, deps),
    },
    request,
    deps,
  );
};

async function takeBack(after: Shipment, stored: StoredShipment, request: ApiRequest<Row>, deps: TableDeps) {
  const { receiptId } = request.params;
  const before = stored.receipts.get(receiptId);
  const receipt = after.receipts.find((each) => each.receiptId === receiptId);
  if (!before || !receipt) return { writes: [] };
  const { destination } = after.plan;
  const { timeZone } = await placeOf(deps.table, destination);
  const lines = receiptLines(stored.shipment, before.receipt, timeZone);
  const loaded = await loadPositions(
    deps.table,
    destination,
    lines.map((line) => line.itemId),
  );
  const notes = { note: request.body.reason, recordedAt: request.now.toISOString(), recordedBy: request.member };
  const reversed = reversalLines(deps.newId(), lines);
  const { writes } = await postLines(deps.table, destination, reversed, loaded, notes);
  const id = shipmentEvent(destination, after.shipmentId, reversed, notes);
  return { writes: [...id, ...writes], receipt: { ...before, receipt } };
}
