/** Needs over a real table: from what a manager asks and a sweep finds to a planned shipment, and until it has left. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRequestsOf } from '#shared/store/keys.ts';
import { queryAll } from '#shared/store/read.ts';
import { operations as needsOperations, rows as needsRows } from '../../functions/needs/index.ts';
import { operations as shipmentOperations, rows as shipmentTable } from '../../functions/shipments/index.ts';
import { api } from '../support/api.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { sweepCountry } from '../support/sweep.ts';
import { seedCounts, seedFacility, seedProgramme } from './alerts-programme.ts';

let engine: Engine;
const clock = { now: new Date('2026-11-20T15:00:00.000Z') };
const REQUEST = '01996f6e-7c00-7000-8000-000000000031';
const SHIPMENT = '01996f6e-7c00-7000-8000-000000000032';
const logistics = { member: 'logistics@example.org', grants: 'logistics:UG' };
const atStore = { member: 'store@example.org', grants: 'logistics:UG-STORE' };
const manager = { member: 'manager@example.org', grants: 'facility-manager:UG-LUZIRA' };
const observer = { member: 'donor@example.org', grants: 'observer:UG' };
const luzira = { facilityId: 'UG-LUZIRA' };

beforeAll(async () => {
  engine = await startEngine();
  const { table } = engine;
  await seedProgramme(table, ['soap-bar']);
  await seedFacility(table, 'UG-STORE', { body: { kind: 'store' } });
  await seedCounts(table, 'UG-STORE', 'soap-bar', [['2026-11-20', 300]]);
  for (const [facilityId, left] of [
    ['UG-LUZIRA', 30],
    ['UG-GULU', 130],
  ] as const) {
    await seedFacility(table, facilityId, { body: { suppliedBy: 'UG-STORE' } });
    await seedCounts(table, facilityId, 'soap-bar', [
      ['2026-11-06', left + 140],
      ['2026-11-13', left + 70],
      ['2026-11-20', left],
    ]);
  }
  await seedFacility(table, 'UG-FAR');
  await seedCounts(table, 'UG-FAR', 'soap-bar', [
    ['2026-11-06', 170],
    ['2026-11-13', 100],
    ['2026-11-20', 30],
  ]);
  await sweepCountry(table, 'UG', clock.now);
});
afterAll(async () => await engine.stop());

const needs = (id: keyof typeof needsRows, call: Parameters<ReturnType<typeof api<typeof needsRows>>>[1]) =>
  api(needsRows, needsOperations, engine.table, clock)(id, call);
const ship = (id: keyof typeof shipmentTable, call: Parameters<ReturnType<typeof api<typeof shipmentTable>>>[1]) =>
  api(shipmentTable, shipmentOperations, engine.table, clock)(id, call);
const needsNow = async (as = logistics) => (await needs('getNeeds', { as, query: 'country=UG' })).body;
const rowOf = async (facilityId: string) =>
  (await needsNow()).items.find((one: { facilityId: string }) => one.facilityId === facilityId);

describe('the needs of a country', () => {
  it('say what each place needs and what its store gives, the fewest days first', async () => {
    const body = await needsNow();
    // Lead 14 + safety 7 + order interval 30 days at 10 a day; 10 a day each, so 300 level both at 23 days.
    expect(body.items).toMatchObject([
      { facilityId: 'UG-FAR', suggestedQuantity: 480, share: null, from: null },
      {
        facilityId: 'UG-GULU',
        status: 'low',
        coverDays: 13,
        suggestedQuantity: 380,
        planned: 0,
        share: 100,
        from: 'UG-STORE',
      },
      {
        facilityId: 'UG-LUZIRA',
        status: 'emergency',
        coverDays: 3,
        suggestedQuantity: 480,
        share: 200,
        requested: null,
      },
    ]);
    expect(body.totals).toEqual([{ itemId: 'soap-bar', needed: 1340, available: 300, short: 1040 }]);
  });

  it('become planned shipments by sending a proposal as it stands, and then are planned and not proposed again', async () => {
    const { proposals } = await needsNow();
    const proposal = proposals.find((one: { destination: string }) => one.destination === 'UG-LUZIRA');
    expect(proposal.lines).toEqual([{ lineId: '1', itemId: 'soap-bar', quantity: 200 }]);
    const put = await ship('putShipment', { as: logistics, path: { shipmentId: SHIPMENT }, body: proposal });
    expect(put.status).toBe(201);
    const after = await needsNow();
    expect(await rowOf('UG-LUZIRA')).toMatchObject({ suggestedQuantity: 480, planned: 200, needed: 280, share: 0 });
    expect(after.proposals.map(({ destination }: { destination: string }) => destination)).toEqual(['UG-GULU']);
    expect(after.totals).toMatchObject([{ needed: 1140, available: 100 }]);
  });

  it('shrink once the shipment has left', async () => {
    clock.now = new Date('2026-11-20T16:00:00.000Z');
    const left = await ship('dispatchShipment', {
      as: logistics,
      path: { shipmentId: SHIPMENT },
      headers: { 'idempotency-key': 'left' },
      body: { dispatchedAt: '2026-11-20T15:30:00.000Z' },
    });
    expect(left.status).toBe(200);
    await sweepCountry(engine.table, 'UG', clock.now);
    expect(await rowOf('UG-LUZIRA')).toMatchObject({ suggestedQuantity: 280, planned: 0, needed: 280 });
  });

  it('show a store what is asked of it, and nobody what is none of their business', async () => {
    const places = (await needsNow(atStore)).items.map(({ facilityId }: { facilityId: string }) => facilityId);
    expect(places).toEqual(['UG-GULU', 'UG-LUZIRA', 'UG-STORE']);
    const elsewhere = await needs('getNeeds', {
      as: { member: 'kz@example.org', grants: 'logistics:KZ' },
      query: 'country=UG',
    });
    expect(elsewhere.status).toBe(404);
    expect((await needs('getNeeds', { as: manager, query: 'country=UG' })).status).toBe(403);
    const page = await needs('getNeeds', { as: logistics, query: 'country=UG&limit=1' });
    expect(page.body.items).toHaveLength(1);
    const next = await needs('getNeeds', { as: logistics, query: `country=UG&limit=1&cursor=${page.body.nextCursor}` });
    expect(next.body.items[0].facilityId).toBe('UG-GULU');
    expect((await needs('getNeeds', { as: atStore, query: `country=UG&cursor=${page.body.nextCursor}` })).status).toBe(
      400,
    );
  });
});

describe('a request', () => {
  const asked = {
    lines: [{ itemId: 'mask-medical', packs: 4, packSize: 50 }],
    neededBy: '2026-12-01',
    reason: 'Visits start again',
  };
  const path = { ...luzira, requestId: REQUEST };

  it('is a document: the same again answers the same, other content is refused', async () => {
    const first = await needs('putRequest', { as: manager, path, body: asked });
    expect(first).toMatchObject({
      status: 201,
      body: { state: 'open', lines: [{ itemId: 'mask-medical', quantity: 200 }] },
    });
    expect(await needs('putRequest', { as: manager, path, body: asked })).toMatchObject({
      status: 200,
      body: first.body,
    });
    const other = { ...asked, reason: 'Something else' };
    expect(await needs('putRequest', { as: manager, path, body: other })).toMatchObject({
      status: 409,
      body: { code: 'document.conflict' },
    });
  });

  it.each([
    ['of an item that nobody knows', { lines: [{ itemId: 'nothing', quantity: 1 }] }, 'item.unknown'],
    ['for a day that is over', { ...asked, neededBy: '2026-11-19' }, 'date.order'],
  ])('%s is refused', async (_title, body, code) => {
    const call = { as: manager, path: { ...luzira, requestId: crypto.randomUUID() }, body };
    expect(await needs('putRequest', call)).toMatchObject({ status: 422, body: { code } });
  });

  it('shows among the needs without any shortage, and its reason stays with those who may read it', async () => {
    const { items } = await needsNow();
    expect(items.find(({ itemId }: { itemId: string }) => itemId === 'mask-medical')).toMatchObject({
      facilityId: 'UG-LUZIRA',
      status: null,
      requested: { quantity: 200, neededBy: '2026-12-01' },
      needed: 200,
      share: 0,
    });
    const read = async (as: typeof manager) => (await needs('listRequests', { as, path: luzira })).body.items[0].reason;
    expect(await read(manager)).toBe('Visits start again');
    expect(await read(observer)).toBeNull();
  });

  it('is over once as much has left for the place', async () => {
    const shipmentId = crypto.randomUUID();
    clock.now = new Date('2026-11-21T10:00:00.000Z');
    const body = {
      origin: { kind: 'supplier', name: 'UNODC' },
      destination: 'UG-LUZIRA',
      lines: [{ lineId: '1', itemId: 'mask-medical', quantity: 200 }],
    };
    await ship('putShipment', { as: logistics, path: { shipmentId }, body });
    expect(await openRequests()).toHaveLength(1);
    await ship('dispatchShipment', {
      as: logistics,
      path: { shipmentId },
      headers: { 'idempotency-key': 'a' },
      body: { dispatchedAt: '2026-11-21T09:00:00.000Z' },
    });
    expect((await needsNow()).items.some(({ itemId }: { itemId: string }) => itemId === 'mask-medical')).toBe(false);
    await sweepCountry(engine.table, 'UG', clock.now);
    expect((await needs('listRequests', { as: manager, path: luzira })).body.items).toMatchObject([{ state: 'sent' }]);
    expect(await openRequests()).toHaveLength(0);
  });

  it('can be taken back, once', async () => {
    const requestId = crypto.randomUUID();
    const own = { ...luzira, requestId };
    await needs('putRequest', { as: manager, path: own, body: asked });
    const withdraw = (key: string, note?: string) =>
      needs('withdrawRequest', {
        as: manager,
        path: own,
        headers: { 'idempotency-key': key },
        body: note ? { note } : {},
      });
    expect(await withdraw('one')).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
    expect(await withdraw('one')).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
    expect(await withdraw('one', 'other')).toMatchObject({ status: 409, body: { code: 'idempotency-key.reused' } });
    expect(await openRequests()).toHaveLength(0);
    const nothing = { ...luzira, requestId: crypto.randomUUID() };
    expect(
      await needs('withdrawRequest', { as: manager, path: nothing, headers: { 'idempotency-key': 'x' }, body: {} }),
    ).toMatchObject({ status: 404 });
  });
});

const openRequests = () => queryAll(engine.table, { partition: openRequestsOf('UG'), index: true });
