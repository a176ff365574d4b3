/** A small programme in a real table for alert tests: one country, two items, and facilities that count when told to. */
import { parseDay, showDay } from '#shared/domain/day.ts';
import type { LedgerLine } from '#shared/domain/stock/ledger.ts';
import { countryIndex, countryKey, facilityIndex, facilityKey, itemKey } from '#shared/store/keys.ts';
import { loadPositions, postLines } from '#shared/store/positions.ts';
import type { Table } from '#shared/store/table.ts';
import { put, transact } from '#shared/store/transact.ts';

export const UPPER = 'UG-LUZIRA-UPPER';

export function day(iso: string): number {
  const number = parseDay(iso);
  if (number === undefined) throw new Error(`not a date: ${iso}`);
  return number;
}

/** A country with a standard list of `listed` items for prisons; soap is vital, masks are essential. */
export async function seedProgramme(table: Table, listed: readonly string[] = ['soap-bar']): Promise<void> {
  const country = {
    ...countryKey('UG'),
    ...countryIndex('UG'),
    country: 'UG',
    v: 1,
    body: { timeZone: 'Africa/Kampala', locales: ['en-UG'], standardLists: { prison: [...listed] } },
  };
  const item = (itemId: string, criticality: string) => ({
    ...itemKey(itemId),
    itemId,
    v: 1,
    body: { names: { en: itemId }, unit: 'piece', planning: 'rate', criticality },
  });
  const items = new Set(['soap-bar', 'mask-medical', ...listed]);
  await transact(table, [
    put('country', country),
    ...[...items].map((itemId) => put(itemId, item(itemId, itemId === 'mask-medical' ? 'essential' : 'vital'))),
  ]);
}

/** Stores a prison in Kampala's zone, replacing the one of that id. */
export async function seedFacility(
  table: Table,
  facilityId = UPPER,
  change: {
    readonly body?: Readonly<Record<string, unknown>>;
    readonly v?: number;
    readonly bookkeeping?: 'counts' | 'movements';
  } = {},
): Promise<void> {
  const row = {
    ...facilityKey(facilityId),
    ...facilityIndex('UG', facilityId),
    facilityId,
    v: change.v ?? 1,
    createdOn: day('2026-09-01'),
    bookkeepingHistory: [{ from: 0, mode: change.bookkeeping ?? 'counts' }],
    body: {
      name: facilityId,
      country: 'UG',
      kind: 'prison',
      timeZone: 'Africa/Kampala',
      bookkeeping: change.bookkeeping ?? 'counts',
      ...change.body,
    },
  };
  await transact(table, [put('facility', row)]);
}

let serial = 0;

/** Takes whole counts of one item into the books, each at noon UTC of its date; the lines that it wrote. */
export async function seedCounts(
  table: Table,
  facilityId: string,
  itemId: string,
  counts: readonly (readonly [date: string, quantity: number])[],
): Promise<LedgerLine[]> {
  const lines: LedgerLine[] = [];
  for (const [date, quantity] of counts) {
    const line: LedgerLine = {
      itemId,
      occurredAt: `${showDay(day(date))}T12:00:00.000Z`,
      day: day(date),
      eventId: `event-${String(++serial).padStart(6, '0')}`,
      kind: 'count',
      entries: [{ lot: null, expiry: null, quantity }],
      count: { bookkeeping: 'counts' },
    };
    const notes = { recordedAt: line.occurredAt, recordedBy: 'manager.luzira@example.org' };
    const loaded = await loadPositions(table, facilityId, [itemId]);
    const { writes } = await postLines(table, facilityId, [line], loaded, notes);
    const outcome = await transact(table, writes);
    if (outcome.kind !== 'done') throw new Error(`not stored: ${outcome.kind}`);
    lines.push(line);
  }
  return lines;
}

/** Ten a day for two weeks, 100 left on 20 November 2026: ten days of cover. */
export const tenDaysLeft = [
  ['2026-11-06', 240],
  ['2026-11-13', 170],
  ['2026-11-20', 100],
] as const;
