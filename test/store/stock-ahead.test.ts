import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { stockRows } from '#shared/contract/stock.ts';
import { parseDay } from '#shared/domain/day.ts';
import type { ShipmentStatus } from '#shared/domain/shipments/inbound.ts';
import { inboundToRow } from '#shared/store/inbound.ts';
import { countryIndex, countryKey, headsKey, itemKey } from '#shared/store/keys.ts';
import { headCountsAttribute } from '#shared/store/programme-rows.ts';
import { put, transact } from '#shared/store/transact.ts';
import { getStock } from '../../functions/stock/get-stock.ts';
import { api } from '../support/api.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { NOW, newEventId, seedPlace, sendEvent, soap } from '../support/stock-desk.ts';

let engine: Engine;
const rows = { getStock: stockRows.getStock };
let call: ReturnType<typeof api<typeof rows>>;
let serial = 0;
let place = '';
const lead = { member: 'lead@example.org', grants: 'programme-lead:UG' };
const observer = { member: 'donor@example.org', grants: 'observer:UG' };
const dayOf = (iso: string) => parseDay(iso) ?? 0;

beforeAll(async () => {
  engine = await startEngine();
  call = api(rows, { getStock }, engine.table, { now: NOW });
});
afterAll(async () => await engine.stop());

/** Ten bars a day until today, 2026-11-20, and 250 left. */
async function tenADay(change: Record<string, unknown> = {}): Promise<void> {
  place = `UG-AHEAD-${++serial}`;
  await seedPlace(engine.table, place, { body: change });
  for (const [on, units] of [
    ['2026-11-06', 390],
    ['2026-11-13', 320],
    ['2026-11-20', 250],
  ] as const)
    await sendEvent(engine.table, place, newEventId(), soap.count(on, units));
}
beforeEach(() => tenADay());

const row = async (as = lead) => (await call('getStock', { as, path: { facilityId: place } })).body.items[0];

async function inbound(status: ShipmentStatus, expectedOn: string | null, outstanding: number): Promise<void> {
  const shipmentId = newEventId();
  const expected = expectedOn === null ? null : dayOf(expectedOn);
  const on = { expectedOn: expected, firstPromisedOn: expected, dispatchedAt: '2026-11-10T08:00:00.000Z' };
  const lines = [{ itemId: 'soap-bar', outstanding }];
  const value = { shipmentId, reference: null, status, ...on, lines, discrepancies: [] };
  await transact(engine.table, [put('inbound', inboundToRow(place, value, 1))]);
}

describe('a stock row looks ahead', () => {
  test('to the day on which nothing is left', async () => {
    expect(await row()).toMatchObject({
      status: 'adequate',
      coverDays: 25,
      projectedStockOut: '2026-12-14',
      nextDeliveryOn: null,
      projectedShort: false,
      arrival: null,
      unused: [],
      surge: null,
      scaledBy: null,
      servedPartly: false,
    });
  });

  test('to the next delivery that the facility was told of', async () => {
    await tenADay({ nextDeliveryOn: '2026-12-10' });
    expect(await row()).toMatchObject({ nextDeliveryOn: '2026-12-10', projectedShort: true, status: 'adequate' });
  });

  test('counting on what was dispatched and is not overdue, and on nothing else', async () => {
    await inbound('dispatched', '2026-11-19', 1000);
    await inbound('partly-received', null, 1000);
    expect(await row()).toMatchObject({ projectedStockOut: '2026-12-14', inTransit: 2000, arrival: null });
    await inbound('dispatched', '2026-11-25', 100);
    expect(await row()).toMatchObject({
      projectedStockOut: '2026-12-24',
      arrival: { on: '2026-11-25', coverDays: 30, enough: true },
    });
  });

  test('to what will expire before it can be used', async () => {
    const lines = [{ itemId: 'soap-bar', quantity: 250, lot: 'A', expiry: '2026-12-03' }];
    await sendEvent(engine.table, place, newEventId(), { kind: 'count', occurredAt: '2026-11-20T08:30:00Z', lines });
    expect(await row()).toMatchObject({
      projectedStockOut: '2026-12-04',
      unused: [{ lot: 'A', expiry: '2026-12-03', quantity: 110 }],
    });
  });
});

describe('a stock row shows what its rate was multiplied by', () => {
  async function country(more: object): Promise<void> {
    const body = { timeZone: 'Africa/Kampala', locales: ['en-UG'], ...more };
    await transact(engine.table, [
      put('country', { ...countryKey('UG'), ...countryIndex('UG'), country: 'UG', v: 1, body }),
    ]);
  }

  test("a lead's surge of the country, while it lasts", async () => {
    await country({ surge: [{ factor: 2.5, from: '2026-11-20', to: '2026-11-21', itemIds: ['soap-bar'] }] });
    expect(await row()).toMatchObject({ adu: 25, surge: 2.5, coverDays: 10, status: 'low' });
    await country({ surge: [{ factor: 2.5, from: '2026-11-01', to: '2026-11-20' }] });
    expect(await row()).toMatchObject({ adu: 10, surge: null });
    await country({});
  });

  test('the people of today, which an observer cannot work out', async () => {
    const names = { names: { en: 'Soap' }, unit: 'bar', planning: 'rate', criticality: 'vital', norms: { held: 0.01 } };
    const heads = (on: string, held: number) => ({
      day: dayOf(on),
      staff: 0,
      staffOnDuty: 0,
      held,
      women: 0,
      juveniles: 0,
    });
    const counts = headCountsAttribute([heads('2026-11-01', 1000), heads('2026-11-20', 500)]);
    await transact(engine.table, [
      put('item', { ...itemKey('soap-bar'), itemId: 'soap-bar', v: 1, body: names }),
      put('heads', { ...headsKey(place), v: 1, counts }),
    ]);
    expect(await row()).toMatchObject({ basis: 'long', adu: 5, scaledBy: 0.5, coverDays: 50 });
    const seen = await row(observer);
    expect(seen).toMatchObject({ basis: 'long', adu: null, scaledBy: null, coverDays: null, projectedStockOut: null });
    expect(seen).toMatchObject({ onHand: 250, usable: 250, status: 'adequate' });
  });
});
