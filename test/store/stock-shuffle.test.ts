import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { facilityPartition, ITEMS, itemStateKey, reportsKey } from '#shared/store/keys.ts';
import { queryAll } from '#shared/store/read.ts';
import type { StoredRow, Table } from '#shared/store/table.ts';
import { TableUnavailable } from '#shared/store/unavailable.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { seedPlace, sendEvent } from '../support/stock-desk.ts';

let engine: Engine;
let table: Table;
beforeAll(async () => {
  engine = await startEngine();
  table = engine.table;
});
afterAll(async () => await engine.stop());

type Line = Readonly<Record<string, unknown>>;
type Body = Readonly<Record<string, unknown>>;

const at = (day: number, time = '08:00') =>
  `2026-${day > 31 ? '11' : '10'}-${String(day > 31 ? day - 31 : day).padStart(2, '0')}T${time}:00Z`;
const count = (day: number, lines: readonly Line[], more: Body = {}): Body => ({
  kind: 'count',
  occurredAt: at(day),
  lines,
  confirm: true,
  ...more,
});
const issue = (day: number, itemId: string, quantity: number): Body => ({
  kind: 'issue',
  occurredAt: at(day, '15:00'),
  confirm: true,
  lines: [{ itemId, quantity }],
});
const receipt = (day: number, itemId: string, quantity: number, more: Line = {}): Body => ({
  kind: 'receipt',
  source: 'donation',
  occurredAt: at(day, '07:00'),
  confirm: true,
  lines: [{ itemId, quantity, ...more }],
});
const adjust = (day: number, itemId: string, quantity: number, reason: string, more: Line = {}): Body => ({
  kind: 'adjustment',
  occurredAt: at(day, '16:00'),
  lines: [{ itemId, quantity, reason, ...more }],
});

/** The worked cases, each about an item of its own; `reverses` names the document (by its place) that is taken back. */
const documents: readonly (Body | { readonly reverses: number })[] = [
  // What a count means: lots, totals, lots that are not named, parts, two officers.
  count(1, [
    { itemId: 'i01', lot: 'A', expiry: '2027-01', quantity: 300 },
    { itemId: 'i01', lot: 'B', expiry: '2027-06', quantity: 200 },
  ]),
  count(8, [{ itemId: 'i01', quantity: 420 }]),
  count(9, [{ itemId: 'i01', lot: 'A', quantity: 150 }], { partial: true }),
  count(15, [{ itemId: 'i01', lot: 'A', quantity: 300 }], { countedBy: 'a' }),
  count(15, [{ itemId: 'i01', quantity: 850 }], { countedBy: 'b', occurredAt: at(15, '08:10') }),
  // Unrecorded movements: write-offs, a gift whose receipt comes late, goods that arrived before the count.
  count(1, [{ itemId: 'i02', quantity: 1000 }]),
  adjust(3, 'i02', -800, 'expired'),
  count(8, [{ itemId: 'i02', quantity: 150 }]),
  count(15, [{ itemId: 'i02', quantity: 600 }]),
  receipt(11, 'i02', 500),
  // A span that ends empty, and one that says since when.
  count(1, [
    { itemId: 'i03', quantity: 700 },
    { itemId: 'i04', quantity: 700 },
  ]),
  count(8, [
    { itemId: 'i03', quantity: 0 },
    { itemId: 'i04', quantity: 0, outSince: '2026-10-03' },
  ]),
  receipt(8, 'i03', 2100),
  // Books below zero, then an opening count.
  issue(2, 'i05', 40),
  count(20, [{ itemId: 'i05', quantity: 60 }]),
  // Expired first; writing off; another expiry for a known lot.
  count(1, [
    { itemId: 'i06', lot: 'A', expiry: '2026-10-05', quantity: 500 },
    { itemId: 'i06', lot: 'B', expiry: '2027-06', quantity: 500 },
  ]),
  issue(10, 'i06', 300),
  adjust(12, 'i06', -200, 'expired'),
  receipt(13, 'i06', 50, { lot: 'B', expiry: '2027-07' }),
  issue(40, 'i06', 100),
  // Mistakes: an issue, the last count of a day, a document that is the only one of its item.
  issue(4, 'i02', 5000),
  { reverses: 20 },
  count(15, [{ itemId: 'i02', quantity: 6000 }], { occurredAt: at(15, '17:00') }),
  { reverses: 22 },
  receipt(5, 'i07', 12),
  { reverses: 24 },
  // A change of bookkeeping on 10 November, with late movements before it.
  count(1, [{ itemId: 'i08', quantity: 1000 }]),
  count(22, [{ itemId: 'i08', quantity: 700 }]),
  count(43, [{ itemId: 'i08', quantity: 650 }]),
  issue(44, 'i08', 20),
  issue(45, 'i08', 30),
  count(47, [{ itemId: 'i08', quantity: 590, difference: 'used' }]),
  issue(10, 'i08', 120),
  receipt(12, 'i08', 50),
];

const idOf = (run: number, index: number) =>
  `01996f6e-7c00-7${String(run).padStart(3, '0')}-8000-${String(index).padStart(12, '0')}`;

async function deliver(place: string, run: number, index: number): Promise<void> {
  const document = documents[index];
  if (document === undefined) return;
  const body =
    'reverses' in document && typeof document.reverses === 'number'
      ? { kind: 'reversal', reverses: idOf(run, document.reverses) }
      : document;
  for (;;) {
    try {
      const said = await sendEvent(table, place, idOf(run, index), body);
      if (said.code !== null) throw new Error(`document ${index}: ${said.code} ${said.detail}`);
      return;
    } catch (error) {
      if (!(error instanceof TableUnavailable)) throw error;
    }
  }
}

/** Rows of positions and report days without versions; empty positions and counters say what no row says. */
async function rowsOf(place: string, run: number): Promise<Record<string, unknown>> {
  const rows = await queryAll(table, { partition: facilityPartition(place), prefix: 'S#', consistent: true });
  const wanted = rows.filter((row) => String(row.SK).startsWith(ITEMS) || row.SK === reportsKey(place).SK);
  const plain = wanted.flatMap((row): [string, StoredRow][] => {
    const { PK: _pk, SK, v: _v, ...rest } = row;
    if (rest.gone === true) return [];
    return [[String(SK), Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== 0))]];
  });
  return JSON.parse(
    JSON.stringify(Object.fromEntries(plain)).replaceAll(`-7${String(run).padStart(3, '0')}-`, '-7000-'),
  );
}

let runs = 0;
async function rowsAfter(order: readonly number[], atOnce = 1): Promise<Record<string, unknown>> {
  const run = ++runs;
  const place = `UG-RUN-${run}`;
  await seedPlace(table, place, {
    history: [
      { from: 0, mode: 'counts' },
      { from: 20_767, mode: 'movements' },
    ],
  });
  const waiting = [...order];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await deliver(place, run, next);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return await rowsOf(place, run);
}

describe('late and shuffled', () => {
  const inOrder = documents.map((_, index) => index);
  const arrivals = fc
    .tuple(
      fc.shuffledSubarray(inOrder, { minLength: inOrder.length, maxLength: inOrder.length }),
      fc.array(fc.constantFrom(...inOrder), { maxLength: 8 }),
    )
    .map(([order, again]) => [...order, ...again]);

  test('the worked cases in any order of arrival, with repeats, end in the same rows to the last digit', async () => {
    const expected = await rowsAfter(inOrder);
    expect(Object.keys(expected)).toContain(itemStateKey('x', 'i08').SK);
    expect(Object.keys(expected)).not.toContain(itemStateKey('x', 'i07').SK);
    await fc.assert(
      fc.asyncProperty(arrivals, async (order) => {
        expect(await rowsAfter(order)).toEqual(expected);
      }),
      { numRuns: 15, examples: [[[...inOrder].reverse()]], endOnFailure: true },
    );
  });
  test('so they do when several arrive at the same moment', async () => {
    const expected = await rowsAfter(inOrder);
    await fc.assert(
      fc.asyncProperty(arrivals, async (order) => {
        expect(await rowsAfter(order, 6)).toEqual(expected);
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });
});
