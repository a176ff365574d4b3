/** The first document of a facility and a correction of its zone at the same moment. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { showDay } from '#shared/domain/day.ts';
import { facilityKey, facilityPartition, ledgerPrefix } from '#shared/store/keys.ts';
import { lineFromRow } from '#shared/store/ledger-row.ts';
import { getRow, queryAll } from '#shared/store/read.ts';
import { operations, rows } from '../../functions/facilities/index.ts';
import { api } from '../support/api.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { NOW, newEventId, seedPlace, sendEvent, soap, watched } from '../support/stock-desk.ts';

/** 20 November in Kampala, still the 19th in Monrovia. */
const LATE = '2026-11-19T22:00:00.000Z';
const lead = { member: 'lead@example.org', grants: 'programme-lead:*' };
const body = { country: 'UG', kind: 'prison', timeZone: 'Africa/Monrovia', bookkeeping: 'counts' };

let engine: Engine;
let call: ReturnType<typeof api<typeof rows>>;

beforeAll(async () => {
  engine = await startEngine();
  call = api(rows, operations, engine.table, { now: NOW });
});
afterAll(() => engine.stop());

const move = (facilityId: string) =>
  call('putFacility', { path: { facilityId }, body: { ...body, name: facilityId }, as: lead });
const storedDays = async (place: string) => {
  const found = await queryAll(engine.table, { partition: facilityPartition(place), prefix: ledgerPrefix('soap-bar') });
  return found.map((row) => showDay(lineFromRow(row).line.day));
};

test.each([
  ['a count', soap.count(LATE, 900)],
  ['a receipt, which is held against nothing', soap.receipt(LATE, 900)],
])('the zone is corrected while %s is being stored: its day is that of the new zone', async (what, document) => {
  const place = `UG-ZONE-${what.length}`;
  await seedPlace(engine.table, place);
  const seen = watched(engine.table);
  seen.watch.before = async ({ name }) => {
    if (name !== 'TransactWriteCommand') return;
    seen.watch.before = async () => undefined;
    expect((await move(place)).status).toBe(200);
  };
  expect((await sendEvent(seen.table, place, newEventId(), document)).status).toBe(201);
  expect(await storedDays(place)).toEqual(['2026-11-19']);
  expect(await getRow(engine.table, facilityKey(place), { consistent: true })).toMatchObject({ v: 2 });
  expect(await move(place)).toMatchObject({ status: 200 });
});

test('a facility with stock is not looked at again when a document of it is stored', async () => {
  const place = 'UG-ZONE-STEADY';
  await seedPlace(engine.table, place);
  await sendEvent(engine.table, place, newEventId(), soap.count('2026-11-18', 900));
  for (const document of [soap.count('2026-11-19', 800), soap.receipt('2026-11-19', 50)]) {
    const { table, watch } = watched(engine.table);
    await sendEvent(table, place, newEventId(), document);
    const writes = watch.calls.filter(({ name }) => name === 'TransactWriteCommand');
    expect([writes.length, JSON.stringify(writes).includes('S#FACILITY')]).toEqual([1, false]);
  }
});
