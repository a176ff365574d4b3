/** POST /shipments/{shipmentId}/dispatch: it left; the stock of a facility that sent it goes down with the same write. */
import type { TableDeps } from '#kit/deps.ts';
import type { ApiRequest, Operation } from '#kit/request.ts';
import type { shipmentActionRows } from '#shared/contract/shipment-actions.ts';
import type { DispatchBody } from '#shared/contract/shipment-bodies.ts';
import { closedFlags, flagAnswer } from '#shared/contract/stock-words.ts';
import { parseDay } from '#shared/domain/day.ts';
import { isRefusal } from '#shared/domain/refusal.ts';
import { type DispatchCommand, decideDispatch } from '#shared/domain/shipments/moves.ts';
import { dispatchLines } from '#shared/domain/shipments/postings.ts';
import type { Shipment } from '#shared/domain/shipments/shipment.ts';
import { loadPositions, postLines } from '#shared/store/positions.ts';
import { shipmentEvent } from '#shared/store/stock-events.ts';
import { act } from './action.ts';
import { leavesFrom, placeOf } from './places.ts';
import { refuseToShip } from './scope.ts';

type Row = typeof shipmentActionRows.dispatchShipment;

export const dispatchShipment: Operation<Row, TableDeps> = async (request, deps) => {
  const { shipmentId } = request.params;
  const done = await act(
    {
      content: { action: 'dispatch', shipmentId, ...request.body },
      refuse: refuseToShip,
      decide: async ({ shipment }, actor) => {
        const { timeZone } = await placeOf(deps.table, leavesFrom(shipment.plan));
        return decideDispatch(shipment, commandOf(request.body), timeZone, actor);
      },
      post: (after) => takeFromStock(after, request, deps),
    },
    request,
    deps,
  );
  if (isRefusal(done)) return done;
  return { body: { ...done.body, flags: [...done.flags] }, revision: done.revision };
};

function commandOf(body: DispatchBody): DispatchCommand {
  const lines = (body.lines ?? []).map(({ lineId, quantity, lot, expiry }) => ({
    lineId,
    quantity,
    lot: lot === undefined ? null : { lot, expiry: expiry === undefined ? null : (parseDay(expiry) ?? null) },
  }));
  return { dispatchedAt: body.dispatchedAt, carrier: body.carrier ?? null, lines };
}

async function takeFromStock(shipment: Shipment, request: ApiRequest<Row>, { table }: TableDeps) {
  const { origin, lines: planned } = shipment.plan;
  if (origin.kind === 'supplier') return { writes: [] };
  const { facilityId } = origin;
  const [place, loaded] = await Promise.all([
    placeOf(table, facilityId),
    loadPositions(
      table,
      facilityId,
      planned.map((line) => line.itemId),
    ),
  ]);
  const notes = { recordedAt: request.now.toISOString(), recordedBy: request.member };
  const lines = dispatchLines(shipment, place.timeZone);
  const posting = await postLines(table, facilityId, lines, loaded, notes);
  const closed = lines.slice(0, 1).flatMap(({ day }) => closedFlags(place, day));
  return {
    writes: [...shipmentEvent(facilityId, shipment.shipmentId, lines, notes), ...posting.writes],
    flags: [...closed, ...posting.flags.map(flagAnswer)],
  };
}
