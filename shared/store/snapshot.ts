/** Reads everything that a facility is judged by: one strongly consistent query, whatever its age. */
import type { AlertRow } from '../domain/alerts/alert.ts';
import type { LatestSheet } from '../domain/checklists/checklist.ts';
import type { HeadCount } from '../domain/facilities/facility.ts';
import type { SummaryRow } from '../domain/overview/summary.ts';
import type { RecallAnswer } from '../domain/recalls/recall.ts';
import type { InboundShipment } from '../domain/shipments/inbound.ts';
import type { Acknowledged, ItemLevel, Programme, Snapshot, Versioned } from '../domain/snapshot.ts';
import type { ItemState } from '../domain/stock/item-state.ts';
import { acknowledgementFromRow } from './acknowledgements.ts';
import { alertFromRow } from './alerts.ts';
import { loadServed } from './country-figures.ts';
import { inboundFromRow } from './inbound.ts';
import { stateFromRow } from './item-state-row.ts';
import {
  CATALOGUE_ITEMS,
  CATALOGUE_PARTITION,
  CURRENT_ALERTS,
  countryKey,
  FIRST_ACKS,
  facilityKey,
  facilityPartition,
  headsKey,
  INBOUND,
  ITEMS,
  LEVELS,
  RECALL_REPLIES,
  RECALLS,
  reportsKey,
  SHEETS,
  SNAPSHOT,
  summaryKey,
} from './keys.ts';
import {
  catalogueItemFromRow,
  countryFromRow,
  facilityFromRow,
  headCountsFromRow,
  levelFromRow,
  reportDaysFromRow,
} from './programme-rows.ts';
import { getRow, queryAll } from './read.ts';
import { recallFromRow, replyFromRow } from './recalls.ts';
import { standingFromRow } from './sheets.ts';
import { summaryFromRow } from './summary.ts';
import type { StoredRow, Table } from './table.ts';
import { tableKeys, versionAttribute } from './table-constants.ts';

/** The facility with everything in its snapshot, a store with what it serves beside; null where there is no such facility. */
export async function readSnapshot(table: Table, facilityId: string): Promise<Snapshot | null> {
  const rows = await queryAll(table, {
    partition: facilityPartition(facilityId),
    prefix: SNAPSHOT,
    consistent: true,
  });
  const snapshot = snapshotFromRows(facilityId, rows);
  if (snapshot?.facility.value.kind !== 'store') return snapshot;
  return { ...snapshot, served: await loadServed(table, snapshot.facility.value.country, facilityId) };
}

/** Sorts the rows of a snapshot. Rows that nothing here knows are left alone. */
export function snapshotFromRows(facilityId: string, rows: readonly StoredRow[]): Snapshot | null {
  const single = new Map<string, StoredRow>();
  const items = new Map<string, Versioned<ItemState>>();
  const levels = new Map<string, Versioned<ItemLevel>>();
  const inbound: Versioned<InboundShipment>[] = [];
  const acknowledged: Acknowledged[] = [];
  const sheets: LatestSheet[] = [];
  const replies: RecallAnswer[] = [];
  const alerts: AlertRow[] = [];
  const versions = new Map<string, number>();
  for (const row of rows) {
    const key = String(row[tableKeys.sort]);
    const version = row[versionAttribute];
    if (typeof version === 'number') versions.set(key, version);
    if (key.startsWith(ITEMS)) {
      const { itemId, state, v } = stateFromRow(key.slice(ITEMS.length), row);
      if (state !== null) items.set(itemId, { value: state, v });
    } else if (key.startsWith(LEVELS)) levels.set(key.slice(LEVELS.length), levelFromRow(row));
    else if (key.startsWith(INBOUND)) inbound.push(inboundFromRow(row));
    else if (key.startsWith(FIRST_ACKS)) acknowledged.push(acknowledgementFromRow(row));
    else if (key.startsWith(RECALL_REPLIES)) replies.push(replyFromRow(row));
    else if (key.startsWith(SHEETS)) sheets.push(standingFromRow(row));
    else if (key.startsWith(CURRENT_ALERTS)) alerts.push(alertFromRow(row));
    else single.set(key, row);
  }
  const facility = single.get(facilityKey(facilityId).SK);
  if (facility === undefined) return null;
  const heads = single.get(headsKey(facilityId).SK);
  const headCounts: HeadCount[] = heads ? headCountsFromRow(heads) : [];
  const summaryRow = single.get(summaryKey(facilityId).SK);
  const summary: SummaryRow | null = summaryRow ? summaryFromRow(summaryRow) : null;
  const { value, v } = facilityFromRow(facility);
  return {
    facility: { value, v },
    ...reportDaysFromRow(single.get(reportsKey(facilityId).SK)),
    headCounts,
    items,
    levels,
    inbound,
    acknowledged,
    sheets,
    replies,
    alerts,
    served: null,
    summary,
    versions,
  };
}

/** The country, the whole catalogue and the recalls that stand; null where there is no such country. */
export async function readProgramme(table: Table, country: string): Promise<Programme | null> {
  const [row, rows] = await Promise.all([
    getRow(table, countryKey(country)),
    queryAll(table, { partition: CATALOGUE_PARTITION }),
  ]);
  if (row === undefined) return null;
  const of = (prefix: string) => rows.filter(({ SK }) => String(SK).startsWith(prefix));
  const catalogue = of(CATALOGUE_ITEMS).map((item) => catalogueItemFromRow(item).value);
  return {
    country: countryFromRow(row).value,
    catalogue: new Map(catalogue.map((item) => [item.itemId, item])),
    recalls: of(RECALLS).flatMap((recall) => {
      const { value, active } = recallFromRow(recall);
      return active ? [value] : [];
    }),
  };
}
