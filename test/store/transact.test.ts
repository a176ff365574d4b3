/** Transactions, conditions and races on a real engine. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ABSENT, absentOrEqual, all, asRead, PRESENT, versionIs } from '#shared/store/conditions.ts';
import { getRow } from '#shared/store/read.ts';
import { add, again, attempt, check, put, remove, transact } from '#shared/store/transact.ts';
import { type Engine, startEngine } from '../support/engine.ts';

let engine: Engine;
let run = 0;
let key = { PK: '', SK: 'ROW' };
const other = () => ({ PK: key.PK, SK: 'OTHER' });

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(() => {
  key = { PK: `T#${++run}`, SK: 'ROW' };
});

describe('a transaction', () => {
  it('stores all of its writes', async () => {
    const writes = [put('a', { ...key, v: 1 }, ABSENT), put('b', { ...other(), v: 1 })];
    expect(await transact(engine.table, writes)).toEqual({ kind: 'done' });
    expect(await getRow(engine.table, other(), { consistent: true })).toMatchObject({ v: 1 });
  });

  it('stores nothing when one clause does not hold, and names the clause with the row it met', async () => {
    await transact(engine.table, [put('a', { ...key, v: 1, colour: 'red' })]);
    const writes = [put('first', { ...other(), v: 1 }), put('second', { ...key, v: 1 }, ABSENT)];
    expect(await transact(engine.table, writes)).toMatchObject({
      kind: 'conflict',
      index: 1,
      name: 'second',
      item: { colour: 'red', v: 1 },
    });
    expect(await getRow(engine.table, other())).toBeUndefined();
  });

  it('tells every clause that failed, the first one first', async () => {
    const writes = [check('a', key, PRESENT), put('b', { ...other() }), remove('c', { PK: key.PK, SK: 'X' }, PRESENT)];
    const outcome = await transact(engine.table, writes);
    expect(outcome).toMatchObject({ kind: 'conflict', name: 'a', item: undefined });
    expect(outcome.kind === 'conflict' && outcome.all.map(({ name }) => name)).toEqual(['a', 'c']);
  });

  it('refuses more writes than the table takes at once as a bug', async () => {
    const writes = Array.from({ length: 101 }, (_, index) => put('x', { PK: key.PK, SK: String(index) }));
    await expect(transact(engine.table, writes)).rejects.toThrow('101 writes');
  });

  it('adds to counters in any order, and takes back what it added', async () => {
    const change = (by: number) => transact(engine.table, [add('n', key, { d20300: by, c20300: by }, { note: 'x' })]);
    await Promise.all([change(1), change(1), change(1)]);
    await change(-1);
    expect(await getRow(engine.table, key, { consistent: true })).toEqual({ ...key, d20300: 2, c20300: 2, note: 'x' });
  });
});

describe('a clause', () => {
  const stored = { v: 3, subject: 's1' };
  it.each([
    ['ABSENT', ABSENT, false],
    ['PRESENT', PRESENT, true],
    ['versionIs(3)', versionIs(3), true],
    ['versionIs(2)', versionIs(2), false],
    ['asRead of the row', asRead(stored), true],
    ['asRead of nothing', asRead(undefined), false],
    ['absentOrEqual the same', absentOrEqual('subject', 's1'), true],
    ['absentOrEqual another', absentOrEqual('subject', 's2'), false],
    ['absentOrEqual of what is not there', absentOrEqual('owner', 's2'), true],
    ['all that hold', all(PRESENT, versionIs(3)), true],
    ['all with one that does not', all(PRESENT, versionIs(4)), false],
  ])('%s', async (_, condition, holds) => {
    await transact(engine.table, [put('row', { ...key, ...stored })]);
    const outcome = await transact(engine.table, [check('row', key, condition)]);
    expect(outcome.kind).toBe(holds ? 'done' : 'conflict');
  });

  it('a row without a version cannot be replaced', () => {
    expect(() => asRead({})).toThrow('without a version');
  });
});

it('of ten writers at once each change arrives once, because losers load again', async () => {
  const patient = { ...engine.table, pause: async () => undefined };
  const raise = () =>
    attempt(patient, async () => {
      const row = await getRow(patient, key, { consistent: true });
      const v = typeof row?.v === 'number' ? row.v : 0;
      const outcome = await transact(patient, [put('row', { ...key, v: v + 1 }, asRead(row))]);
      return outcome.kind === 'done' ? v + 1 : again(outcome);
    });
  const results = await Promise.allSettled(Array.from({ length: 10 }, raise));
  const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  expect(new Set(won).size).toBe(won.length);
  expect(await getRow(engine.table, key, { consistent: true })).toMatchObject({ v: won.length });
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ name: 'TableUnavailable' });
  }
});

it('hands out what each call consumed when asked', async () => {
  const units: unknown[] = [];
  const metered = { ...engine.table, onUnits: (unit: unknown) => units.push(unit) };
  await transact(metered, [put('row', { ...key, v: 1 })]);
  await getRow(metered, key, { consistent: true });
  expect(units).toEqual([
    { operation: 'transact', read: 0, write: 2 },
    { operation: 'get', read: 1, write: 0 },
  ]);
});
