/** What the places of a country have, lack and use together: small rows that a sweep leaves, so that nobody else adds up. */
import Fraction from 'fraction.js';
import * as z from 'zod';
import { type ServedRates, servedRates } from '../domain/needs/served.ts';
import { type ItemTotal, totalsOf } from '../domain/needs/totals.ts';
import type { Summary } from '../domain/overview/summary.ts';
import type { Versioned } from '../domain/snapshot.ts';
import { asRead } from './conditions.ts';
import { countryPartition, type Key, SERVED, servedKey, summariesOf, totalsKey } from './keys.ts';
import { getRow, queryAll, queryPage } from './read.ts';
import { summaryFromRow } from './summary.ts';
import type { StoredRow, Table } from './table.ts';
import { again, attempt, put, remove, transact } from './transact.ts';

/** Tuples, because names of hundreds of items are weight. Units a day as `n/d`. */
const servedRow = z.object({
  items: z.array(z.tuple([z.string(), z.string().nullable(), z.boolean(), z.boolean()])),
  v: z.int().min(1),
});

/** Short, usable, estimated, units a day, suggested. */
const totalsRow = z.object({
  items: z.array(z.tuple([z.string(), z.int(), z.int(), z.int(), z.string().nullable(), z.int()])),
});

const fractionOf = (text: string | null) => (text === null ? null : new Fraction(text));
const textOf = (fraction: Fraction | null) => fraction?.toFraction() ?? null;

/** What the places use that a store supplies; null for a store that the last sweep found supplying nobody. */
export async function loadServed(
  table: Table,
  country: string,
  storeId: string,
): Promise<Versioned<ServedRates> | null> {
  const row = await getRow(table, servedKey(country, storeId), { consistent: true });
  if (row === undefined) return null;
  const { items, v } = servedRow.parse(row);
  const value = items.map(([itemId, adu, partial, fromHeads]) => {
    return [itemId, { adu: fractionOf(adu), partial, fromHeads }] as const;
  });
  return { value: new Map(value), v };
}

/** Totals of a country by item id, ascending; none before its first sweep. */
export async function loadTotals(table: Table, country: string): Promise<ItemTotal[]> {
  const row = await getRow(table, totalsKey(country));
  if (row === undefined) return [];
  return totalsRow.parse(row).items.map(([itemId, short, usable, estimated, adu, suggested]) => {
    return { itemId, short, usable, estimated, adu: fractionOf(adu), suggested };
  });
}

/** Every summary of a country, page by page. */
export async function readSummaries(table: Table, country: string): Promise<Summary[]> {
  const summaries: Summary[] = [];
  let after: Record<string, unknown> | undefined;
  do {
    const page = await queryPage(table, { partition: summariesOf(country), index: true }, { after });
    for (const row of page.rows) summaries.push(summaryFromRow(row));
    after = page.after;
  } while (after !== undefined);
  return summaries;
}

export interface SweptCountry {
  readonly country: string;
  /** The evaluation's time, ISO UTC: figures of a later sweep stay. */
  readonly now: string;
  /** Places that were swept. */
  readonly facilities: number;
  /** Ids of the items that are planned by rate. */
  readonly planned: ReadonlySet<string>;
}

/** Reads the summaries once and writes the figures that changed. Linear in the country's places. */
export async function renewCountryFigures(table: Table, swept: SweptCountry): Promise<void> {
  const { country, facilities, planned } = swept;
  const summaries = await readSummaries(table, country);
  const whole = summaries.length >= facilities;
  const wanted = new Map<string, Key & StoredRow>();
  const want = (key: Key, items: unknown) => wanted.set(key.SK, { ...key, items });
  want(totalsKey(country), totalsOf(summaries).map(totalTuple));
  for (const [store, rates] of servedRates(summaries, planned, whole)) {
    want(
      servedKey(country, store),
      [...rates].map(([itemId, { adu, partial, fromHeads }]) => [itemId, textOf(adu), partial, fromHeads]),
    );
  }
  await attempt(table, async () => await bringInLine(table, swept, wanted));
}

function totalTuple({ itemId, short, usable, estimated, adu, suggested }: ItemTotal) {
  return [itemId, short, usable, estimated, textOf(adu), suggested];
}

/** Row by row, because a row may be large; each stands by itself, and the next sweep finds what was left. */
async function bringInLine(table: Table, { country, now }: SweptCountry, wanted: ReadonlyMap<string, Key & StoredRow>) {
  const partition = countryPartition(country);
  const [totals, served] = await Promise.all([
    getRow(table, totalsKey(country), { consistent: true }),
    queryAll(table, { partition, prefix: SERVED, consistent: true }),
  ]);
  const stored = [...(totals ? [totals] : []), ...served];
  if (stored.some(({ asOf }) => typeof asOf === 'string' && asOf > now)) return null;
  const before = new Map(stored.map((row) => [String(row.SK), row]));
  const writes = [...wanted.values()].flatMap((row) => {
    const old = before.get(row.SK);
    if (old !== undefined && JSON.stringify(old.items) === JSON.stringify(row.items)) return [];
    const v = typeof old?.v === 'number' ? old.v + 1 : 1;
    return [put(row.SK, { ...row, asOf: now, v }, asRead(old))];
  });
  const gone = served.filter(({ SK }) => !wanted.has(String(SK)));
  writes.push(...gone.map((row) => remove('served', { PK: partition, SK: String(row.SK) }, asRead(row))));
  for (const write of writes) {
    const outcome = await transact(table, [write]);
    if (outcome.kind !== 'done') return again(outcome);
  }
  return null;
}
