/** Reads what the needs of a country follow from: summaries, plans, requests, and the shelves of its stores as they are. */
import type { InStore, NeedsFacts, Planned } from '../domain/needs/needs.ts';
import { askedFor } from '../domain/needs/requests.ts';
import type { Summary } from '../domain/overview/summary.ts';
import { type Programme, positionsOf } from '../domain/snapshot.ts';
import { readSummaries } from './country-figures.ts';
import { shipmentsOf } from './keys.ts';
import { queryAll } from './read.ts';
import { loadOutstanding } from './requests.ts';
import { shipmentFromRows } from './shipment-rows.ts';
import { readProgramme, readSnapshot } from './snapshot.ts';
import type { Table } from './table.ts';

/** Undefined for a country that is not known. `nowMs`: epoch ms at which the stores are judged. */
export async function loadNeeds(table: Table, country: string, nowMs: number): Promise<NeedsFacts | undefined> {
  const [programme, summaries, planned, outstanding] = await Promise.all([
    readProgramme(table, country),
    readSummaries(table, country),
    plannedIn(table, country),
    loadOutstanding(table, country),
  ]);
  if (programme === null) return undefined;
  return {
    summaries,
    catalogue: programme.catalogue,
    asked: new Map([...outstanding].map(([facilityId, open]) => [facilityId, askedFor(open)])),
    planned,
    stores: await shelvesOf(table, summaries, programme, nowMs),
  };
}

/** Lines of the shipments to a country that are planned and have not left. */
async function plannedIn(table: Table, country: string): Promise<Planned[]> {
  const rows = await queryAll(table, { partition: shipmentsOf(country), index: true, prefix: 'planned#' });
  return rows.flatMap((row) => {
    const { origin, destination, lines } = shipmentFromRows(row, []).shipment.plan;
    const from = origin.kind === 'facility' ? origin.facilityId : null;
    return lines.map(({ itemId, quantity }) => ({ from, to: destination, itemId, quantity }));
  });
}

/** What the active stores of the country have that supply somebody: what leaves a shelf is judged by the shelf itself. */
async function shelvesOf(table: Table, summaries: readonly Summary[], programme: Programme, nowMs: number) {
  const suppliers = new Set(summaries.map(({ suppliedBy }) => suppliedBy));
  const stores = summaries.filter(({ store, active, facilityId }) => store && active && suppliers.has(facilityId));
  const shelves = await Promise.all(
    stores.map(async ({ facilityId }) => {
      const snapshot = await readSnapshot(table, facilityId);
      const positions = snapshot === null ? [] : positionsOf(snapshot, programme, nowMs);
      const items = positions.map(({ itemId, estimatedOnHand, adu, safetyDays }): [string, InStore] => {
        const there = Number(estimatedOnHand?.floor().valueOf() ?? 0);
        const keeps = Number(adu?.mul(safetyDays).ceil().valueOf() ?? 0);
        return [itemId, { there, keeps }];
      });
      return [facilityId, new Map(items)] as const;
    }),
  );
  return new Map(shelves);
}
