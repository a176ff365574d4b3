import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { orderKey } from '#shared/domain/stock/ledger.ts';
import { heldOf, shelfOf } from '#shared/domain/stock/lots.ts';
import { stateFromRow } from '#shared/store/item-state-row.ts';
import { eventKey, facilityPartition, itemStateKey, ledgerPrefix, reportsKey } from '#shared/store/keys.ts';
import { lineFromRow } from '#shared/store/ledger-row.ts';
import { reportDaysFromRow } from '#shared/store/programme-rows.ts';
import { getRow, queryAll } from '#shared/store/read.ts';
import type { Table } from '#shared/store/table.ts';
import { TableUnavailable } from '#shared/store/unavailable.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { ITEMS, newEventId, seedPlace, sendEvent, soap, watched } from '../support/stock-desk.ts';

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
const stateOf = async (itemId = 'soap-bar') =>
  stateFromRow(itemId, await getRow(table, itemStateKey(place, itemId), { consistent: true }));
const onHand = async (itemId = 'soap-bar') => {
  const { state } = await stateOf(itemId);
  return state === null ? null : shelfOf(state.lots, state.open) + heldOf(state.lots);
};
const linesOf = async (itemId = 'soap-bar') => {
  const rows = await queryAll(table, { partition: facilityPartition(place), prefix: ledgerPrefix(itemId) });
  return rows.map((row) => lineFromRow(row).line);
};
const reportDays = async () => reportDaysFromRow(await getRow(table, reportsKey(place), { consistent: true }));

test('a shelf that went empty after it was counted is refused with the line, and nothing is stored', async () => {
  const body = soap.count('2026-11-01', 0);
  const lines = body.lines.map((line) => ({ ...line, outSince: '2026-11-03' }));
  expect(await send(newEventId(), { ...body, lines })).toMatchObject({
    code: 'date.order',
  });
  expect((await stateOf()).v).toBe(0);
});

describe('a document goes in once', () => {
  test('the same content again gets the stored answer with 200, whatever happened since', async () => {
    const id = newEventId();
    const first = await send(id, soap.count('2026-11-01', 900));
    await send(newEventId(), soap.issue('2026-11-02', 400));
    const again = await send(id, soap.count('2026-11-01', 900));
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.answer).toEqual(first.answer);
    expect(await onHand()).toBe(500);
  });
  test('fields in another order and a confirmation are the same content', async () => {
    const id = newEventId();
    await send(id, soap.count('2026-11-01', 900));
    const same = {
      lines: [{ quantity: 900, itemId: 'soap-bar' }],
      confirm: true,
      occurredAt: '2026-11-01T11:00:00+03:00',
      kind: 'count',
    };
    expect((await send(id, same)).status).toBe(200);
  });
  test('other content under the same id is a conflict and changes nothing', async () => {
    const id = newEventId();
    await send(id, soap.count('2026-11-01', 900));
    expect((await send(id, soap.count('2026-11-01', 901))).code).toBe('document.conflict');
    expect(await onHand()).toBe(900);
  });
  test('the same document at another facility is a conflict', async () => {
    const id = newEventId();
    await send(id, soap.count('2026-11-01', 900));
    await seedPlace(table, 'UG-OTHER');
    expect((await sendEvent(table, 'UG-OTHER', id, soap.count('2026-11-01', 900))).code).toBe('document.conflict');
  });
  test('the duplicate guard comes before every other check', async () => {
    const id = newEventId();
    const body = soap.count('2026-11-01', 900);
    await send(id, body);
    expect((await send(id, body)).status).toBe(200);
    const conflicting = soap.count('2027-11-01', 900);
    expect((await send(id, conflicting)).code).toBe('document.conflict');
  });
  test('what was counted after a facility closed is stored all the same, and flagged', async () => {
    await seedPlace(table, place, { body: { status: 'closed', statusFrom: '2026-11-02' } });
    expect((await send(newEventId(), soap.count('2026-11-01', 900))).answer?.flags).toEqual([]);
    const late = await send(newEventId(), soap.issue('2026-11-02', 50));
    expect(late.status).toBe(201);
    expect(late.answer?.flags).toMatchObject([{ code: 'facility-closed', itemId: null }]);
    expect(await onHand()).toBe(850);
  });
  test('ten identical documents at the same moment are stored once', async () => {
    const id = newEventId();
    const said = await Promise.all(Array.from({ length: 10 }, () => send(id, soap.receipt('2026-11-01', 900))));
    expect(said.map((each) => each.status).sort()).toEqual([...Array.from({ length: 9 }, () => 200), 201]);
    expect(new Set(said.map((each) => JSON.stringify(each.answer))).size).toBe(1);
    expect([await onHand(), (await linesOf()).length]).toEqual([900, 1]);
  });
  test('three different documents at the same moment all go in: lost races are tried again', async () => {
    await send(newEventId(), soap.count('2026-11-01', 900));
    const said = await Promise.all([10, 20, 30].map((units) => send(newEventId(), soap.issue('2026-11-02', units))));
    expect(said.map((each) => each.status)).toEqual([201, 201, 201]);
    expect([await onHand(), (await stateOf()).v]).toEqual([840, 4]);
  });
  test('of twenty at the same moment some are asked to come again, and none is counted twice or half', async () => {
    await send(newEventId(), soap.count('2026-11-01', 9000));
    const until201 = async (id: string): Promise<number> => {
      for (let tries = 1; ; tries++) {
        try {
          await send(id, soap.issue('2026-11-02', 10));
          return tries;
        } catch (error) {
          if (!(error instanceof TableUnavailable)) throw error;
        }
      }
    };
    await Promise.all(Array.from({ length: 20 }, () => until201(newEventId())));
    expect([await onHand(), (await linesOf()).length]).toEqual([8800, 21]);
  });
});

describe('what is refused', () => {
  test.each([
    [
      'an item that nobody knows',
      { ...soap.count('2026-11-01', 1), lines: [{ itemId: 'gold', quantity: 1 }] },
      'item.unknown',
    ],
    ['a date of next week', soap.count('2026-11-27', 1), 'date.future'],
    [
      'a date after tomorrow, on paper',
      { kind: 'issue', occurredOn: '2026-11-22', lines: soap.issue('x', 1).lines },
      'date.future',
    ],
  ])('%s', async (_, body, code) => {
    expect((await send(newEventId(), body)).code).toBe(code);
    expect((await linesOf()).length).toBe(0);
  });
  test.each(['2026-11-20T09:10:00.000Z', '2026-11-21T20:59:59.999Z'])(
    'a clock that is fast, %s, is no reason',
    async (occurredAt) => {
      expect((await send(newEventId(), soap.count(occurredAt, 1))).status).toBe(201);
    },
  );
  test('an implausible figure is asked about and not stored until it is confirmed', async () => {
    const id = newEventId();
    await send(newEventId(), soap.count('2026-11-01', 36_585));
    expect((await send(id, soap.count('2026-11-02', 4006))).code).toBe('quantity.implausible');
    expect([await onHand(), await getRow(table, eventKey(id))]).toEqual([36_585, undefined]);
    const said = await send(id, soap.count('2026-11-02', 4006, { confirm: true }));
    expect([said.status, said.answer?.flags.map((flag) => flag.code)]).toEqual([201, ['confirmed-implausible']]);
    expect((await send(id, soap.count('2026-11-02', 4006))).status).toBe(200);
    expect(await onHand()).toBe(4006);
  });
  test('an issue far above the book is asked about; one just above it is stored and flagged', async () => {
    await send(newEventId(), soap.count('2026-11-01', 40));
    const id = newEventId();
    expect((await send(id, soap.issue('2026-11-02', 420))).code).toBe('quantity.implausible');
    expect([await onHand(), await getRow(table, eventKey(id))]).toEqual([40, undefined]);
    const plausible = await send(newEventId(), soap.issue('2026-11-02', 60));
    expect([plausible.status, plausible.answer?.flags.map((flag) => flag.code)]).toEqual([201, ['book-below-zero']]);
    const said = await send(id, { ...soap.issue('2026-11-02', 420), confirm: true });
    expect([said.status, said.answer?.flags.map((flag) => flag.code)]).toEqual([
      201,
      ['book-below-zero', 'confirmed-implausible'],
    ]);
    expect(await onHand()).toBe(-440);
  });
  test('an issue no larger than one before is stored after one round of reads', async () => {
    await send(newEventId(), soap.count('2026-11-01', 900));
    await send(newEventId(), soap.issue('2026-11-02', 30));
    const seen = watched(table);
    await sendEvent(seen.table, place, newEventId(), soap.issue('2026-11-03', 30));
    expect(seen.watch.readRounds).toBe(1);
  });
  test('an adjustment that adds what was stolen is asked about at its line, and stored as it stands once confirmed', async () => {
    await send(newEventId(), soap.count('2026-11-01', 900));
    const id = newEventId();
    const body = {
      kind: 'adjustment',
      occurredAt: '2026-11-02T08:00:00Z',
      lines: [
        { itemId: 'soap-bar', quantity: -5, reason: 'damaged' },
        { itemId: 'soap-bar', quantity: 10, reason: 'stolen' },
        { itemId: 'i01', quantity: -1200, reason: 'found' },
      ],
    };
    expect(await send(id, body)).toMatchObject({
      code: 'quantity.implausible',
      errors: [
        {
          pointer: '/lines/1',
          code: 'quantity.loss-added',
          detail: expect.stringContaining('What is stolen leaves the shelf: 10 would add to it, -10 takes it away.'),
        },
        {
          pointer: '/lines/2',
          code: 'quantity.find-taken',
          detail: expect.stringContaining(
            'What is found comes to the shelf: -1,200 would take it away, 1,200 adds it.',
          ),
        },
      ],
    });
    expect([await onHand(), await getRow(table, eventKey(id))]).toEqual([900, undefined]);
    const said = await send(id, { ...body, confirm: true });
    expect(
      said.answer?.flags.filter((flag) => flag.code === 'confirmed-implausible').map((flag) => flag.itemId),
    ).toEqual(['soap-bar', 'i01']);
    expect([await onHand(), await onHand('i01')]).toEqual([905, -1200]);
  });
  test('a facility that is not there', async () => {
    expect((await sendEvent(table, 'UG-NOWHERE', newEventId(), soap.count('2026-11-01', 1))).code).toBe('not-found');
  });
});

describe('documents of many items', () => {
  const lines = (ids: readonly string[]) => ids.map((itemId) => ({ itemId, quantity: 100 }));
  test('45 items fit, in one transaction of at most 100 writes', async () => {
    const seen = watched(table);
    const body = { kind: 'count', occurredAt: '2026-11-01T08:00:00Z', lines: lines(ITEMS.slice(0, 45)) };
    const said = await sendEvent(seen.table, place, newEventId(), body);
    expect([said.status, said.answer?.positions.length]).toEqual([201, 45]);
    const writes = seen.watch.calls.flatMap((call) => call.input.TransactItems ?? []);
    expect(writes.length).toBeLessThanOrEqual(100);
  });
  test('45 items that were reversed before they arrived fit too', async () => {
    const id = newEventId();
    await send(newEventId(), soap.reversal(id));
    const body = { kind: 'count', occurredAt: '2026-11-01T08:00:00Z', lines: lines(ITEMS.slice(0, 45)) };
    expect((await send(id, body)).status).toBe(201);
  });
  test('46 are refused, and the limit is named', async () => {
    const body = { kind: 'count', occurredAt: '2026-11-01T08:00:00Z', lines: lines(ITEMS) };
    await expect(send(newEventId(), body)).rejects.toThrow('at most 45 items');
  });
  test('lines of one item add up in one ledger line', async () => {
    const body = {
      ...soap.receipt('2026-11-01', 1),
      lines: [
        { itemId: 'soap-bar', quantity: 5 },
        { itemId: 'soap-bar', lot: ' b1 ', expiry: '2027-03', packs: 2, packSize: 10 },
      ],
    };
    const said = await send(newEventId(), body);
    expect(said.answer?.positions).toEqual([
      {
        itemId: 'soap-bar',
        onHand: 25,
        lots: [
          { lot: null, expiry: null, onHand: 5, state: 'good' },
          { lot: 'B1', expiry: '2027-03-31', onHand: 20, state: 'good' },
        ],
      },
    ]);
    expect((await linesOf()).length).toBe(1);
  });
});

describe('late and repeated counts', () => {
  test('a document that comes late takes its place in time', async () => {
    await send(newEventId(), soap.count('2026-11-01', 900));
    await send(newEventId(), soap.count('2026-11-08', 800));
    const late = await send(newEventId(), soap.receipt('2026-11-05', 50));
    expect(late.answer?.positions).toMatchObject([{ onHand: 800 }]);
    const { state } = await stateOf();
    expect(state?.segments).toMatchObject([{ used: 150, received: 50 }]);
    expect(state?.lastKey).toBe(orderKey((await linesOf()).at(-1) ?? { occurredAt: '', kind: 'count', eventId: '' }));
  });
  test('of two counts on one day the last closes it, in whatever order they arrive', async () => {
    await send(newEventId(), soap.count('2026-11-01', 900));
    const later = await send(newEventId(), soap.count('2026-11-08T15:00:00.000Z', 850));
    const earlier = await send(newEventId(), soap.count('2026-11-08', 800));
    expect(earlier.answer?.flags.map((flag) => flag.code)).toEqual(['superseded']);
    expect([later.answer?.positions[0]?.onHand, earlier.answer?.positions[0]?.onHand]).toEqual([850, 850]);
    expect((await stateOf()).state?.segments).toMatchObject([{ used: 50 }]);
  });
  test('a sheet with a date only is the end of that local day', async () => {
    await send(newEventId(), { kind: 'count', occurredOn: '2026-11-01', lines: [{ itemId: 'soap-bar', quantity: 9 }] });
    expect(await linesOf()).toMatchObject([{ occurredAt: '2026-11-01T20:59:59.999Z', day: 20_758 }]);
  });
  test('counts stamp how the books were kept on their day, also when they arrive late', async () => {
    await seedPlace(table, place, {
      history: [
        { from: 0, mode: 'counts' },
        { from: 20_760, mode: 'movements' },
      ],
    });
    await send(newEventId(), soap.count('2026-11-08', 800));
    await send(newEventId(), soap.count('2026-11-01', 900));
    expect((await linesOf()).map((line) => line.count?.bookkeeping)).toEqual(['counts', 'movements']);
  });
  test('each document is a report of its day; a whole count is marked as one', async () => {
    const count = newEventId();
    await send(count, soap.count('2026-11-01', 900));
    await send(newEventId(), soap.issue('2026-11-01', 10));
    await send(newEventId(), soap.issue('2026-11-02', 10));
    expect(await reportDays()).toEqual({ documentDays: [20_758, 20_759], countDays: [20_758] });
    await send(newEventId(), soap.reversal(count));
    expect(await reportDays()).toEqual({ documentDays: [20_758, 20_759], countDays: [] });
  });
});
