/** Facilities with books of any age, written straight into a table: what a sweep finds after years of use. */
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type Day, showDay } from '#shared/domain/day.ts';
import { fold } from '#shared/domain/stock/fold.ts';
import type { LedgerLine } from '#shared/domain/stock/ledger.ts';
import { stateToRow } from '#shared/store/item-state-row.ts';
import {
  countryIndex,
  countryKey,
  facilityIndex,
  facilityKey,
  itemKey,
  type Key,
  reportsKey,
} from '#shared/store/keys.ts';
import { lineToRow } from '#shared/store/ledger-row.ts';
import { reportCounters } from '#shared/store/positions.ts';
import type { StoredRow, Table } from '#shared/store/table.ts';

type Row = Key & StoredRow;
const BATCH = 25;
const WRITERS = 4;

/** Stores rows, replacing what is there. */
export async function writeAll(table: Table, rows: readonly Row[]): Promise<void> {
  const batches: Row[][] = [];
  for (let start = 0; start < rows.length; start += BATCH) batches.push(rows.slice(start, start + BATCH));
  const writer = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      const requests = batch.map((Item) => ({ PutRequest: { Item } }));
      await table.documents.send(new BatchWriteCommand({ RequestItems: { [table.name]: requests } }));
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
}

export const ITEMS = Array.from({ length: 200 }, (_, index) => `item-of-hygiene-${String(index).padStart(3, '0')}`);

/** A country whose prisons stock the first five items, and a catalogue of 200. */
export async function seedCountry(table: Table): Promise<void> {
  const body = { timeZone: 'Africa/Kampala', locales: ['en-UG'], standardLists: { prison: ITEMS.slice(0, 5) } };
  const item = { unit: 'piece', planning: 'rate', criticality: 'essential', packs: [{ name: 'carton', size: 25 }] };
  await writeAll(table, [
    { ...countryKey('UG'), ...countryIndex('UG'), country: 'UG', v: 1, body },
    ...ITEMS.map((itemId) => ({ ...itemKey(itemId), itemId, v: 1, body: { ...item, names: { en: itemId } } })),
  ]);
}

/** Counts every week up to `today` by one person, 40 a day, filled up every eight weeks, of one item. */
function weeklyCounts(itemId: string, weeks: number, today: Day): LedgerLine[] {
  return Array.from({ length: weeks }, (_, index) => {
    const day = today - (weeks - 1 - index) * 7;
    const entry = { lot: `L${Math.floor(index / 8)}`, expiry: today + 400, quantity: 4000 - (index % 8) * 280 };
    return {
      itemId,
      day,
      occurredAt: `${showDay(day)}T08:00:00.000Z`,
      eventId: `01996f6e-7c00-7000-8000-${String(index).padStart(12, '0')}`,
      kind: 'count',
      entries: [entry],
      count: { bookkeeping: 'counts', countedBy: 'Store officer' },
    };
  });
}

export interface Books {
  readonly items: number;
  readonly weeks: number;
  readonly today: Day;
  /** Also the ledger lines, which a sweep never reads. */
  readonly withLedger: boolean;
}

/** All rows of a facility with such books. Positions of one shape are folded once and copied. */
export function facilityRows({ items, weeks, today, withLedger }: Books): (facilityId: string) => Row[] {
  const lines = weeklyCounts('', weeks, today);
  const { state } = fold(null, lines);
  const notes = { recordedAt: `${showDay(today)}T08:05:00.000Z`, recordedBy: 'manager@example.org' };
  const ids = ITEMS.slice(0, items);
  return (facilityId) => {
    const body = { name: facilityId, country: 'UG', kind: 'prison', timeZone: 'Africa/Kampala', bookkeeping: 'counts' };
    return [
      {
        ...facilityKey(facilityId),
        ...facilityIndex('UG', facilityId),
        facilityId,
        v: 1,
        createdOn: today - weeks * 7,
        bookkeepingHistory: [{ from: 0, mode: 'counts' }],
        body,
      },
      { ...reportsKey(facilityId), ...reportCounters(lines.filter((line) => line.day > today - 400)) },
      ...ids.map((itemId) => {
        const position = state && { ...state, itemId };
        return stateToRow(facilityId, { itemId, state: position, v: weeks, closedThrough: null });
      }),
      ...(withLedger
        ? ids.flatMap((itemId) => lines.map((line) => lineToRow(facilityId, { ...line, itemId }, notes)))
        : []),
    ];
  };
}
