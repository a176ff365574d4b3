import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { stockRows } from '#shared/contract/stock.ts';
import { getStock } from '../../functions/stock/get-stock.ts';
import { listStockEvents } from '../../functions/stock/list-events.ts';
import { putLevel } from '../../functions/stock/put-level.ts';
import { recordStockEvent } from '../../functions/stock/record-event.ts';
import { api } from '../support/api.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { NOW, newEventId, seedPlace, sendEvent, soap } from '../support/stock-desk.ts';

let engine: Engine;
let call: ReturnType<typeof api<typeof stockRows>>;
let serial = 0;
let place = '';
const as = { member: 'lead@example.org', grants: 'programme-lead:UG' };

beforeAll(async () => {
  engine = await startEngine();
  call = api(stockRows, { getStock, recordStockEvent, listStockEvents, putLevel }, engine.table, { now: NOW });
});
afterAll(async () => await engine.stop());
beforeEach(async () => {
  place = `UG-CARD-${++serial}`;
  await seedPlace(engine.table, place);
});

const send = (body: unknown, id = newEventId()) => sendEvent(engine.table, place, id, body);
const card = (query = '', facilityId = place) =>
  call('listStockEvents', { as, path: { facilityId }, query: `item=soap-bar${query}` });
type Line = { kind: string; change: number | null; balance: number; eventId: string; reversedBy: string | null };
const short = (lines: Line[]) => lines.map((line) => [line.kind, line.change, line.balance]);

/** All pages of a card with so many lines a page. */
async function pages(limit: number): Promise<Line[]> {
  const lines: Line[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body } = await card(`&limit=${limit}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
    lines.push(...body.items);
    cursor = body.nextCursor;
  }
  return lines;
}

async function someLines(): Promise<{ typo: string; reversal: string }> {
  const [typo, reversal] = [newEventId(), newEventId()];
  await send(soap.receipt('2026-10-01', 100));
  await send(soap.count('2026-10-05', 120));
  await send(soap.issue('2026-10-06', 500), typo);
  await send(soap.reversal(typo), reversal);
  await send(soap.count('2026-10-12', 100));
  await send(soap.count('2026-10-12T10:00:00.000Z', 90));
  await send(soap.issue('2026-11-02', 30));
  return { typo, reversal };
}

describe('the stock card', () => {
  test('goes from the newest line back, with the balance after each', async () => {
    const { typo, reversal } = await someLines();
    const { body } = await card();
    expect(short(body.items)).toEqual([
      ['issue', -30, 60],
      ['count', -30, 90],
      ['count', 0, 120],
      ['reversal', 0, 120],
      ['issue', 0, 120],
      ['count', 20, 120],
      ['receipt', 100, 100],
    ]);
    expect(body.items.find((line: Line) => line.eventId === typo).reversedBy).toBe(reversal);
  });
  test.each([1, 2, 3, 6])('says the same page by page, %i lines a page', async (limit) => {
    await someLines();
    expect(await pages(limit)).toEqual((await card()).body.items);
  });
  test('shows local days from the first up to, not including, the last', async () => {
    await someLines();
    await send(soap.issue('2026-11-02T21:30:00.000Z', 1));
    const kinds = async (query: string) => (await card(query)).body.items.length;
    expect(await kinds('&from=2026-11-02&to=2026-11-03')).toBe(1);
    expect(await kinds('&from=2026-11-03')).toBe(1);
    expect(await kinds('&to=2026-10-05')).toBe(1);
  });
  test('marks a figure that looked like a slip and was confirmed, and no other', async () => {
    await send(soap.count('2026-10-01', 36_585));
    const said = await send(soap.count('2026-10-02', 4006, { confirm: true }));
    await send(soap.count('2026-10-09', 4000, { confirm: true }));
    expect(said.answer?.flags.map((flag) => flag.code)).toEqual(['confirmed-implausible']);
    const { body } = await card();
    expect(body.items.map((line: { flags: string[] }) => line.flags)).toEqual([[], ['confirmed-implausible'], []]);
  });
  test('refuses a cursor of another list, an unknown item and an empty range', async () => {
    await someLines();
    const { body } = await card('&limit=2');
    const cursor = encodeURIComponent(body.nextCursor);
    await seedPlace(engine.table, 'UG-ELSEWHERE');
    expect((await card(`&cursor=${cursor}`, 'UG-ELSEWHERE')).body.code).toBe('cursor.invalid');
    expect((await card(`&from=2026-10-01&cursor=${cursor}`)).body.code).toBe('cursor.invalid');
    expect((await card('&cursor=bm9uc2Vuc2U')).body.code).toBe('cursor.invalid');
    expect((await card('&from=2026-10-05&to=2026-10-05')).body.errors).toMatchObject([
      { pointer: '#to', code: 'range.empty' },
    ]);
    const other = await call('listStockEvents', { as, path: { facilityId: place }, query: 'item=gold' });
    expect(other.body).toMatchObject({ code: 'item.unknown', errors: [{ pointer: '#item' }] });
  });
});

describe('levels', () => {
  const put = (body: unknown, headers = {}) =>
    call('putLevel', { as, path: { facilityId: place, itemId: 'soap-bar' }, body, headers });

  test('are answered with what is in effect, and show in the status at once', async () => {
    for (const [on, units] of [
      ['2026-11-06', 240],
      ['2026-11-13', 170],
      ['2026-11-20', 100],
    ] as const)
      await send(soap.count(on, units));
    const status = async () => (await call('getStock', { as, path: { facilityId: place } })).body.items[0];
    expect(await status()).toMatchObject({ adu: 10, coverDays: 10, status: 'low', suggestedQuantity: 410 });
    const first = await put({ leadTimeDays: 3, safetyDays: 2, orderIntervalDays: 0 });
    expect([first.status, first.body.fitted, first.headers.etag]).toEqual([201, ['emergencyLeadDays'], '"1"']);
    expect(first.body.inEffect).toMatchObject({
      leadTimeDays: 3,
      safetyDays: 2,
      orderIntervalDays: 30,
      emergencyLeadDays: 4,
    });
    expect(await status()).toMatchObject({ status: 'adequate', suggestedQuantity: 250 });
  });
  test('that contradict each other are refused with a pointer each', async () => {
    const { status, body } = await put({ emergencyLeadDays: 21, maxCoverDays: 20 });
    expect([status, body.code, body.errors.map((each: { pointer: string }) => each.pointer)]).toEqual([
      422,
      'levels.contradict',
      ['/emergencyLeadDays', '/maxCoverDays'],
    ]);
  });
  test('are replaced by who has read them last', async () => {
    expect((await put({ leadTimeDays: 20 }, { 'if-match': '"1"' })).body.code).toBe('revision.stale');
    expect((await put({ leadTimeDays: 20 }, { 'if-none-match': '*' })).status).toBe(201);
    expect((await put({ leadTimeDays: 21 }, { 'if-none-match': '*' })).body.code).toBe('record.exists');
    expect(await put({ leadTimeDays: 21 }, { 'if-match': '"1"' })).toMatchObject({
      status: 200,
      body: { revision: 2 },
    });
    expect((await put({ leadTimeDays: 22 }, { 'if-match': '"1"' })).status).toBe(412);
  });
  test('of an item that a lead says is not stocked make no shortage', async () => {
    await send(soap.count('2026-11-20', 0));
    await put({ notStocked: true });
    expect((await call('getStock', { as, path: { facilityId: place } })).body.items[0].status).toBe('not-stocked');
  });
});
