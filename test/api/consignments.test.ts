/** Consignments and guidance through the whole product: real routes, real policies, real tokens, and the alerts that follow. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { alertAnswer } from '#shared/contract/alerts.ts';
import { listOf } from '#shared/contract/common.ts';
import { coverageAnswer } from '#shared/contract/readings.ts';
import { receiptAnswer, shipmentAnswer } from '#shared/contract/shipment-answers.ts';
import { stockAnswer } from '#shared/contract/stock-answers.ts';
import type { Local } from '../../infra/local/start.ts';
import { startProduct } from '../support/product.ts';
import { FIRST_LEAD } from '../support/synthesize.ts';

const PRISON = 'UG-LUZIRA-UPPER';
const STORE = 'UG-STORE';
const LOGISTICS = 'logistics@example.org';
const MANAGER = 'manager@example.org';
const KEEPER = 'store@example.org';
const DAY_MS = 86_400_000;
const now = Date.now();
const instant = (days: number) => new Date(now + days * DAY_MS).toISOString();
const date = (days: number) => instant(days).slice(0, 10);

let local: Local;

async function send(
  member: string,
  method: string,
  path: string,
  body?: object,
): Promise<{ status: number; body: unknown }> {
  const headers = {
    authorization: `Bearer ${await local.token(member)}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
  };
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${local.urls.api}${path}`, { method, headers, ...init });
  return { status: response.status, body: await response.json() };
}

/** A call that has to work. */
async function done(member: string, method: string, path: string, body?: object): Promise<unknown> {
  const answer = await send(member, method, path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

async function sweep(days: number): Promise<void> {
  await local.runSchedule('sweep', instant(days));
  await local.drain();
}

async function openAlerts(kind: string): Promise<(string | undefined)[]> {
  const page = listOf(alertAnswer).parse(await done(FIRST_LEAD, 'GET', `/alerts?country=UG&state=open&kind=${kind}`));
  return page.items.map((alert) => `${alert.facilityId} ${alert.subject}`);
}

async function plan(change: object = {}): Promise<string> {
  const id = randomUUID();
  const lines = [{ lineId: '1', itemId: 'soap-bar', packs: 4, packSize: 25 }];
  const body = {
    origin: { kind: 'supplier', name: 'UNODC' },
    destination: PRISON,
    expectedOn: date(-3),
    lines,
    ...change,
  };
  await done(LOGISTICS, 'PUT', `/shipments/${id}`, body);
  return id;
}

async function shelf(facilityId: string): Promise<number | null | undefined> {
  const stock = stockAnswer.parse(await done(FIRST_LEAD, 'GET', `/facilities/${facilityId}/stock`));
  return stock.items.find((item) => item.itemId === 'soap-bar')?.onHand;
}

beforeAll(async () => {
  local = await startProduct();
  const soap = {
    names: { en: 'Soap' },
    unit: 'bar',
    planning: 'rate',
    criticality: 'vital',
    packs: [{ name: 'carton', size: 25 }],
  };
  await done(FIRST_LEAD, 'PUT', '/items/soap-bar', soap);
  await done(FIRST_LEAD, 'PUT', '/countries/UG', { timeZone: 'Africa/Kampala', locales: ['en-UG'] });
  for (const [facilityId, kind] of [
    [STORE, 'store'],
    [PRISON, 'prison'],
  ]) {
    const place = {
      name: facilityId,
      country: 'UG',
      kind,
      timeZone: 'Africa/Kampala',
      bookkeeping: 'counts',
      startedOn: '2026-01-01',
    };
    await done(FIRST_LEAD, 'PUT', `/facilities/${facilityId}`, place);
  }
  for (const [member, role, scope] of [
    [LOGISTICS, 'logistics', 'UG'],
    [MANAGER, 'facility-manager', PRISON],
    [KEEPER, 'logistics', STORE],
  ]) {
    const body = { name: 'Made up', locale: 'en-UG', grants: [{ role, scope }] };
    await done(FIRST_LEAD, 'PUT', `/members/${member}`, body);
  }
});

describe('a consignment', () => {
  test('overdue, received short, settled: alerts open and end with it', async () => {
    const id = await plan();
    await done(LOGISTICS, 'POST', `/shipments/${id}/dispatch`, { dispatchedAt: instant(-5) });
    await sweep(0);
    expect(await openAlerts('shipment-overdue')).toEqual([`${PRISON} ${id}`]);
    const receipt = { receivedAt: instant(-1), final: true, lines: [{ lineId: '1', accepted: 90, damaged: 4 }] };
    const received = await done(MANAGER, 'PUT', `/shipments/${id}/receipts/${randomUUID()}`, receipt);
    expect(receiptAnswer.parse(received)).toMatchObject({
      shipment: { discrepancies: [{ discrepancyId: '1~missing' }, { discrepancyId: '1~damaged' }] },
      positions: [{ itemId: 'soap-bar', onHand: 94 }],
    });
    await sweep(0);
    expect(await openAlerts('shipment-overdue')).toEqual([]);
    expect(await openAlerts('receipt-discrepancy')).toEqual([`${PRISON} ${id}`]);
    for (const each of ['1~missing', '1~damaged']) {
      await done(LOGISTICS, 'POST', `/shipments/${id}/discrepancies/${each}/settle`, { reason: 'accepted' });
    }
    await sweep(0);
    expect(await openAlerts('receipt-discrepancy')).toEqual([]);
  });

  test('from a store takes from its stock, and a mistyped receipt leaves no trace', async () => {
    const from = await plan({ destination: STORE });
    const brought = { receivedAt: instant(-9), lines: [{ lineId: '1', accepted: 100 }] };
    await done(KEEPER, 'PUT', `/shipments/${from}/receipts/${randomUUID()}`, brought);
    const before = await shelf(PRISON);
    const id = await plan({ origin: { kind: 'facility', facilityId: STORE } });
    await done(KEEPER, 'POST', `/shipments/${id}/reschedule`, { expectedOn: date(2) });
    await done(KEEPER, 'POST', `/shipments/${id}/dispatch`, {
      dispatchedAt: instant(-2),
      lines: [{ lineId: '1', quantity: 60 }],
    });
    expect(await shelf(STORE)).toBe(40);
    const receiptId = randomUUID();
    await done(MANAGER, 'PUT', `/shipments/${id}/receipts/${receiptId}`, {
      receivedAt: instant(-1),
      lines: [{ lineId: '1', accepted: 6 }],
    });
    await done(MANAGER, 'POST', `/shipments/${id}/receipts/${receiptId}/reverse`, { reason: 'Typed 6 for 60' });
    expect(await shelf(PRISON)).toBe(before);
    await done(MANAGER, 'PUT', `/shipments/${id}/receipts/${randomUUID()}`, {
      receivedAt: instant(-1),
      lines: [{ lineId: '1', accepted: 60 }],
    });
    const shipment = shipmentAnswer.parse(await done(MANAGER, 'GET', `/shipments/${id}`));
    expect(shipment).toMatchObject({ status: 'received', firstPromisedOn: date(-3), expectedOn: date(2) });
  });

  test('is cancelled before it leaves and lost after that; a cancelled one refuses goods', async () => {
    const [cancelled, lost] = [await plan(), await plan()];
    await done(LOGISTICS, 'POST', `/shipments/${cancelled}/cancel`, { reason: 'Ordered twice' });
    await done(LOGISTICS, 'POST', `/shipments/${lost}/dispatch`, { dispatchedAt: instant(-2) });
    await done(LOGISTICS, 'POST', `/shipments/${lost}/lost`, { reason: 'Truck robbed' });
    const receipt = { receivedAt: instant(-1), lines: [{ lineId: '1', accepted: 100 }] };
    const refused = await send(MANAGER, 'PUT', `/shipments/${cancelled}/receipts/${randomUUID()}`, receipt);
    expect(refused).toMatchObject({ status: 409, body: { code: 'shipment.cancelled' } });
    const page = listOf(shipmentAnswer).parse(await done(MANAGER, 'GET', `/shipments?facility=${PRISON}&status=lost`));
    expect(page.items.map((each) => each.shipmentId)).toEqual([lost]);
  });
});

describe('guidance', () => {
  test('overdue until somebody of the place has read it; briefings add up in its coverage', async () => {
    const version = {
      titles: { en: 'Interim guidance' },
      audience: { countries: ['UG'], kinds: ['prison'] },
      effectiveOn: date(-30),
      acknowledgeWithinDays: 14,
      asksAgain: true,
    };
    await done(FIRST_LEAD, 'PUT', '/guidance/interim/versions/1', version);
    await sweep(0);
    expect(await openAlerts('guidance-overdue')).toEqual([`${PRISON} interim`]);
    const said = { acknowledgedAt: instant(-1), language: 'en' };
    await done(MANAGER, 'PUT', `/facilities/${PRISON}/acknowledgements/interim/1`, said);
    const heads = { staff: 120, staffOnDuty: 40, held: 950, women: 0, juveniles: 0 };
    await done(MANAGER, 'PUT', `/facilities/${PRISON}/headcounts/${date(-2)}`, heads);
    for (const count of [30, 28, 26]) {
      const briefing = { documentId: 'interim', version: '1', heldOn: date(-1), language: 'en', heads: count };
      await done(MANAGER, 'PUT', `/facilities/${PRISON}/briefings/${randomUUID()}`, briefing);
    }
    await sweep(0);
    expect(await openAlerts('guidance-overdue')).toEqual([]);
    const covered = coverageAnswer.parse(
      await done(FIRST_LEAD, 'GET', '/guidance/interim/versions/1/coverage?country=UG'),
    );
    expect(covered.totals).toMatchObject({
      facilities: 1,
      acknowledged: 1,
      pending: 0,
      briefed: 84,
      staff: 120,
      withoutStaff: 0,
    });
    const page = await done(MANAGER, 'GET', `/guidance?facility=${PRISON}`);
    expect(page).toMatchObject({
      items: [{ version: '1', current: true, acknowledgement: { state: 'acknowledged' } }],
    });
  });
});
