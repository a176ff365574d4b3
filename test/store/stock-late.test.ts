import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseDay } from '#shared/domain/day.ts';
import { fold } from '#shared/domain/stock/fold.ts';
import { checkItem } from '#shared/store/closings.ts';
import { closingFromRow, stateFromRow } from '#shared/store/item-state-row.ts';
import { closingPrefix, facilityPartition, itemStateKey, ledgerPrefix } from '#shared/store/keys.ts';
import { lineFromRow } from '#shared/store/ledger-row.ts';
import { getRow, queryAll } from '#shared/store/read.ts';
import { readSnapshot } from '#shared/store/snapshot.ts';
import type { Table, Units } from '#shared/store/table.ts';
import { openTable } from '#shared/store/table.ts';
import { put, transact } from '#shared/store/transact.ts';
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
  place = `UG-LATE-${++serial}`;
  await seedPlace(table, place);
});

const send = (body: unknown, id = newEventId()) => sendEvent(table, place, id, body);
const stored = async () =>
  stateFromRow('soap-bar', await getRow(table, itemStateKey(place, 'soap-bar'), { consistent: true }));
const closings = async () => {
  const rows = await queryAll(table, { partition: facilityPartition(place), prefix: closingPrefix('soap-bar') });
  return rows.map((row) => closingFromRow(row));
};
const nightly = (today = '2026-11-20') =>
  checkItem(table, {
    facilityId: place,
    itemId: 'soap-bar',
    today: parseDay(today) ?? 0,
    bookkeeping: [{ from: 0, mode: 'counts' }],
    beside: () => ({}),
  });
/** The position that one fold of all lines in the table gives. */
const folded = async () => {
  const rows = await queryAll(table, { partition: facilityPartition(place), prefix: ledgerPrefix('soap-bar') });
  return fold(
    null,
    rows.map((row) => lineFromRow(row).line),
  ).state;
};

/** Counts from August to November, and August to October closed. */
async function closedBooks(): Promise<void> {
  for (const [on, units] of [
    ['2026-08-05', 1000],
    ['2026-08-20', 900],
    ['2026-09-10', 800],
    ['2026-10-15', 700],
    ['2026-11-10', 600],
  ] as const)
    await send(soap.count(on, units));
  expect(await nightly()).toEqual({ itemId: 'soap-bar', closed: 3, mismatch: null });
}

describe('a line of a month that is closed', () => {
  test('opens it again also when it is the newest line of all, and nothing is lost afterwards', async () => {
    await send(soap.count('2026-10-10', 1000));
    await nightly('2026-11-02');
    await send(soap.receipt('2026-10-20', 500));
    expect((await stored()).closedThrough).toBe('2026-09');
    await send(soap.issue('2026-11-10', 10));
    expect((await nightly('2026-11-12')).closed).toBe(1);
    expect((await closings()).map(({ month, closing }) => [month, closing])).toEqual([['2026-10', 1500]]);
    await send(soap.issue('2026-11-05', 20));
    expect((await stored()).state).toEqual(await folded());
    expect((await nightly('2026-11-13')).mismatch).toBeNull();
  });
  test('opens that month and those after it again, and the night closes them with what is true now', async () => {
    await closedBooks();
    expect((await stored()).closedThrough).toBe('2026-10');
    await send(soap.receipt('2026-09-05', 50));
    const late = await stored();
    expect([late.closedThrough, late.state]).toEqual(['2026-08', await folded()]);
    expect(await nightly()).toMatchObject({ closed: 2, mismatch: null });
    expect((await closings()).map((closing) => [closing.month, closing.used, closing.closing])).toEqual([
      ['2026-08', 100, 900],
      ['2026-09', 150, 800],
      ['2026-10', 100, 700],
    ]);
  });
  test('folds from the closing before it: older lines are not read again', async () => {
    await closedBooks();
    const seen = watched(table);
    await sendEvent(seen.table, place, newEventId(), soap.receipt('2026-10-05', 50));
    const bounds = seen.watch.calls
      .filter((call) => call.name === 'QueryCommand')
      .map((call) => JSON.stringify(call.input.ExpressionAttributeValues));
    expect(bounds.find((bound) => bound.includes('L#soap-bar'))).toContain('L#soap-bar#2026-09-30');
    expect((await stored()).state).toEqual(await folded());
  });
  test('a closing that a late line made invalid is not folded from', async () => {
    await closedBooks();
    await send(soap.receipt('2026-08-25', 40));
    await send(soap.receipt('2026-10-01', 30));
    expect((await stored()).state).toEqual(await folded());
    expect((await stored()).closedThrough).toBe('2026-07');
  });
  test('a reversal in it is late as well', async () => {
    const typo = newEventId();
    await send(soap.receipt('2026-08-10', 5000), typo);
    await closedBooks();
    await send(soap.reversal(typo));
    expect((await stored()).closedThrough).toBe('2026-07');
    expect((await stored()).state).toEqual(await folded());
    await nightly();
    expect((await closings())[0]).toMatchObject({ month: '2026-08', received: 0, used: 100 });
  });
  test('a month whose only line was taken back leaves no closing to fold from', async () => {
    const typo = newEventId();
    await send(soap.receipt('2026-08-10', 5000), typo);
    await nightly();
    await send(soap.reversal(typo));
    await send(soap.count('2026-11-10', 100));
    await nightly();
    await send(soap.receipt('2026-10-10', 10));
    expect([(await stored()).state, await closings()]).toEqual([await folded(), []]);
  });
  test('the nightly check finds nothing to say after any of it', async () => {
    await closedBooks();
    for (const on of ['2026-10-31T20:59:59.999Z', '2026-10-31T21:00:00.000Z', '2026-08-31T21:30:00.000Z'])
      await send(soap.issue(on, 7));
    expect(await nightly()).toMatchObject({ mismatch: null });
    expect((await stored()).state).toEqual(await folded());
  });
});

describe('what a document costs', () => {
  const rounds = async (body: unknown) => {
    const seen = watched(table);
    const said = await sendEvent(seen.table, place, newEventId(), body);
    expect(said.status).toBe(201);
    const writes = seen.watch.calls.filter((call) => call.name === 'TransactWriteCommand').length;
    return [seen.watch.readRounds, writes];
  };
  test('one round of reads and one transaction for the newest', async () => {
    await closedBooks();
    expect(await rounds(soap.issue('2026-11-12', 5))).toEqual([1, 1]);
  });
  test('a second round for a late one', async () => {
    await closedBooks();
    expect(await rounds(soap.issue('2026-10-12', 5))).toEqual([2, 1]);
  });
  test('a third for a reversal, which has to find its document first', async () => {
    const typo = newEventId();
    await closedBooks();
    await send(soap.issue('2026-10-12', 5), typo);
    expect(await rounds(soap.reversal(typo))).toEqual([3, 1]);
  });
  test('three lines of the newest take at most 20 read units and 30 write units, whatever the age of the books', async () => {
    const seen: Units[] = [];
    const metered = openTable(table.name, { documents: table.documents, onUnits: (units) => void seen.push(units) });
    const lines = ITEMS.slice(0, 3).map((itemId) => ({ itemId, quantity: 50 }));
    const cost = async (on: string) => {
      seen.length = 0;
      await sendEvent(metered, place, newEventId(), { kind: 'receipt', source: 'purchase', occurredAt: on, lines });
      return [seen.reduce((sum, each) => sum + each.read, 0), seen.reduce((sum, each) => sum + each.write, 0)] as const;
    };
    const first = await cost('2026-01-01T08:00:00Z');
    for (let month = 2; month <= 10; month++)
      for (const date of ['03', '10', '17', '24'])
        await cost(`2026-${String(month).padStart(2, '0')}-${date}T08:00:00Z`);
    const last = await cost('2026-11-12T08:00:00Z');
    expect(first[0]).toBeLessThanOrEqual(20);
    expect(last[0]).toBeLessThanOrEqual(20);
    expect(last[1]).toBeLessThanOrEqual(30);
  });
});

describe('a snapshot', () => {
  test('of a facility with 200 items that are counted every week takes at most 30 read units', async () => {
    // One item's row after three years of weekly counts with lots, under 200 names of the usual length.
    for (let week = 0; week < 60; week++) {
      const on = new Date(Date.UTC(2025, 8, 1 + week * 7, 8)).toISOString();
      const left = 5000 - (week % 12) * 350;
      const lines = [
        { itemId: 'soap-bar', lot: 'M2209', expiry: '2027-03-31', quantity: left },
        { itemId: 'soap-bar', lot: 'M2301', expiry: '2027-09-30', quantity: 400 },
      ];
      await send({ kind: 'count', occurredAt: on, countedBy: 'Store officer', confirm: true, lines });
    }
    const row = await getRow(table, itemStateKey(place, 'soap-bar'));
    const copies = Array.from({ length: 199 }, (_, index) => `item-of-hygiene-${index}`);
    for (let start = 0; start < copies.length; start += 50)
      await transact(
        table,
        copies
          .slice(start, start + 50)
          .map((itemId) => put('copy', { ...row, ...itemStateKey(place, itemId), itemId })),
      );
    let read = 0;
    const metered = openTable(table.name, {
      documents: table.documents,
      onUnits: (units) => {
        read += units.read;
      },
    });
    expect((await readSnapshot(metered, place))?.items.size).toBe(200);
    expect(read).toBeLessThanOrEqual(30);
  });
});
