/** Requests of managers: one row each under the facility, listed by country while they are open, and closed by sweeps. */
import * as z from 'zod';
import { localDay, showDay } from '../domain/day.ts';
import { countryOf } from '../domain/members/grants.ts';
import { type Outstanding, outstandingOf, type Sent, type SupplyRequest } from '../domain/needs/requests.ts';
import { type Shipment, sentLines } from '../domain/shipments/shipment.ts';
import { ABSENT, versionIs } from './conditions.ts';
import {
  facilityPartition,
  type Key,
  openRequestIndex,
  openRequestsOf,
  requestKey,
  SHIPMENT_HISTORY,
  shipmentKey,
} from './keys.ts';
import { getRow, getRows, queryAll } from './read.ts';
import { shipmentFromRows } from './shipment-rows.ts';
import type { StoredRow, Table } from './table.ts';
import { type Outcome, put, transact } from './transact.ts';

const requestRow = z.object({
  requestId: z.string(),
  facilityId: z.string(),
  lines: z.array(z.object({ itemId: z.string(), quantity: z.int() })),
  neededBy: z.int().nullable(),
  reason: z.string().nullable(),
  requestedAt: z.string(),
  requestedBy: z.string(),
  /** Tells the same document sent again from another one. */
  hash: z.string(),
  sentBy: z.string().nullable(),
  withdrawn: z.object({ at: z.string(), by: z.string(), note: z.string().nullable() }).nullable(),
  /** Actions remembered by their key, so that a repeated one is recognised. */
  answered: z.array(z.object({ key: z.string(), hash: z.string() })),
  v: z.int().min(1),
});

/** A request as it is kept. */
export type StoredRequest = SupplyRequest & Readonly<z.output<typeof requestRow>>;

/** Actions remembered on a request. */
const ANSWERED_LIMIT = 20;

/** Reads a request. Throws on a row that is none. */
export function requestFromRow(row: StoredRow): StoredRequest {
  return requestRow.parse(row);
}

/** Open ones alone are in the index. */
function requestToRow(request: StoredRequest): Key & StoredRow {
  const { facilityId, requestId, requestedAt, sentBy, withdrawn } = request;
  const open = sentBy === null && withdrawn === null;
  const answered = request.answered.slice(-ANSWERED_LIMIT);
  const index = open ? openRequestIndex(countryOf(facilityId), requestedAt, requestId) : {};
  return { ...requestKey(facilityId, requestId), ...index, ...request, answered };
}

/** One request, strongly consistent; undefined for an unknown one. */
export async function loadRequest(
  table: Table,
  facilityId: string,
  requestId: string,
): Promise<StoredRequest | undefined> {
  const row = await getRow(table, requestKey(facilityId, requestId), { consistent: true });
  return row && requestFromRow(row);
}

/** Stores a new request, or one that changed while it was as it was read. */
export async function saveRequest(
  table: Table,
  request: Omit<StoredRequest, 'v'>,
  before?: StoredRequest,
): Promise<Outcome> {
  const row = requestToRow({ ...request, v: (before?.v ?? 0) + 1 });
  return await transact(table, [put('request', row, before ? versionIs(before.v) : ABSENT)]);
}

/** A shipment that answers a request may have been promised for so many days before it: it left late. */
const LATE_DAYS = 180;

const MS_PER_DAY = 86_400_000;

/** What left for a facility since an instant. What came without anybody saying that it left has left by now. */
async function sentTo(table: Table, facilityId: string, since: string): Promise<Sent[]> {
  const from = showDay(localDay(Date.parse(since) - LATE_DAYS * MS_PER_DAY, 'UTC'));
  const entries = await queryAll(table, {
    partition: facilityPartition(facilityId),
    from: `${SHIPMENT_HISTORY}${from}`,
    to: `${SHIPMENT_HISTORY}~`,
  });
  const left = entries.filter(({ end, status }) => end === 'destination' && !notSent.includes(String(status)));
  const rows = await getRows(
    table,
    left.map(({ shipmentId }) => shipmentKey(String(shipmentId))),
  );
  return rows.flatMap((row) => (row ? goodsOf(shipmentFromRows(row, []).shipment) : []));
}

const notSent = ['planned', 'cancelled', 'lost'];
const BY_NOW = '9999';

function goodsOf(shipment: Shipment): Sent[] {
  const at = shipment.dispatched?.dispatchedAt ?? BY_NOW;
  return sentLines(shipment).map(({ itemId, quantity }) => ({ at, itemId, quantity }));
}

/** Facilities whose shipments are read side by side. */
const SIDE_BY_SIDE = 8;

/** Open requests of a country with what has not been sent of them, by facility. */
export async function loadOutstanding(table: Table, country: string): Promise<ReadonlyMap<string, Outstanding[]>> {
  const rows = await queryAll(table, { partition: openRequestsOf(country), index: true });
  const byFacility = Map.groupBy(rows.map(requestFromRow), ({ facilityId }) => facilityId);
  const outstanding = new Map<string, Outstanding[]>();
  const waiting = [...byFacility];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [facilityId, requests] = next;
      const oldest = requests.reduce((first, { requestedAt }) => (requestedAt < first ? requestedAt : first), BY_NOW);
      outstanding.set(facilityId, outstandingOf(requests, await sentTo(table, facilityId, oldest)));
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  return outstanding;
}

/** Closes the requests of which all has left. One that somebody changes at the same moment waits for the next sweep. */
export async function closeSentRequests(table: Table, country: string, now: string): Promise<void> {
  for (const outstanding of (await loadOutstanding(table, country)).values()) {
    for (const { request, lines } of outstanding) {
      if (lines.length > 0) continue;
      const stored = await loadRequest(table, request.facilityId, request.requestId);
      if (stored === undefined || stored.sentBy !== null || stored.withdrawn !== null) continue;
      await saveRequest(table, { ...stored, sentBy: now }, stored);
    }
  }
}
