/** Stock documents as they lie in the table, and the marks that reverse them. */
import * as z from 'zod';
import { type StockEventAnswer, stockEventAnswer } from '../contract/stock.ts';
import type { Day } from '../domain/day.ts';
import type { LedgerLine, LineKind } from '../domain/stock/ledger.ts';
import { ABSENT } from './conditions.ts';
import { eventKey, type Key, reversalKey } from './keys.ts';
import type { StoredRow } from './table.ts';
import { put, type Write } from './transact.ts';

export interface StoredEvent {
  readonly eventId: string;
  readonly facilityId: string;
  /** `reversal`, or the kind of ledger line that it wrote. */
  readonly kind: LineKind;
  readonly hash: string;
  /** As it was sent, without `confirm`. */
  readonly body: StoredRow;
  readonly answer: StockEventAnswer;
  /** When and about what it was: what a reversal needs to be dated as it. */
  readonly occurredAt: string;
  readonly day: Day;
  readonly itemIds: readonly string[];
  /** Instant, ISO UTC, and sign-in name. */
  readonly recordedAt: string;
  readonly recordedBy: string;
  /** Of what a shipment wrote: only the id is kept here, the document is the shipment's. */
  readonly shipmentId?: string | undefined;
}

const eventRow = z.object({
  eventId: z.string(),
  facilityId: z.string(),
  kind: z.enum(['count', 'partial-count', 'issue', 'receipt', 'adjustment', 'dispatch', 'reversal']),
  hash: z.string(),
  body: z.record(z.string(), z.unknown()),
  answer: stockEventAnswer,
  occurredAt: z.string(),
  day: z.int(),
  itemIds: z.array(z.string()),
  recordedAt: z.string(),
  recordedBy: z.string(),
  shipmentId: z.string().optional(),
});

/** The row of a document. */
export function eventToRow(event: StoredEvent): Key & StoredRow {
  return { ...eventKey(event.eventId), ...event };
}

/** Reads a document; undefined where there is none. Throws on a row that is none. */
export function eventFromRow(row: StoredRow | undefined): StoredEvent | undefined {
  return row === undefined ? undefined : eventRow.parse(row);
}

/** Name of the write that takes the id of a shipment's ledger lines: when its condition fails, another document has it. */
export const EVENT_ID_WRITE = 'event-id';

/**
 * Takes the id under which a shipment writes ledger lines, so that no other document of the ledger can have it. Nothing
 * where it writes none. The content of a stock event is never the same: its hash is not empty.
 */
export function shipmentEvent(
  facilityId: string,
  shipmentId: string,
  [line]: readonly LedgerLine[],
  { recordedAt, recordedBy }: Pick<StoredEvent, 'recordedAt' | 'recordedBy'>,
): Write[] {
  if (line === undefined) return [];
  const { eventId, kind, occurredAt, day } = line;
  const answer = { eventId, positions: [], flags: [] };
  const dated = { occurredAt, day, recordedAt, recordedBy };
  const event = { eventId, facilityId, shipmentId, kind, hash: '', body: {}, answer, itemIds: [], ...dated };
  return [put(EVENT_ID_WRITE, eventToRow(event), ABSENT)];
}

/** Says that an event is reversed, or will be as soon as it arrives. */
export interface Reversal {
  readonly originalId: string;
  readonly facilityId: string;
  readonly reversalId: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
}

const reversalRow = z.object({
  originalId: z.string(),
  facilityId: z.string(),
  reversalId: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string(),
});

/** The row of a reversal's mark. */
export function reversalToRow(reversal: Reversal): Key & StoredRow {
  return { ...reversalKey(reversal.originalId, reversal.facilityId), ...reversal };
}

/** Reads a reversal's mark; undefined where there is none. */
export function reversalFromRow(row: StoredRow | undefined): Reversal | undefined {
  return row === undefined ? undefined : reversalRow.parse(row);
}
