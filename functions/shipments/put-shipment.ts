/** PUT /shipments/{shipmentId}: plans a shipment, or replaces the plan before it leaves. */
import type { TableDeps } from '#kit/deps.ts';
import type { ApiRequest, Operation, Reply } from '#kit/request.ts';
import type { ShipmentBody } from '#shared/contract/shipment-bodies.ts';
import type { shipmentRows } from '#shared/contract/shipments.ts';
import type { CatalogueItem } from '#shared/domain/catalogue/item.ts';
import type { Facility } from '#shared/domain/facilities/facility.ts';
import { isRefusal, type Refusal, refuse } from '#shared/domain/refusal.ts';
import { decidePlan, type PlanKnowledge } from '#shared/domain/shipments/plan.ts';
import { evolve, plannedShipment } from '#shared/domain/shipments/shipment.ts';
import { contentHash } from '#shared/store/content-hash.ts';
import { facilityKey, itemKey } from '#shared/store/keys.ts';
import { catalogueItemFromRow, facilityFromRow } from '#shared/store/programme-rows.ts';
import { getRows } from '#shared/store/read.ts';
import { planOf, type StoredShipment } from '#shared/store/shipment-rows.ts';
import { loadShipment, shipmentWrites } from '#shared/store/shipments.ts';
import type { Table } from '#shared/store/table.ts';
import { type Again, again, attempt, transact } from '#shared/store/transact.ts';
import { shipmentAnswer } from './answers.ts';
import { refuseDestination, refuseToShip } from './scope.ts';

type Row = typeof shipmentRows.putShipment;

export const putShipment: Operation<Row, TableDeps> = (request, deps) =>
  attempt(deps.table, (number) => once(request, deps.table, number));

async function once(request: ApiRequest<Row>, table: Table, number: number): Promise<Reply<Row> | Refusal | Again> {
  const { body, grants, params } = request;
  const [before, known] = await Promise.all([loadShipment(table, params.shipmentId), knowledgeOf(table, body)]);
  const refused = (before && refuseToShip(grants, before.shipment.plan)) ?? refuseToShip(grants, body);
  if (refused) return refused;
  const same = before !== undefined && contentHash(before.body) === contentHash(body);
  // On a second try what stands there may be our own write, of which no answer came.
  const stale = same && number > 1 ? undefined : staleness(request, before?.v);
  if (stale) return stale;
  if (same) return { body: shipmentAnswer(before), revision: before.v };
  const { suppliedBy = null } = known.facilities.get(body.destination) ?? {};
  const elsewhere = refuseDestination(grants, body, suppliedBy);
  if (elsewhere) return elsewhere;
  const packSizes = packSizesOf(body, known.items);
  const fact = decidePlan(before?.shipment, planOf(body, packSizes), known);
  if (isRefusal(fact)) return fact;
  const planned = before?.shipment ?? plannedShipment(params.shipmentId, planOf(body, packSizes));
  const next = { body, packSizes, shipment: evolve(planned, fact), answered: before?.answered ?? [] };
  const outcome = await transact(table, shipmentWrites(before, next));
  if (outcome.kind !== 'done') return again(outcome);
  const stored: StoredShipment = { ...next, receipts: new Map(), v: (before?.v ?? 0) + 1 };
  return { status: before ? 200 : 201, body: shipmentAnswer(stored), revision: stored.v };
}

interface Known extends PlanKnowledge {
  readonly facilities: ReadonlyMap<string, Facility>;
  readonly items: ReadonlyMap<string, CatalogueItem>;
}

async function knowledgeOf(table: Table, body: ShipmentBody): Promise<Known> {
  const { origin, destination, lines } = body;
  const facilityIds = origin.kind === 'facility' ? [destination, origin.facilityId] : [destination];
  const keys = [...facilityIds.map(facilityKey), ...lines.map((line) => itemKey(line.itemId))];
  const rows = await getRows(table, keys, { consistent: true });
  const present = rows.flatMap((row, index) => (row ? [{ row, index }] : []));
  const facilities = present
    .filter(({ index }) => index < facilityIds.length)
    .map(({ row }) => facilityFromRow(row).value);
  const items = present
    .filter(({ index }) => index >= facilityIds.length)
    .map(({ row }) => catalogueItemFromRow(row).value);
  return {
    facilities: new Map(facilities.map((facility) => [facility.facilityId, facility])),
    items: new Map(items.map((item) => [item.itemId, item])),
  };
}

/** Units in a pack of each line: as it was typed, else the smallest pack that the item comes in. */
function packSizesOf(body: ShipmentBody, items: Known['items']): Record<string, number> {
  const sizes = body.lines.map(({ lineId, itemId, packSize }) => {
    const packs = items.get(itemId)?.packs.map((pack) => pack.size) ?? [];
    return [lineId, packSize ?? (packs.length > 0 ? Math.min(...packs) : undefined)] as const;
  });
  return Object.fromEntries(sizes.flatMap(([lineId, size]) => (size === undefined ? [] : [[lineId, size]])));
}

function staleness(request: ApiRequest<Row>, revision: number | undefined): Refusal | undefined {
  if (request.onlyCreate && revision !== undefined) {
    return refuse('record.exists', 'This shipment is there already. Leave out If-None-Match to replace its plan.');
  }
  if (request.ifMatch === undefined || request.ifMatch === (revision ?? 0)) return undefined;
  return refuse('revision.stale', `Read the shipment again: it is at revision ${revision ?? 0} by now.`);
}
