/** The row of a ledger line: what was recorded, with what a stock card shows beside it. */
import * as z from 'zod';
import { adjustmentReasons, type LedgerLine, type LineKind, orderKey } from '../domain/stock/ledger.ts';
import { type Key, ledgerKey } from './keys.ts';
import type { StoredRow } from './table.ts';

const kinds = [
  'count',
  'partial-count',
  'issue',
  'receipt',
  'adjustment',
  'dispatch',
  'reversal',
] as const satisfies readonly LineKind[];

const attributes = z.object({
  itemId: z.string(),
  occurredAt: z.string(),
  day: z.int(),
  eventId: z.string(),
  kind: z.enum(kinds),
  /** Lot, expiry, quantity, 1 for kept apart, reason. */
  e: z.array(
    z.tuple([
      z.string().nullable(),
      z.int().nullable(),
      z.int(),
      z.union([z.literal(0), z.literal(1)]),
      z.enum(adjustmentReasons).nullable(),
    ]),
  ),
  count: z
    .object({
      bookkeeping: z.enum(['counts', 'movements']),
      outSince: z.int().optional(),
      daysOut: z.int().optional(),
      difference: z.literal('used').optional(),
      countedBy: z.string().optional(),
    })
    .optional(),
  reverses: z.string().optional(),
  reversedKind: z.enum(kinds).optional(),
  shipmentId: z.string().optional(),
  note: z.string().optional(),
  flags: z.array(z.string()).optional(),
  recordedAt: z.string(),
  recordedBy: z.string(),
});

/** What is kept beside a line and changes no figure. */
export interface LineNotes {
  readonly note?: string | undefined;
  /** Codes of the flags that the line raised when it was recorded. */
  readonly flags?: readonly string[] | undefined;
  /** Instant, ISO UTC, and sign-in name. */
  readonly recordedAt: string;
  readonly recordedBy: string;
}

export interface StoredLine {
  readonly line: LedgerLine;
  readonly notes: LineNotes;
}

/** The row of a line. */
export function lineToRow(facilityId: string, line: LedgerLine, notes: LineNotes): Key & StoredRow {
  const { entries, ...rest } = line;
  return {
    ...ledgerKey(facilityId, line.itemId, orderKey(line)),
    ...rest,
    e: entries.map((entry) => [entry.lot, entry.expiry, entry.quantity, entry.held ? 1 : 0, entry.reason ?? null]),
    note: notes.note,
    flags: notes.flags && notes.flags.length > 0 ? notes.flags : undefined,
    recordedAt: notes.recordedAt,
    recordedBy: notes.recordedBy,
  };
}

/** Reads a line. Throws on a row that is none. */
export function lineFromRow(row: StoredRow): StoredLine {
  const { e, note, flags, recordedAt, recordedBy, ...rest } = attributes.parse(row);
  const entries = e.map(([lot, expiry, quantity, held, reason]) => ({
    lot,
    expiry,
    quantity,
    ...(held === 1 ? { held: true as const } : {}),
    ...(reason === null ? {} : { reason }),
  }));
  return { line: { ...rest, entries }, notes: { note, flags, recordedAt, recordedBy } };
}
