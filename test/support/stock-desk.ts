/** A facility's desk in a real table: documents go in as the operation takes them, and every call to the table is seen. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ApiRequest, Reply } from '#kit/request.ts';
import type { StockEventAnswer, stockRows } from '#shared/contract/stock.ts';
import { stockEventBody } from '#shared/contract/stock-events.ts';
import { type FieldError, isRefusal } from '#shared/domain/refusal.ts';
import { countryIndex, countryKey, facilityIndex, facilityKey, itemKey } from '#shared/store/keys.ts';
import { openTable, type StoredRow, type Table } from '#shared/store/table.ts';
import { put, transact } from '#shared/store/transact.ts';
import { recordStockEvent } from '../../functions/stock/record-event.ts';

type Row = typeof stockRows.recordStockEvent;

export const UPPER = 'UG-LUZIRA-UPPER';
export const NOW = new Date('2026-11-20T09:00:00.000Z');
/** Items `i01` to `i46`, planned by rate, in the catalogue of the desk. */
export const ITEMS = Array.from({ length: 46 }, (_, index) => `i${String(index + 1).padStart(2, '0')}`);

/** One call to the table: the command's class and its input. */
export interface TableCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface Watch {
  readonly calls: TableCall[];
  /** Reads that began while no other read was on its way: what has to wait for what. */
  readRounds: number;
  /** Runs before a call is sent; a thrown error is what the caller gets. */
  before: (call: TableCall) => Promise<void>;
  /** Runs after a call was answered; a thrown error takes the answer's place. */
  after: (call: TableCall) => Promise<void>;
}

/** The same table with every call seen, and no waiting between attempts. */
export function watched(table: Table): { readonly table: Table; readonly watch: Watch } {
  const watch: Watch = { calls: [], readRounds: 0, before: async () => undefined, after: async () => undefined };
  let reading = 0;
  const send = async (command: { readonly input: object }) => {
    const call = { name: command.constructor.name, input: { ...command.input } };
    const read = call.name !== 'TransactWriteCommand';
    watch.calls.push(call);
    if (read && reading++ === 0) watch.readRounds++;
    try {
      await watch.before(call);
      const answer: unknown = await Reflect.apply(table.documents.send, table.documents, [command]);
      await watch.after(call);
      return answer;
    } finally {
      if (read) reading--;
    }
  };
  const documents: DynamoDBDocumentClient = new Proxy(table.documents, {
    get: (target, property) => (property === 'send' ? send : Reflect.get(target, property)),
  });
  return { table: openTable(table.name, { documents, pause: async () => undefined }), watch };
}

/** Stores a country, a catalogue of 46 items with soap and masks, and a facility in Kampala's zone. */
export async function seedPlace(
  table: Table,
  facilityId: string,
  change: { readonly body?: StoredRow; readonly history?: readonly { from: number; mode: string }[] } = {},
): Promise<void> {
  const country = { timeZone: 'Africa/Kampala', locales: ['en-UG'] };
  const item = (itemId: string) =>
    put(itemId, {
      ...itemKey(itemId),
      itemId,
      v: 1,
      body: { names: { en: itemId }, unit: 'piece', planning: 'rate', criticality: 'vital' },
    });
  const body = { name: facilityId, country: 'UG', kind: 'prison', timeZone: 'Africa/Kampala', bookkeeping: 'counts' };
  const history = change.history ?? [{ from: 0, mode: 'counts' }];
  await transact(table, [
    put('country', { ...countryKey('UG'), ...countryIndex('UG'), country: 'UG', v: 1, body: country }),
    ...['soap-bar', 'mask-medical', ...ITEMS].map(item),
    put('facility', {
      ...facilityKey(facilityId),
      ...facilityIndex('UG', facilityId),
      facilityId,
      v: 1,
      createdOn: 20_000,
      bookkeepingHistory: history,
      body: { ...body, ...change.body },
    }),
  ]);
}

let serial = 0;
/** A UUIDv7-like id that sorts by the order of making. */
export function newEventId(): string {
  return `01996f6e-7c00-7000-8000-${String(++serial).padStart(12, '0')}`;
}

export interface Said {
  readonly status: number;
  /** Code of a refusal. */
  readonly code: string | null;
  readonly detail: string;
  /** What is wrong with which field, where it was refused. */
  readonly errors?: readonly FieldError[];
  readonly answer: StockEventAnswer | null;
}

/** Sends a document as a facility's manager would; the body is as a client writes it. */
export async function sendEvent(
  table: Table,
  facilityId: string,
  eventId: string,
  body: unknown,
  now: Date = NOW,
): Promise<Said> {
  const request: ApiRequest<Row> = {
    params: { facilityId, eventId },
    query: undefined,
    body: stockEventBody.parse(body),
    member: 'manager.luzira@example.org',
    grants: [{ role: 'facility-manager', scope: facilityId }],
    now,
    requestId: 'request',
    onlyCreate: false,
    idempotencyKey: '',
  };
  const outcome = await recordStockEvent(request, { table, now: () => now, newId: newEventId });
  if (isRefusal(outcome)) {
    const { code, detail, errors = [] } = outcome;
    return { status: 0, code, detail, errors, answer: null };
  }
  const reply: Reply<Row> = outcome;
  return { status: reply.status ?? 200, code: null, detail: '', answer: reply.body };
}

const at = (iso: string) => (iso.length === 10 ? `${iso}T08:00:00.000Z` : iso);

/** Bodies of documents about soap, at 8:00 UTC where only a date is given. */
export const soap = {
  count: (on: string, quantity: number, more: StoredRow = {}) => ({
    kind: 'count',
    occurredAt: at(on),
    lines: [{ itemId: 'soap-bar', quantity }],
    ...more,
  }),
  issue: (on: string, quantity: number) => ({
    kind: 'issue',
    occurredAt: at(on),
    lines: [{ itemId: 'soap-bar', quantity }],
  }),
  receipt: (on: string, quantity: number) => ({
    kind: 'receipt',
    source: 'purchase',
    occurredAt: at(on),
    lines: [{ itemId: 'soap-bar', quantity }],
  }),
  reversal: (reverses: string) => ({ kind: 'reversal', reverses }),
} as const;
