/** The nightly look at one item: months that ended are closed, and the ledger is folded again beside the position kept. */
import type { Mismatch } from '../domain/alerts/kinds/ledger-mismatch.ts';
import { addMonths, type Day, lastDayOf, type Month, monthOf } from '../domain/day.ts';
import { type BookkeepingSince, bookkeepingOn } from '../domain/facilities/facility.ts';
import { closingOf } from '../domain/stock/closing.ts';
import { firstDifference } from '../domain/stock/difference.ts';
import { fold } from '../domain/stock/fold.ts';
import type { ItemState } from '../domain/stock/item-state.ts';
import type { LedgerLine } from '../domain/stock/ledger.ts';
import { heldOf, shelfOf } from '../domain/stock/lots.ts';
import { versionIs } from './conditions.ts';
import { closingToRow, type StoredState, stateFromRow, stateToRow } from './item-state-row.ts';
import { closingKey, itemStateKey } from './keys.ts';
import { closingBefore, linesAfter } from './positions.ts';
import { getRow } from './read.ts';
import type { StoredRow, Table } from './table.ts';
import { type Again, again, attempt, put, remove, transact, type Write } from './transact.ts';

/** Closings written in one transaction, beside the position. */
const CLOSINGS_PER_WRITE = 90;

export interface ItemCheck {
  readonly itemId: string;
  /** Months closed or closed again. */
  readonly closed: number;
  /** What the book kept and what the ledger says, in units, and where they part first; null where they agree. */
  readonly mismatch: Omit<Mismatch, 'itemId'> | null;
}

export interface CheckRequest {
  readonly facilityId: string;
  readonly itemId: string;
  /** The facility's local day. */
  readonly today: Day;
  readonly bookkeeping: readonly BookkeepingSince[];
  /** What else was true when a month ended (status, levels, head count), kept with its closing. */
  readonly beside: (month: Month) => StoredRow;
}

/**
 * Folds the ledger of an item from its last valid closing, compares the outcome with the position kept, and closes
 * the months that ended. A position that differs is left as it is: people look at it first. Throws TableUnavailable
 * when the item is being written to all the time.
 */
export function checkItem(table: Table, request: CheckRequest): Promise<ItemCheck> {
  return attempt(table, () => checkOnce(table, request));
}

async function checkOnce(table: Table, request: CheckRequest): Promise<ItemCheck | Again> {
  const { facilityId, itemId } = request;
  const stored = await readState(table, facilityId, itemId);
  const base =
    stored.closedThrough === null
      ? null
      : await closingBefore(table, facilityId, itemId, addMonths(stored.closedThrough, 1), stored.closedThrough);
  const lines = (await linesAfter(table, facilityId, itemId, base)).map(({ line }) => line);
  const folded = fold(base, lines).state;
  if (!samePosition(facilityId, stored, folded)) {
    const now = await readState(table, facilityId, itemId);
    if (now.v !== stored.v) return { again: `${itemId} changed while it was checked` };
    const difference = firstDifference(stored.state, folded);
    return { itemId, closed: 0, mismatch: { kept: onHand(stored.state), folded: onHand(folded), difference } };
  }
  if (folded === null) return { itemId, closed: 0, mismatch: null };
  return await close(table, request, stored, base, lines);
}

async function readState(table: Table, facilityId: string, itemId: string): Promise<StoredState> {
  return stateFromRow(itemId, await getRow(table, itemStateKey(facilityId, itemId), { consistent: true }));
}

function onHand(state: ItemState | null): number | null {
  return state === null ? null : shelfOf(state.lots, state.open) + heldOf(state.lots);
}

function samePosition(facilityId: string, stored: StoredState, folded: ItemState | null): boolean {
  const text = (state: ItemState | null) => JSON.stringify(stateToRow(facilityId, { ...stored, state }));
  return text(stored.state) === text(folded);
}

async function close(
  table: Table,
  request: CheckRequest,
  stored: StoredState,
  base: ItemState | null,
  lines: readonly LedgerLine[],
): Promise<ItemCheck | Again> {
  const { facilityId, itemId } = request;
  const until = addMonths(monthOf(request.today), -1);
  const first = stored.closedThrough === null ? firstMonth(lines) : addMonths(stored.closedThrough, 1);
  const writes: Write[] = [];
  let state = base;
  let month = first;
  for (; month !== undefined && month <= until && writes.length < CLOSINGS_PER_WRITE; month = addMonths(month, 1)) {
    const current = month;
    // Folded from the base each time: a count of the month's last day may be superseded only by one of the same day.
    state = fold(
      base,
      lines.filter((line) => monthOf(line.day) <= current),
    ).state;
    if (state === null) {
      // Everything until then was reversed: a closing of before that would bring it back.
      writes.push(remove('closing', closingKey(facilityId, itemId, current)));
      continue;
    }
    const mode = bookkeepingOn(request.bookkeeping, lastDayOf(current));
    writes.push(put('closing', closingToRow(facilityId, closingOf(state, current, mode), request.beside(current))));
  }
  if (writes.length === 0 || month === undefined) return { itemId, closed: 0, mismatch: null };
  const after: StoredState = { ...stored, v: stored.v + 1, closedThrough: addMonths(month, -1) };
  const outcome = await transact(table, [
    put('position', stateToRow(facilityId, after), versionIs(stored.v)),
    ...writes,
  ]);
  return outcome.kind === 'done' ? { itemId, closed: writes.length, mismatch: null } : again(outcome);
}

function firstMonth(lines: readonly LedgerLine[]): Month | undefined {
  return lines.map((line) => monthOf(line.day)).sort()[0];
}
