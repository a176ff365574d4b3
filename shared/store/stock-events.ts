/** Stock documents as they lie in the table, and the marks that reverse them. */
import * as z from 'zod';
import { type StockEventAnswer, stockEventAnswer } from '../contract/stock.ts';
import type { Day } from '../domain/day.ts';
import type { LineKind } from '../domain/stock/ledger.ts';
import { eventKey, type Key, reversalKey } from './keys.ts';
import type { StoredRow } from './table.ts';

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
});

/** The row of a document. */
export function eventToRow(event: StoredEvent): Key & StoredRow {
  return { ...eventKey(event.eventId), ...event };
}

/** Reads a document; undefined where there is none. Throws on a row that is none. */
export function eventFromRow(row: StoredRow | undefined): StoredEvent | undefined {
  return row === undefined ? undefined : eventRow.parse(row);
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
