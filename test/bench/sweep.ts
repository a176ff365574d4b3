/** A sweep that changes nothing, against bare queries of the same partitions: flat in the number of facilities and in their age. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { localDay } from '#shared/domain/day.ts';
import { loadWorld } from '#shared/store/evaluation-world.ts';
import { facilityPartition, SNAPSHOT } from '#shared/store/keys.ts';
import { readSnapshot } from '#shared/store/snapshot.ts';
import { openTable, type Table } from '#shared/store/table.ts';
import { evaluateFacility } from '../../functions/jobs/evaluate-facility.ts';
import { startEngine } from '../support/engine.ts';
import { compare, type Line, rateOf } from './measure.ts';
import { type Books, facilityRows, seedCountry, writeAll } from './place.ts';

/** Facilities that a worker looks at side by side. */
const LANES = 4;
const SAMPLE = 300;
const ROUNDS = 9;

const idOf = (group: string, index: number) => `UG-${group}-${index}`;

/** What a client of the table would do: one query, rows as plain objects. */
async function bareQuery(table: Table, facilityId: string): Promise<void> {
  await table.documents.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'PK = :p AND begins_with(SK, :s)',
      ExpressionAttributeValues: { ':p': facilityPartition(facilityId), ':s': SNAPSHOT },
      ConsistentRead: true,
    }),
  );
}

interface Group {
  readonly name: string;
  readonly size: number;
  readonly books: Books;
}

const rateName = (group: Group, what: 'sweep' | 'bare') => `${what} ${group.name}`;

/** Stores a group's facilities and sweeps them once: that writes summaries and alerts, and from then on nothing changes. */
async function prepare(table: Table, { name, size, books }: Group, sweep: (id: string) => Promise<void>) {
  const rowsOf = facilityRows(books);
  for (let start = 0; start < size; start += 500) {
    const ids = Array.from({ length: Math.min(500, size - start) }, (_, index) => idOf(name, start + index));
    await writeAll(table, ids.flatMap(rowsOf));
  }
  await rateOf(size, LANES, (_, index) => sweep(idOf(name, index)));
}

/** Rates of sweeping and of bare queries for each group, all in the same interleaved rounds. */
async function measure(table: Table, groups: readonly Group[], nowMs: number): Promise<Record<string, number>> {
  const world = await loadWorld(table, 'UG');
  if (world === undefined) throw new Error('no country');
  const deps = { table, now: () => new Date(nowMs), newId: () => 'id' };
  const sweep = (id: string) => evaluateFacility(id, world, nowMs, deps);
  for (const group of groups) await prepare(table, group, sweep);
  const contenders = groups.flatMap((group) => {
    const spread = (index: number) => idOf(group.name, Math.floor((index * group.size) / SAMPLE));
    const run = (one: (id: string) => Promise<void>) => () => rateOf(SAMPLE, LANES, (_, index) => one(spread(index)));
    return [
      [rateName(group, 'sweep'), run(sweep)],
      [rateName(group, 'bare'), run((id) => bareQuery(table, id))],
    ] as const;
  });
  return await compare(ROUNDS, Object.fromEntries(contenders));
}

async function snapshotUnits(table: Table, books: Books): Promise<number> {
  await writeAll(table, facilityRows(books)('UG-LARGE'));
  let read = 0;
  const metered = openTable(table.name, {
    documents: table.documents,
    onUnits: (units) => {
      read += units.read;
    },
  });
  await readSnapshot(metered, 'UG-LARGE');
  return read;
}

const whole = (value: number) => Math.round(value).toLocaleString('en');
const ratio = (value: number) => value.toFixed(2);

/** Lines of the table; `full` adds 20,000 facilities. */
export async function benchSweep(full: boolean): Promise<Line[]> {
  const engine = await startEngine();
  try {
    const { table } = engine;
    await seedCountry(table);
    const nowMs = Date.now();
    const today = localDay(nowMs, 'Africa/Kampala');
    const group = (size: number, weeks: number, withLedger = false): Group => ({
      name: `${size}-${weeks}`,
      size,
      books: { items: 5, weeks, today, withLedger },
    });
    const month = group(100, 5, true);
    const years = group(100, 156, true);
    const large = [1000, 5000, ...(full ? [20_000] : [])].map((size) => group(size, 5));
    const groups = [month, years, ...large];
    const rates = await measure(table, groups, nowMs);
    const sweepOf = (each: Group) => rates[rateName(each, 'sweep')] ?? Number.NaN;
    const lines = groups.map((each): Line => {
      const bare = rates[rateName(each, 'bare')] ?? Number.NaN;
      const part = sweepOf(each) / bare;
      return {
        what: `${whole(each.size)} facilities of 5 items, ${each.books.weeks} weeks of history`,
        measured: `${whole(sweepOf(each))} facilities a second, ${ratio(part)} of ${whole(bare)} bare queries`,
        budget: 'at least 0.70',
        kept: part >= 0.7,
      };
    });
    const flat = (what: string, value: number) =>
      lines.push({ what, measured: `${ratio(value)} of the rate`, budget: 'at least 0.80', kept: value >= 0.8 });
    flat('three years of history against one month', sweepOf(years) / sweepOf(month));
    for (const each of large) flat(`${whole(each.size)} facilities against 100`, sweepOf(each) / sweepOf(month));
    const units = await snapshotUnits(table, { items: 200, weeks: 156, today, withLedger: false });
    const what = 'snapshot of a facility with 200 items';
    lines.push({ what, measured: `${units} read units`, budget: 'at most 30', kept: units <= 30 });
    return lines;
  } finally {
    await engine.stop();
  }
}
