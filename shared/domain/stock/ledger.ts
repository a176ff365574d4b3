/** What the ledger holds: one line per stock document and item, and the total order in which lines take effect. */
import type { Day } from '../day.ts';

/** How a facility keeps its books: a weekly count, or every issue logged. */
export type Bookkeeping = 'counts' | 'movements';

export const adjustmentReasons = [
  'damaged',
  'expired',
  'lost',
  'stolen',
  'found',
  'returned',
  'given-away',
  'sold',
  'correction',
  'other',
] as const;
export type AdjustmentReason = (typeof adjustmentReasons)[number];

/** `dispatch` leaves a facility on a shipment; `receipt` also stands for what a shipment brought. */
export type LineKind = 'count' | 'partial-count' | 'issue' | 'receipt' | 'adjustment' | 'dispatch' | 'reversal';

/** One lot's part of a line. Movements are signed (an issue is negative); counts say what stands there, 0 or more. */
export interface LineEntry {
  /** Lot number as keyed (see `lotKey`), or null for stock without a lot. */
  readonly lot: string | null;
  /** Last good day, inclusive; null when unknown. */
  readonly expiry: Day | null;
  /** Units of issue. */
  readonly quantity: number;
  /** The quantity is kept apart (damaged on arrival): in `onHand`, never usable, in no count and no span. */
  readonly held?: true;
  readonly reason?: AdjustmentReason;
}

/** What a count says beside its quantities. */
export interface CountFacts {
  /** The facility's bookkeeping on the day of the count. */
  readonly bookkeeping: Bookkeeping;
  /** First day without stock. */
  readonly outSince?: Day;
  readonly daysOut?: number;
  /** Under `movements`: what is missing was used, not lost. */
  readonly difference?: 'used';
  /** Function or initials of who counted. */
  readonly countedBy?: string;
}

export interface LedgerLine {
  readonly itemId: string;
  /** Instant, ISO 8601 UTC with milliseconds. */
  readonly occurredAt: string;
  /** The facility's local day of `occurredAt`. */
  readonly day: Day;
  readonly eventId: string;
  readonly kind: LineKind;
  readonly entries: readonly LineEntry[];
  /** Whole and partial counts only. */
  readonly count?: CountFacts;
  /** Reversals only: the event that leaves no trace. A reversal is dated as that event. */
  readonly reverses?: string;
  /** Reversals only: what kind of line they take back. */
  readonly reversedKind?: LineKind;
  readonly shipmentId?: string;
}

/** Lot numbers are compared trimmed and in upper case; a blank one is no lot. */
export function lotKey(lot: string | undefined): string | null {
  const key = lot?.trim().toUpperCase();
  return key ? key : null;
}

/** Counts come last among lines of the same instant. */
export function rankOf(kind: LineKind): 0 | 1 {
  return kind === 'count' || kind === 'partial-count' ? 1 : 0;
}

/** Sort key of the total order: occurredAt, counts last, eventId. Also the tail of the line's key in the table. */
export function orderKey(line: Pick<LedgerLine, 'occurredAt' | 'kind' | 'eventId'>): string {
  return `${line.occurredAt}#${rankOf(line.kind)}#${line.eventId}`;
}
