/** The row of a position, and of a monthly closing, which holds a position too. */
import * as z from 'zod';
import type { Month } from '../domain/day.ts';
import type { Closing } from '../domain/stock/closing.ts';
import { type Anchor, FOREVER, type ItemState } from '../domain/stock/item-state.ts';
import { adjustmentReasons } from '../domain/stock/ledger.ts';
import { monthsFrom, monthsText, segmentsFrom, segmentsText } from './item-state-text.ts';
import { closingKey, itemStateKey, type Key } from './keys.ts';
import type { StoredRow } from './table.ts';

const int = z.int();
const day = int;
const month = z.string().length(7);
const losses = z.partialRecord(z.enum(adjustmentReasons), int);

/** Attribute names are one letter each: with two hundred items in a snapshot, names are weight. */
const positionAttributes = z.object({
  f: day,
  k: z.string(),
  d: day,
  /** Lots: number, expiry, on the shelf, kept apart. */
  l: z.array(z.tuple([z.string().nullable(), day.nullable(), int, int])).default([]),
  /** Open withdrawals: month, withdrawn, expired. */
  o: z.tuple([month, int, int]),
  /** Anchor: event, instant, day, quantity, 1 for movements, who, good through; 1 for a conflict and the book before, where there is either. */
  a: z
    .tuple([
      z.string(),
      z.string(),
      day,
      int,
      z.union([z.literal(0), z.literal(1)]),
      z.string().nullable(),
      day,
      int.optional(),
      int.nullable().optional(),
    ])
    .optional(),
  /** Open span: received, adjusted, issued, first received on; dispatched, where anything was. */
  s: z.tuple([int, int, int, day.nullable(), int.optional()]).optional(),
  /** Last received on. */
  r: day.optional(),
  y: z.string().default(''),
  p: z.string().default(''),
  g: z.string().default(''),
  m: z.string().default(''),
  /** Flows of the month: opening, received, dispatched. */
  w: z.tuple([int, int, int]),
  x: losses.optional(),
});

const storedAttributes = z.object({ itemId: z.string(), v: int, c: month.optional() });

/** A position as it lies in the table: version 0 means that there is no row yet. */
export interface StoredState {
  readonly itemId: string;
  readonly state: ItemState | null;
  readonly v: number;
  /** Last month whose closing is valid; null where none is. */
  readonly closedThrough: Month | null;
}

/** The table keeps no order of a map's keys; rows that say the same must read the same. */
function inOrder<T>(map: Readonly<Partial<Record<string, T>>>): Record<string, T | undefined> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A last figure of a tuple, left out where it is 0. */
const unlessUsual = (figure: number): number[] => (figure === 0 ? [] : [figure]);

function doubtsOf({ conflict, book }: Anchor): (number | null)[] {
  return book === null && !conflict ? [] : [conflict ? 1 : 0, book];
}

function attributesOf(state: ItemState): Record<string, unknown> {
  const { span, anchor } = state;
  const { received, adjusted, issued, dispatched } = span;
  const spanIsEmpty =
    received === 0 && adjusted === 0 && issued === 0 && dispatched === 0 && span.firstReceivedOn === null;
  return {
    f: state.firstDay,
    k: state.lastKey,
    d: state.lastDay,
    l: state.lots.length === 0 ? undefined : state.lots.map((lot) => [lot.lot, lot.expiry, lot.quantity, lot.held]),
    o: [state.open.month, state.open.withdrawn, state.open.expired],
    a:
      anchor === null
        ? undefined
        : [
            anchor.eventId,
            anchor.occurredAt,
            anchor.day,
            anchor.quantity,
            anchor.bookkeeping === 'movements' ? 1 : 0,
            anchor.countedBy,
            anchor.goodThrough,
            ...doubtsOf(anchor),
          ],
    s: spanIsEmpty ? undefined : [received, adjusted, issued, span.firstReceivedOn, ...unlessUsual(dispatched)],
    r: state.lastReceivedOn ?? undefined,
    y: segmentsText(state.days) || undefined,
    p: monthsText(state.olderDays) || undefined,
    g: segmentsText(state.segments) || undefined,
    m: monthsText(state.months) || undefined,
    w: [state.flows.opening, state.flows.received, state.flows.dispatched],
    x: Object.keys(state.flows.losses).length === 0 ? undefined : inOrder(state.flows.losses),
  };
}

function stateOf(itemId: string, row: z.output<typeof positionAttributes>): ItemState {
  const [openMonth, withdrawn, expired] = row.o;
  const [opening, received, dispatched] = row.w;
  return {
    itemId,
    firstDay: row.f,
    lastKey: row.k,
    lastDay: row.d,
    lastReceivedOn: row.r ?? null,
    lots: row.l.map(([lot, expiry, quantity, held]) => ({ lot, expiry, quantity, held })),
    open: { month: openMonth, withdrawn, expired },
    anchor: row.a
      ? {
          eventId: row.a[0],
          occurredAt: row.a[1],
          day: row.a[2],
          quantity: row.a[3],
          bookkeeping: row.a[4] === 1 ? 'movements' : 'counts',
          countedBy: row.a[5],
          goodThrough: Math.min(row.a[6], FOREVER),
          conflict: row.a[7] === 1,
          book: row.a[8] ?? null,
        }
      : null,
    span: row.s
      ? {
          received: row.s[0],
          adjusted: row.s[1],
          issued: row.s[2],
          firstReceivedOn: row.s[3],
          dispatched: row.s[4] ?? 0,
        }
      : { received: 0, adjusted: 0, issued: 0, dispatched: 0, firstReceivedOn: null },
    days: segmentsFrom(row.y),
    olderDays: monthsFrom(row.p),
    segments: segmentsFrom(row.g),
    months: monthsFrom(row.m),
    flows: { month: openMonth, opening, received, dispatched, losses: row.x ?? {} },
  };
}

/** The row of a position. `v` is the version it will have. */
export function stateToRow(facilityId: string, stored: StoredState): Key & StoredRow {
  return {
    ...itemStateKey(facilityId, stored.itemId),
    itemId: stored.itemId,
    v: stored.v,
    c: stored.closedThrough ?? undefined,
    // A position that lost all its lines to reversals keeps its row, so that its version goes on counting.
    ...(stored.state === null ? { gone: true } : attributesOf(stored.state)),
  };
}

/** Reads a position; without a row, version 0. Throws on a row that is none. */
export function stateFromRow(itemId: string, row: StoredRow | undefined): StoredState {
  if (row === undefined) return { itemId, state: null, v: 0, closedThrough: null };
  const parsed = storedAttributes.parse(row);
  const state = row.gone === true ? null : stateOf(parsed.itemId, positionAttributes.parse(row));
  return { itemId: parsed.itemId, state, v: parsed.v, closedThrough: parsed.c ?? null };
}

const closingRow = positionAttributes.extend({
  itemId: z.string(),
  month,
  opening: int,
  closing: int,
  held: int,
  received: int,
  dispatched: int,
  used: int,
  losses,
  stockDays: int,
  daysOut: int,
});

/** The row of a monthly closing; `beside` is what else was true then (status, levels, head count). */
export function closingToRow(facilityId: string, closing: Closing, beside: StoredRow): Key & StoredRow {
  const { state, ...figures } = closing;
  return {
    ...closingKey(facilityId, closing.itemId, closing.month),
    ...figures,
    ...attributesOf(state),
    beside,
  };
}

/** Reads the figures and the position of a closing. Throws on a row that is none. */
export function closingFromRow(row: StoredRow): Closing {
  const parsed = closingRow.parse(row);
  const { itemId, opening, closing, held, received, dispatched, used, stockDays, daysOut } = parsed;
  return {
    itemId,
    month: parsed.month,
    state: stateOf(itemId, parsed),
    opening,
    closing,
    held,
    received,
    dispatched,
    used,
    losses: parsed.losses,
    stockDays,
    daysOut,
  };
}
