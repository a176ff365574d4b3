/** GET /facilities/{facilityId}/stock: one row per item that the facility has, should have or is waiting for. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { stockRows } from '#shared/contract/stock.ts';
import type { StockRow } from '#shared/contract/stock-answers.ts';
import { lotAnswers } from '#shared/contract/stock-words.ts';
import { stockRowWithoutHeads } from '#shared/contract/without-heads.ts';
import { type Day, endOfDay, showDay } from '#shared/domain/day.ts';
import { countryOf, seesHeads } from '#shared/domain/members/grants.ts';
import { actionsOn } from '#shared/domain/recalls/recall.ts';
import { notFound } from '#shared/domain/refusal.ts';
import { facilityFacts, type Programme, positionsOf, type Snapshot, todayAt } from '#shared/domain/snapshot.ts';
import type { ItemPosition } from '#shared/domain/stock/facts.ts';
import { lotsOf } from '#shared/domain/stock/position.ts';
import { DAYS_PER_MONTH, shown } from '#shared/domain/stock/show.ts';
import { readProgramme, readSnapshot } from '#shared/store/snapshot.ts';

export const getStock: Operation<typeof stockRows.getStock, TableDeps> = async (request, { table }) => {
  const { facilityId } = request.params;
  const [snapshot, programme] = await Promise.all([
    readSnapshot(table, facilityId),
    readProgramme(table, countryOf(facilityId)),
  ]);
  if (!snapshot || !programme) return notFound('facility');
  const rows = positionsOf(snapshot, programme, request.now.getTime());
  const heads = seesHeads(request.grants, facilityId);
  const items = rows
    .map((position) => [stockRow(position, snapshot, programme, request.now), position.fromHeads] as const)
    .map(([row, fromHeads]) => (heads ? row : stockRowWithoutHeads(row, fromHeads)));
  return { body: { items, asOf: request.now.toISOString() } };
};

function stockRow(position: ItemPosition, snapshot: Snapshot, { recalls }: Programme, now: Date): StockRow {
  const state = snapshot.items.get(position.itemId)?.value ?? null;
  const today = todayAt(snapshot, now.getTime());
  const { adu, estimatedOnHand } = position;
  const amc = adu?.mul(DAYS_PER_MONTH) ?? null;
  const months = amc === null || amc.equals(0) ? null : (estimatedOnHand?.div(amc) ?? null);
  return {
    itemId: position.itemId,
    onHand: position.onHand,
    usable: position.usable,
    estimatedOnHand: shown(estimatedOnHand, 0),
    lots: state === null ? [] : lotAnswers(lotsOf(state), today, actionsOn(recalls, position.itemId)),
    adu: shown(adu, 2),
    basis: position.basis,
    servedPartly: position.partial,
    surge: shown(position.surge, 2),
    scaledBy: shown(position.scaledBy, 2),
    amc: shown(amc, 2),
    coverDays: shown(position.coverDays, 1),
    coverByNorm: shown(position.coverByNorm, 1),
    monthsOfStock: shown(months, 1),
    status: position.status,
    stale: position.stale,
    ...aheadAnswer(position),
    suggestedQuantity: position.suggestedQuantity,
    inTransit: position.inTransit,
    lastCountedAt: state?.anchor?.occurredAt ?? null,
    lastReportAt: lastReportAt(position, snapshot, now),
    asOf: now.toISOString(),
  };
}

const date = (day: Day | null) => (day === null ? null : showDay(day));

function aheadAnswer(position: ItemPosition) {
  const { landing, unused } = position;
  return {
    projectedStockOut: date(position.stockOutOn),
    nextDeliveryOn: date(position.nextDeliveryOn),
    projectedShort: position.projectedShort,
    arrival: landing && {
      on: showDay(landing.on),
      coverDays: landing.coverDays.round(1).valueOf(),
      enough: position.deliveryInTime,
    },
    unused: unused.map(({ lot, expiry, quantity }) => ({ lot, expiry: showDay(expiry), quantity })),
  };
}

/** Under `counts` the instant of the count; under `movements` only the day is known, and its end stands for it. */
function lastReportAt(position: ItemPosition, snapshot: Snapshot, now: Date): string | null {
  if (position.lastReportDay === null) return null;
  const { bookkeeping } = facilityFacts(snapshot, todayAt(snapshot, now.getTime()));
  const anchor = snapshot.items.get(position.itemId)?.value.anchor;
  if (bookkeeping === 'counts' && anchor) return anchor.occurredAt;
  const end = endOfDay(position.lastReportDay, snapshot.facility.value.timeZone);
  return new Date(Math.min(end, now.getTime())).toISOString();
}
