/** Two countries with stores and prisons in a real table, and a short way to plan, ship and receive among them. */
import { countryOf } from '#shared/domain/members/grants.ts';
import { inboundFromRow } from '#shared/store/inbound.ts';
import { countryIndex, countryKey, facilityIndex, facilityKey, inboundKey, itemKey } from '#shared/store/keys.ts';
import { loadPositions } from '#shared/store/positions.ts';
import { getRow } from '#shared/store/read.ts';
import type { Table } from '#shared/store/table.ts';
import { put, transact } from '#shared/store/transact.ts';
import { operations, rows } from '../../functions/shipments/index.ts';
import { api } from '../support/api.ts';
import { type Engine, startEngine } from '../support/engine.ts';

export const PRISON = 'UG-LUZIRA-UPPER';
export const STORE = 'UG-STORE';

export const logistics = { member: 'logistics@example.org', grants: 'logistics:UG' };
export const storeKeeper = { member: 'store@example.org', grants: 'logistics:UG-STORE' };
export const manager = { member: 'manager@example.org', grants: 'facility-manager:UG-LUZIRA-UPPER' };
export const lead = { member: 'lead@example.org', grants: 'programme-lead:UG' };
export const abroad = { member: 'abroad@example.org', grants: 'logistics:KE facility-manager:KE-NAIROBI' };

type Caller = typeof logistics;

let serial = 0;

/** A new UUID. */
export function uuid(): string {
  return `11111111-0000-7000-8000-${String(++serial).padStart(12, '0')}`;
}

/** Stores a facility; those whose name ends in STORE are stores. */
export async function seedFacility(table: Table, facilityId: string, more: object = {}): Promise<void> {
  const country = countryOf(facilityId);
  const kind = facilityId.endsWith('STORE') ? 'store' : 'prison';
  const body = { name: facilityId, country, kind, timeZone: 'Africa/Kampala', bookkeeping: 'counts', ...more };
  const bookkeepingHistory = [{ from: 0, mode: 'counts' }];
  await transact(table, [
    put('facility', {
      ...facilityKey(facilityId),
      ...facilityIndex(country, facilityId),
      facilityId,
      v: 1,
      createdOn: 18000,
      bookkeepingHistory,
      body,
    }),
  ]);
}

export async function seedItem(table: Table, itemId: string, packs: readonly object[] = []): Promise<void> {
  const body = { names: { en: itemId }, unit: 'piece', planning: 'rate', criticality: 'vital', packs };
  await transact(table, [put('item', { ...itemKey(itemId), itemId, v: 1, body })]);
}

async function seed(table: Table): Promise<void> {
  const body = { timeZone: 'Africa/Kampala', locales: ['en'] };
  for (const country of ['UG', 'KE']) {
    await transact(table, [put('country', { ...countryKey(country), ...countryIndex(country), country, v: 1, body })]);
  }
  for (const id of [PRISON, STORE, 'UG-GULU', 'KE-STORE', 'KE-NAIROBI']) await seedFacility(table, id);
  await seedItem(table, 'soap-bar', [{ name: 'carton', size: 25 }]);
  for (const itemId of ['face-shield', 'ball', 'mask-medical']) await seedItem(table, itemId);
}

/** The hand-over of 30 June 2020 as it was planned. */
export const handOver = {
  reference: 'UNODC-UG-2020-06',
  origin: { kind: 'supplier', name: 'UNODC' },
  destination: PRISON,
  funding: [{ source: 'EU' }],
  expectedOn: '2020-06-30',
  lines: [
    { lineId: '1', itemId: 'soap-bar', packs: 150, packSize: 25 },
    { lineId: '2', itemId: 'face-shield', quantity: 478 },
  ],
};

export const handedOver = {
  receivedAt: '2020-06-30T09:00:00Z',
  receivedBy: 'Store officer',
  final: true,
  lines: [
    { lineId: '1', accepted: 3700, damaged: 50 },
    { lineId: '2', accepted: 125 },
    { itemId: 'ball', accepted: 320 },
  ],
};

/** Starts an engine with the programme in it; the clock stands on 1 July 2020 until a test moves it. */
export async function startWorld() {
  const engine: Engine = await startEngine();
  await seed(engine.table);
  const clock = { now: new Date('2020-07-01T08:00:00Z') };
  const call = api(rows, operations, engine.table, clock);
  const { table } = engine;
  const act =
    (row: keyof typeof rows) =>
    (shipmentId: string, body: object, as: Caller, key = uuid(), more: Record<string, string> = {}) =>
      call(row, { path: { shipmentId, ...more }, body, as, headers: { 'idempotency-key': key } });
  const settleAct = act('settleDiscrepancy');
  const reverseAct = act('reverseReceipt');
  return {
    table,
    clock,
    call,
    stop: engine.stop,
    plan: (shipmentId: string, body: object = handOver, as: Caller = logistics, headers = {}) =>
      call('putShipment', { path: { shipmentId }, body, as, headers }),
    dispatch: act('dispatchShipment'),
    reschedule: act('rescheduleShipment'),
    cancel: act('cancelShipment'),
    lose: act('loseShipment'),
    receive: (shipmentId: string, receiptId: string, body: object = handedOver, as: Caller = manager) =>
      call('recordReceipt', { path: { shipmentId, receiptId }, body, as }),
    reverse: (shipmentId: string, receiptId: string, as: Caller = manager, key?: string) =>
      reverseAct(shipmentId, { reason: 'Typed twice' }, as, key, { receiptId }),
    settle: (shipmentId: string, discrepancyId: string, body: object, as: Caller, key?: string) =>
      settleAct(shipmentId, body, as, key, { discrepancyId }),
    get: (shipmentId: string, as: Caller = logistics) => call('getShipment', { path: { shipmentId }, as }),
    list: (query: string, as: Caller = logistics) => call('listShipments', { query, as }),
    /** Shelf and kept-apart units of an item. */
    stock: async (facilityId: string, itemId: string) => {
      const state = (await loadPositions(table, facilityId, [itemId])).get(itemId)?.state;
      const lots = state?.lots ?? [];
      const withdrawn = state?.open.withdrawn ?? 0;
      return {
        shelf: lots.reduce((units, lot) => units + lot.quantity, 0) - withdrawn,
        held: lots.reduce((units, lot) => units + lot.held, 0),
      };
    },
    inbound: async (facilityId: string, shipmentId: string) => {
      const row = await getRow(table, inboundKey(facilityId, shipmentId), { consistent: true });
      return row && inboundFromRow(row).value;
    },
  };
}

export type World = Awaited<ReturnType<typeof startWorld>>;
