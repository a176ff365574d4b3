/** Reads shipments with their receipts, lists them by scope, and makes the writes that keep every row of one in step. */

import { showDay } from '../domain/day.ts';
import { countryOf, type Reach } from '../domain/members/grants.ts';
import type { Refusal } from '../domain/refusal.ts';
import { isRefusal } from '../domain/refusal.ts';
import type { ShipmentStatus } from '../domain/shipments/inbound.ts';
import { inboundOf } from '../domain/shipments/inbound-of.ts';
import { expectedOn, type Shipment } from '../domain/shipments/shipment.ts';
import { standing } from '../domain/shipments/standing.ts';
import { ABSENT, versionIs } from './conditions.ts';
import { inboundToRow } from './inbound.ts';
import {
  facilityPartition,
  facilityShipmentKey,
  inboundKey,
  type Key,
  NO_DATE,
  receiptKey,
  SHIPMENT_HISTORY,
  shipmentIndex,
  shipmentKey,
  shipmentsOf,
} from './keys.ts';
import { listPage, type Source } from './lists.ts';
import { countriesReached } from './programme.ts';
import { getRows, queryAll } from './read.ts';
import {
  receiptAttributesOf,
  receiptIdsOf,
  type StoredReceipt,
  type StoredShipment,
  shipmentAttributesOf,
  shipmentFromRows,
} from './shipment-rows.ts';
import type { StoredRow, Table } from './table.ts';
import { put, remove, type Write } from './transact.ts';

/** Actions remembered on a shipment. */
const ANSWERED_LIMIT = 50;

/** A shipment with all its receipts, strongly consistent; undefined for an unknown one. */
export async function loadShipment(table: Table, shipmentId: string): Promise<StoredShipment | undefined> {
  const { PK: partition, SK } = shipmentKey(shipmentId);
  const rows = await queryAll(table, { partition, consistent: true });
  const row = rows.find((each) => each.SK === SK);
  return (
    row &&
    shipmentFromRows(
      row,
      rows.filter((each) => each !== row),
    )
  );
}

/** Names of the writes of a shipment, by which a lost race is told from a duplicate. */
export const SHIPMENT_WRITE = 'shipment';
export const RECEIPT_WRITE = 'receipt';

/** A shipment as it will be stored; `receipts` are written one by one. */
export type NextShipment = Omit<StoredShipment, 'v' | 'receipts'>;

/** The shipment, what its destination knows of it, and the entry in the history of both ends. At most nine writes. */
export function shipmentWrites(before: StoredShipment | undefined, next: NextShipment): Write[] {
  const v = (before?.v ?? 0) + 1;
  const { shipment } = next;
  const { shipmentId, plan } = shipment;
  const { status } = standing(shipment);
  const index = shipmentIndex(countryOf(plan.destination), status, dateOf(shipment), shipmentId);
  const answered = next.answered.slice(-ANSWERED_LIMIT);
  const row = { ...shipmentKey(shipmentId), ...index, ...shipmentAttributesOf({ ...next, answered, v }) };
  return [
    put(SHIPMENT_WRITE, row, before ? versionIs(before.v) : ABSENT),
    ...inboundWrites(before?.shipment, shipment, v),
    ...historyWrites(before?.shipment, shipment, status, v),
  ];
}

/** Stores a receipt that is new, or one that was reversed. */
export function receiptWrite(shipmentId: string, stored: StoredReceipt): Write {
  const row = { ...receiptKey(shipmentId, stored.receipt.receiptId), ...receiptAttributesOf(stored) };
  return put(RECEIPT_WRITE, row, stored.receipt.reversed ? undefined : ABSENT);
}

function inboundWrites(before: Shipment | undefined, after: Shipment, v: number): Write[] {
  const { destination } = after.plan;
  const inbound = inboundOf(after);
  const left = before && before.plan.destination !== destination ? before.plan.destination : undefined;
  const gone = (facilityId: string) => remove('inbound', inboundKey(facilityId, after.shipmentId));
  return [
    ...(left === undefined ? [] : [gone(left)]),
    inbound ? put('inbound', inboundToRow(destination, inbound, v)) : gone(destination),
  ];
}

/** `end`: where the facility stands. The row only points to the shipment, with what a list filters by. */
interface HistoryEntry {
  readonly key: Key;
  readonly end: 'destination' | 'origin';
}

function historyOf(shipment: Shipment): HistoryEntry[] {
  const { origin, destination } = shipment.plan;
  const key = (facilityId: string) => facilityShipmentKey(facilityId, dateOf(shipment), shipment.shipmentId);
  return [
    { key: key(destination), end: 'destination' },
    ...(origin.kind === 'facility' ? [{ key: key(origin.facilityId), end: 'origin' as const }] : []),
  ];
}

function historyWrites(before: Shipment | undefined, after: Shipment, status: ShipmentStatus, v: number): Write[] {
  const { shipmentId, plan } = after;
  const entries = historyOf(after);
  const kept = new Set(entries.map(({ key }) => `${key.PK}|${key.SK}`));
  const left = before ? historyOf(before).filter(({ key }) => !kept.has(`${key.PK}|${key.SK}`)) : [];
  return [
    ...left.map(({ key }) => remove('history', key)),
    ...entries.map(({ key, end }) =>
      put('history', { ...key, shipmentId, status, end, destination: plan.destination, v }),
    ),
  ];
}

function dateOf(shipment: Shipment): string {
  const day = expectedOn(shipment);
  return day === null ? NO_DATE : showDay(day);
}

export interface ShipmentList {
  readonly reach: Reach;
  readonly status?: ShipmentStatus | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface ShipmentPage {
  readonly items: readonly StoredShipment[];
  readonly nextCursor: string | null;
}

/**
 * Shipments that a reach covers, last expected first: of countries by destination, of single facilities by either end.
 * A shipment between two of the facilities is shown at its destination.
 */
export async function listShipments(table: Table, list: ShipmentList): Promise<ShipmentPage | Refusal> {
  const { reach, status, limit, cursor } = list;
  const countries = await countriesReached(table, reach);
  const sources = [
    ...countries.map((country) => countrySource(country, status)),
    ...reach.facilities.map((facilityId) => facilitySource(facilityId, reach, status)),
  ];
  const page = await listPage(table, { list: 'shipments', filter: { reach, status }, sources, limit, cursor });
  if (isRefusal(page)) return page;
  return { items: await loadAll(table, page.rows), nextCursor: page.nextCursor };
}

function countrySource(country: string, status: ShipmentStatus | undefined): Source {
  const prefix = status === undefined ? {} : { prefix: `${status}#` };
  return { partition: shipmentsOf(country), index: true, descending: true, ...prefix };
}

function facilitySource(facilityId: string, reach: Reach, status: ShipmentStatus | undefined): Source {
  const elsewhere = reach.facilities.filter((other) => other !== facilityId);
  return {
    partition: facilityPartition(facilityId),
    prefix: SHIPMENT_HISTORY,
    descending: true,
    accept: (row) => {
      if (status !== undefined && row.status !== status) return false;
      if (row.end === 'destination') return true;
      const destination = String(row.destination);
      return !elsewhere.includes(destination) && !reach.countries.includes(countryOf(destination));
    },
  };
}

async function loadAll(table: Table, found: readonly StoredRow[]): Promise<StoredShipment[]> {
  const rows = await getRows(
    table,
    found.map((row) => shipmentKey(String(row.shipmentId))),
  );
  const present = rows.filter((row) => row !== undefined);
  const keys = present.map((row) => {
    const { shipmentId, receiptIds } = receiptIdsOf(row);
    return receiptIds.map((receiptId) => receiptKey(shipmentId, receiptId));
  });
  const receipts = await getRows(table, keys.flat());
  let start = 0;
  return present.map((row, index) => {
    const count = keys[index]?.length ?? 0;
    const own = receipts.slice(start, start + count).filter((each) => each !== undefined);
    start += count;
    return shipmentFromRows(row, own);
  });
}
