import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { stateFromRow } from '#shared/store/item-state-row.ts';
import { facilityPartition, itemStateKey, ledgerPrefix, reportsKey } from '#shared/store/keys.ts';
import { lineFromRow } from '#shared/store/ledger-row.ts';
import { reportDaysFromRow } from '#shared/store/programme-rows.ts';
import { getRow, queryAll } from '#shared/store/read.ts';
import type { Table } from '#shared/store/table.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { newEventId, seedPlace, sendEvent, soap, watched } from '../support/stock-desk.ts';

let engine: Engine;
let table: Table;
let place = '';
let serial = 0;

beforeAll(async () => {
  engine = await startEngine();
  table = engine.table;
});
afterAll(async () => await engine.stop());
beforeEach(async () => {
  place = `UG-DESK-${++serial}`;
  await seedPlace(table, place);
});

const send = (id: string, body: unknown) => sendEvent(table, place, id, body);
const stateOf = async () =>
  stateFromRow('soap-bar', await getRow(table, itemStateKey(place, 'soap-bar'), { consistent: true })).state;
const storedLines = async () => {
  const rows = await queryAll(table, { partition: facilityPartition(place), prefix: ledgerPrefix('soap-bar') });
  return rows.map(lineFromRow);
};
const reportDays = async () => reportDaysFromRow(await getRow(table, reportsKey(place), { consistent: true }));

describe('a document that is known', () => {
  test('leaves no trace in any figure once it is reversed', async () => {
    await send(newEventId(), soap.count('2026-11-01', 900));
    const before = await stateOf();
    const typo = newEventId();
    await send(typo, soap.issue('2026-11-02', 500));
    const said = await send(newEventId(), soap.reversal(typo));
    expect(said.answer).toMatchObject({ positions: [{ itemId: 'soap-bar', onHand: 900 }], flags: [] });
    expect(await stateOf()).toEqual(before);
    expect(await reportDays()).toEqual({ documentDays: [20_758], countDays: [20_758] });
    expect((await storedLines()).map(({ line }) => [line.kind, line.occurredAt])).toEqual([
      ['count', '2026-11-01T08:00:00.000Z'],
      ['issue', '2026-11-02T08:00:00.000Z'],
      ['reversal', '2026-11-02T08:00:00.000Z'],
    ]);
  });
  test('is reversed once; a second reversal names the first', async () => {
    const typo = newEventId();
    const first = newEventId();
    await send(typo, soap.receipt('2026-11-02', 500));
    await send(first, soap.reversal(typo));
    const second = await send(newEventId(), soap.reversal(typo));
    expect([second.code, second.detail]).toEqual(['already-reversed', expect.stringContaining(first)]);
    expect((await send(first, soap.reversal(typo))).status).toBe(200);
    expect(await stateOf()).toBeNull();
  });
  test('is reversed once by ten who do it at the same moment', async () => {
    const typo = newEventId();
    await send(newEventId(), soap.count('2026-11-01', 900));
    await send(typo, soap.issue('2026-11-02', 500));
    const said = await Promise.all(Array.from({ length: 10 }, () => send(newEventId(), soap.reversal(typo))));
    expect(said.filter((each) => each.status === 201).length).toBe(1);
    expect(said.filter((each) => each.code === 'already-reversed').length).toBe(9);
    expect((await stateOf())?.anchor?.quantity).toBe(900);
  });
  test('cannot be brought back by reversing the reversal, nor reverse itself', async () => {
    const typo = newEventId();
    const reversal = newEventId();
    const itself = newEventId();
    await send(typo, soap.receipt('2026-11-02', 500));
    await send(reversal, soap.reversal(typo));
    expect((await send(newEventId(), soap.reversal(reversal))).code).toBe('reversal.of-reversal');
    expect((await send(itself, soap.reversal(itself))).code).toBe('reversal.of-reversal');
  });
  test.each(['note', 'reason'])('is reversed with a few words why, given as %s', async (field) => {
    const typo = newEventId();
    await send(typo, soap.receipt('2026-11-02', 500));
    expect((await send(newEventId(), { ...soap.reversal(typo), [field]: 'typed twice' })).status).toBe(201);
    expect((await storedLines()).map(({ notes }) => notes.note ?? null)).toEqual([null, 'typed twice']);
  });
  test('starts afresh after everything was taken back', async () => {
    const typo = newEventId();
    await send(typo, soap.count('2026-11-02', 500));
    await send(newEventId(), soap.reversal(typo));
    const said = await send(newEventId(), soap.count('2026-11-01', 300));
    expect(said.answer).toMatchObject({ positions: [{ onHand: 300 }], flags: [] });
    expect((await stateOf())?.segments).toEqual([]);
  });
});

describe('a document that is not known yet', () => {
  test('is taken back as soon as it arrives, with the answer saying so', async () => {
    await send(newEventId(), soap.count('2026-11-01', 900));
    const before = await stateOf();
    const days = await reportDays();
    const typo = newEventId();
    const waiting = await send(newEventId(), soap.reversal(typo));
    expect([waiting.status, waiting.answer?.flags]).toMatchObject([201, [{ code: 'reversal-waiting', itemId: null }]]);
    const said = await send(typo, { ...soap.issue('2026-11-02', 500), note: 'at the gate' });
    expect(said.answer).toMatchObject({
      positions: [{ itemId: 'soap-bar', onHand: 900 }],
      flags: [{ code: 'reversed-before-arrival', itemId: 'soap-bar' }],
    });
    expect([await stateOf(), await reportDays()]).toEqual([before, days]);
    const [, line, reversal] = await storedLines();
    expect([line?.line.kind, line?.notes.note, reversal?.line.reverses]).toEqual(['issue', 'at the gate', typo]);
  });
  test('is not asked about when it looks like a slip: it was one', async () => {
    await send(newEventId(), soap.count('2026-11-01', 36_585));
    const typo = newEventId();
    await send(newEventId(), soap.reversal(typo));
    expect((await send(typo, soap.count('2026-11-02', 4006))).status).toBe(201);
  });
  test('may belong to another facility: nothing is told of it, and nothing happens there', async () => {
    const other = `UG-OTHER-${serial}`;
    await seedPlace(table, other);
    const theirs = newEventId();
    await sendEvent(table, other, theirs, soap.count('2026-11-01', 900));
    const said = await send(newEventId(), soap.reversal(theirs));
    const unheardOf = await send(newEventId(), soap.reversal(newEventId()));
    expect([said.status, said.answer?.flags]).toEqual([201, unheardOf.answer?.flags]);
    expect(said.answer?.flags[0]?.detail).toContain('No event of this id is known at this facility. Check the id;');
    const state = stateFromRow('soap-bar', await getRow(table, itemStateKey(other, 'soap-bar'))).state;
    expect(state?.anchor?.quantity).toBe(900);
  });
});

describe('a document and its reversal that meet', () => {
  test('the reversal lands while the document is being stored: the document takes it along', async () => {
    await send(newEventId(), soap.count('2026-11-01', 900));
    const typo = newEventId();
    const seen = watched(table);
    seen.watch.before = async ({ name }) => {
      if (name !== 'TransactWriteCommand') return;
      seen.watch.before = async () => undefined;
      expect((await send(newEventId(), soap.reversal(typo))).answer?.flags[0]?.code).toBe('reversal-waiting');
    };
    const said = await sendEvent(seen.table, place, typo, soap.issue('2026-11-02', 500));
    expect(said.answer?.flags.map((flag) => flag.code)).toEqual(['reversed-before-arrival']);
    expect((await stateOf())?.span.issued).toBe(0);
  });
  test('the document lands while its reversal is being stored: the reversal finds it', async () => {
    await send(newEventId(), soap.count('2026-11-01', 900));
    const typo = newEventId();
    const seen = watched(table);
    seen.watch.before = async ({ name }) => {
      if (name !== 'TransactWriteCommand') return;
      seen.watch.before = async () => undefined;
      expect((await send(typo, soap.issue('2026-11-02', 500))).answer?.positions[0]?.onHand).toBe(400);
    };
    const said = await sendEvent(seen.table, place, newEventId(), soap.reversal(typo));
    expect(said.answer).toMatchObject({ positions: [{ onHand: 900 }], flags: [] });
    expect((await stateOf())?.span.issued).toBe(0);
    expect((await storedLines()).length).toBe(3);
  });
});
