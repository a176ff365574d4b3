/** Takes ledger lines into the positions of a facility: reads what a late line needs, answers the writes. */
import { addMonths, firstDayOf, type Month, monthOf, showDay } from '../domain/day.ts';
import { fold, isNext } from '../domain/stock/fold.ts';
import type { Flag, ItemState, LotBalance } from '../domain/stock/item-state.ts';
import { type LedgerLine, orderKey } from '../domain/stock/ledger.ts';
import { heldOf, settleLots, shelfOf } from '../domain/stock/lots.ts';
import { step } from '../domain/stock/step.ts';
import { ABSENT, versionIs } from './conditions.ts';
import { closingFromRow, type StoredState, stateFromRow, stateToRow } from './item-state-row.ts';
import { closingKey, closingPrefix, facilityPartition, itemStateKey, ledgerPrefix, reportsKey } from './keys.ts';
import { type LineNotes, lineFromRow, lineToRow, type StoredLine } from './ledger-row.ts';
import { getRows, queryAll, queryPage } from './read.ts';
import type { Table } from './table.ts';
import { versionAttribute } from './table-constants.ts';
import { add, put, type Write } from './transact.ts';

export type { StoredState } from './item-state-row.ts';

/** Positions of some items of a facility, strongly consistent. Every item asked for is in the map. */
export async function loadPositions(
  table: Table,
  facilityId: string,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, StoredState>> {
  const ids = [...new Set(itemIds)];
  const rows = await getRows(
    table,
    ids.map((itemId) => itemStateKey(facilityId, itemId)),
    { consistent: true },
  );
  return new Map(ids.map((itemId, index) => [itemId, stateFromRow(itemId, rows[index])]));
}

export interface PostedPosition {
  readonly itemId: string;
  /** Units by the book, with what is kept apart. */
  readonly onHand: number;
  readonly lots: readonly LotBalance[];
}

export interface Posting {
  /** One ledger row per line, one state row per item, and the facility's report days. */
  readonly writes: readonly Write[];
  readonly positions: readonly PostedPosition[];
  readonly flags: readonly Flag[];
}

/** What stands beside all lines of a posting, and the items whose figures looked like a slip and were confirmed. */
export interface PostingNotes extends Omit<LineNotes, 'flags'> {
  readonly confirmed?: ReadonlySet<string>;
}

/** Names of the writes of a posting, by which a lost race is told from a duplicate. */
export const POSITION_WRITE = 'position';
export const LINE_WRITE = 'ledger-line';
export const REPORTS_WRITE = 'reports';

/**
 * Folds new lines into loaded positions. The newest line of an item is one step; a late one, a reversal or a recount
 * of the same day reads the item's lines back to the last valid monthly closing and folds them again.
 *
 * @param lines of one or several documents at this facility
 * @param loaded what `loadPositions` gave for all their items; the writes are conditioned on its versions
 */
export async function postLines(
  table: Table,
  facilityId: string,
  lines: readonly LedgerLine[],
  loaded: ReadonlyMap<string, StoredState>,
  notes: PostingNotes,
): Promise<Posting> {
  const byItem = new Map<string, LedgerLine[]>();
  for (const line of lines) byItem.set(line.itemId, [...(byItem.get(line.itemId) ?? []), line]);
  const folded = await Promise.all(
    [...byItem].map(async ([itemId, own]) => foldInto(table, facilityId, loaded.get(itemId), itemId, own)),
  );
  const writes: Write[] = [];
  for (const { before, after, own, flags } of folded) {
    const condition = before.v === 0 ? ABSENT : versionIs(before.v);
    writes.push(put(POSITION_WRITE, stateToRow(facilityId, after), condition));
    for (const line of own) {
      const raised = (flags.get(line.eventId) ?? []).map((flag) => flag.code);
      if (notes.confirmed?.has(line.itemId)) raised.push('confirmed-implausible');
      writes.push(put(LINE_WRITE, lineToRow(facilityId, line, { ...notes, flags: raised }), ABSENT));
    }
  }
  const counters = reportCounters(lines);
  if (Object.keys(counters).length > 0) {
    // The version only ever counts up: additions still commute, and what was derived from the row can be checked against it.
    writes.push(add(REPORTS_WRITE, reportsKey(facilityId), { ...counters, [versionAttribute]: 1 }));
  }
  const events = new Set(lines.map((line) => line.eventId));
  return {
    writes,
    positions: folded.map(({ after }) => positionOf(after.itemId, after.state)),
    flags: folded.flatMap(({ flags }) =>
      [...flags].flatMap(([eventId, raised]) => (events.has(eventId) ? raised : [])),
    ),
  };
}

/** What a position amounts to; nothing where no line took effect. */
export function positionOf(itemId: string, state: ItemState | null): PostedPosition {
  if (state === null) return { itemId, onHand: 0, lots: [] };
  const lots = settleLots(state.lots, state.open);
  return { itemId, onHand: shelfOf(state.lots, state.open) + heldOf(lots), lots };
}

async function foldInto(
  table: Table,
  facilityId: string,
  found: StoredState | undefined,
  itemId: string,
  own: readonly LedgerLine[],
) {
  const before: StoredState = found ?? { itemId, state: null, v: 0, closedThrough: null };
  const [only] = own;
  if (
    only !== undefined &&
    own.length === 1 &&
    before.v > 0 === (before.state !== null) &&
    isNext(before.state, only)
  ) {
    const stepped = step(before.state, only);
    const closedThrough = stillClosed(before.closedThrough, monthOf(only.day));
    const after = { ...before, state: stepped.state, v: before.v + 1, closedThrough };
    return { before, after, own, flags: new Map([[only.eventId, stepped.flags]]) };
  }
  const earliest = own.map((line) => monthOf(line.day)).sort()[0] as Month;
  const { base, stored } = await foldingBase(table, facilityId, before, earliest);
  const known = new Set(stored.map(({ line }) => orderKey(line)));
  const fresh = own.filter((line) => !known.has(orderKey(line)));
  const refolded = fold(base, [...stored.map(({ line }) => line), ...fresh]);
  const closedThrough = stillClosed(before.closedThrough, earliest);
  const after: StoredState = { itemId, state: refolded.state, v: before.v + 1, closedThrough };
  return { before, after, own, flags: refolded.flags };
}

/** Last month whose closing still holds once a line of `month` is written; the newest line of all can be of a closed one. */
function stillClosed(closedThrough: Month | null, month: Month): Month | null {
  return closedThrough !== null && closedThrough >= month ? addMonths(month, -1) : closedThrough;
}

/** The last valid closing before a month and the lines that it does not hold, in one round of reads. */
async function foldingBase(table: Table, facilityId: string, { itemId, v, closedThrough }: StoredState, month: Month) {
  if (v === 0) return { base: null, stored: [] };
  const before = addMonths(month, -1);
  const closed = closedThrough !== null && closedThrough < before ? closedThrough : before;
  const since = closedThrough === null ? '' : showDay(firstDayOf(addMonths(closed, 1)) - 1);
  const [base, lines] = await Promise.all([
    closingBefore(table, facilityId, itemId, month, closedThrough),
    linesBetween(table, facilityId, itemId, since),
  ]);
  // Where no closing was written, nothing happened in the months that it would hold.
  return {
    base,
    stored: base === null && since !== '' ? await linesAfter(table, facilityId, itemId, null) : newTo(base, lines),
  };
}

/** The position of the last valid closing before a month; null when everything has to be folded from the beginning. */
export async function closingBefore(
  table: Table,
  facilityId: string,
  itemId: string,
  month: Month,
  closedThrough: Month | null,
): Promise<ItemState | null> {
  if (closedThrough === null) return null;
  const before = addMonths(month, -1);
  const { rows } = await queryPage(
    table,
    {
      partition: facilityPartition(facilityId),
      from: closingPrefix(itemId),
      to: closingKey(facilityId, itemId, before < closedThrough ? before : closedThrough).SK,
      descending: true,
      consistent: true,
    },
    { limit: 1 },
  );
  return rows[0] ? closingFromRow(rows[0]).state : null;
}

/**
 * Lines of an item that a position does not hold yet, oldest first, up to an instant (exclusive) where one is given.
 * A reversal dated as the position's newest line is among them: it may speak of a line that comes after.
 */
export async function linesAfter(
  table: Table,
  facilityId: string,
  itemId: string,
  base: ItemState | null,
  before?: string,
): Promise<StoredLine[]> {
  const since = base === null ? '' : base.lastKey.slice(0, base.lastKey.indexOf('#'));
  return newTo(base, await linesBetween(table, facilityId, itemId, since, before));
}

/** Lines of an item from an instant (or a day) on, oldest first. */
async function linesBetween(
  table: Table,
  facilityId: string,
  itemId: string,
  since: string,
  before?: string,
): Promise<StoredLine[]> {
  const prefix = ledgerPrefix(itemId);
  const stretch = {
    partition: facilityPartition(facilityId),
    from: `${prefix}${since}`,
    to: `${prefix}${before ?? '~'}`,
  };
  return (await queryAll(table, { ...stretch, consistent: true })).map(lineFromRow);
}

function newTo(base: ItemState | null, lines: readonly StoredLine[]): StoredLine[] {
  return lines.filter(({ line }) => base === null || line.kind === 'reversal' || orderKey(line) > base.lastKey);
}

/** What a set of lines adds to a facility's report days: `d<day>` per document, `c<day>` per document with a whole count. */
export function reportCounters(lines: readonly LedgerLine[]): Record<string, number> {
  const documents = new Map<string, { day: number; sign: 1 | -1; count: boolean }>();
  for (const line of lines) {
    const reversal = line.kind === 'reversal';
    const count = (reversal ? line.reversedKind : line.kind) === 'count';
    const seen = documents.get(line.eventId);
    documents.set(line.eventId, { day: line.day, sign: reversal ? -1 : 1, count: count || (seen?.count ?? false) });
  }
  const counters: Record<string, number> = {};
  const tally = (name: string, sign: number) => {
    counters[name] = (counters[name] ?? 0) + sign;
  };
  for (const { day, sign, count } of documents.values()) {
    tally(`d${day}`, sign);
    if (count) tally(`c${day}`, sign);
  }
  return Object.fromEntries(Object.entries(counters).filter(([, change]) => change !== 0));
}
