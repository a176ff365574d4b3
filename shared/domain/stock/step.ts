/** One ledger line taken into the position of its item: the heart of the ledger. */
import { monthOf } from '../day.ts';
import { closeSpan } from './close-span.ts';
import type { Flag, ItemState, OpenSpan } from './item-state.ts';
import { type LedgerLine, type LineEntry, orderKey } from './ledger.ts';
import { goodThrough, moveLot, nothingOpen, settleLots, shelfOf } from './lots.ts';
import { onDay, passTo } from './passing.ts';
import { compactDays, compactSegments, recentMonths } from './segments.ts';
import { flagOf, type Step } from './stepped.ts';

export const emptySpan: OpenSpan = { received: 0, adjusted: 0, issued: 0, dispatched: 0, firstReceivedOn: null };

/** The position before an item's first line. */
function beginning(line: LedgerLine): ItemState {
  const month = monthOf(line.day);
  return {
    itemId: line.itemId,
    firstDay: line.day,
    lastKey: '',
    lastDay: line.day,
    lastReceivedOn: null,
    lots: [],
    open: nothingOpen(month),
    anchor: null,
    span: emptySpan,
    days: [],
    olderDays: [],
    segments: [],
    months: [],
    flows: { month, opening: 0, received: 0, dispatched: 0, losses: {} },
  };
}

/**
 * Takes the next line of the total order into a position. The caller sees to the order, leaves out reversed lines and
 * counts that a later count of the same local day supersedes (see `fold`).
 */
export function step(before: ItemState | null, line: LedgerLine): Step {
  const state = passTo(before ?? beginning(line), line.day);
  const stepped = isCount(line) ? takeCount(state, line) : takeMovement(state, line);
  const after: ItemState = { ...stepped.state, lastKey: orderKey(line), lastDay: line.day };
  return {
    state: {
      ...after,
      ...compactDays(after, after.lastDay),
      segments: compactSegments(after.segments, after.anchor?.day ?? after.lastDay),
      months: recentMonths(after.months, monthOf(after.lastDay)),
    },
    flags: stepped.flags,
  };
}

function isCount(line: LedgerLine): boolean {
  return line.kind === 'count' || line.kind === 'partial-count';
}

function takeMovement(before: ItemState, line: LedgerLine): Step {
  const flags: Flag[] = [];
  let state = before;
  for (const entry of line.entries) {
    flags.push(...expiryConflict(state, line, entry));
    state = entry.held ? moveHeld(state, entry) : moveShelf(state, line, entry);
  }
  const book = shelfOf(state.lots, state.open);
  if (book < 0) flags.push(flagOf(line, 'book-below-zero', { book }));
  return { state, flags };
}

function moveHeld(state: ItemState, entry: LineEntry): ItemState {
  return { ...state, lots: moveLot(state.lots, entry, 0, entry.quantity) };
}

function moveShelf(state: ItemState, line: LedgerLine, entry: LineEntry): ItemState {
  const { quantity } = entry;
  const issued = line.kind === 'issue' ? -quantity : 0;
  const received = issued === 0 && quantity > 0 ? quantity : 0;
  const adjusted = issued === 0 && quantity < 0 ? quantity : 0;
  const dispatched = line.kind === 'dispatch' ? -adjusted : 0;
  const days = onDay(state, line.day, { used: issued, received, adjusted, dispatched });
  const { span, flows } = state;
  const loss = adjusted < 0 && line.kind === 'adjustment' ? (entry.reason ?? 'other') : null;
  return {
    ...state,
    ...withdrawOrMove(state, entry),
    days,
    lastReceivedOn: line.kind === 'receipt' && received > 0 ? line.day : state.lastReceivedOn,
    span: {
      received: span.received + received,
      adjusted: span.adjusted + adjusted,
      issued: span.issued + issued,
      dispatched: span.dispatched + dispatched,
      firstReceivedOn: span.firstReceivedOn ?? (received > 0 ? line.day : null),
    },
    flows: {
      ...flows,
      received: flows.received + received,
      dispatched: flows.dispatched + dispatched,
      losses: loss === null ? flows.losses : { ...flows.losses, [loss]: (flows.losses[loss] ?? 0) - adjusted },
    },
  };
}

function withdrawOrMove(state: ItemState, entry: LineEntry): Pick<ItemState, 'lots' | 'open'> {
  if (entry.lot !== null || entry.quantity >= 0) {
    return { lots: moveLot(state.lots, entry, entry.quantity), open: state.open };
  }
  const expired = entry.reason === 'expired';
  return {
    lots: state.lots,
    open: {
      ...state.open,
      withdrawn: state.open.withdrawn - (expired ? 0 : entry.quantity),
      expired: state.open.expired - (expired ? entry.quantity : 0),
    },
  };
}

function expiryConflict(state: ItemState, line: LedgerLine, entry: LineEntry): Flag[] {
  const known = entry.lot === null ? undefined : state.lots.find((lot) => lot.lot === entry.lot);
  if (known === undefined || known.expiry === null || entry.expiry === null || known.expiry === entry.expiry) return [];
  return [flagOf(line, 'expiry-conflict', { lot: entry.lot, before: known.expiry, now: entry.expiry })];
}

function takeCount(state: ItemState, line: LedgerLine): Step {
  const flags = line.entries.flatMap((entry) => expiryConflict(state, line, entry));
  if (line.kind === 'partial-count') {
    const set = setNamedLots(state, line);
    return { state: set, flags };
  }
  const book = shelfOf(state.lots, state.open);
  const counted = line.entries.reduce((sum, entry) => sum + entry.quantity, 0);
  const closed = closeSpan(state, line, book, counted);
  const placed = placeCount(state, line, counted - book);
  const after: ItemState = {
    ...closed.state,
    lots: placed.lots,
    open: placed.open,
    span: emptySpan,
    anchor: {
      eventId: line.eventId,
      occurredAt: line.occurredAt,
      day: line.day,
      quantity: counted,
      bookkeeping: line.count?.bookkeeping ?? 'counts',
      countedBy: line.count?.countedBy ?? null,
      goodThrough: goodThrough(settleLots(placed.lots, placed.open)),
      book: state.anchor === null ? null : book,
      conflict: closed.flags.some(({ code }) => code === 'count-conflict'),
    },
  };
  return { state: after, flags: [...flags, ...closed.flags, ...placed.flags] };
}

/** A partial count sets just its lots; the book moves by the difference, which is neither use nor loss. */
function setNamedLots(state: ItemState, line: LedgerLine): ItemState {
  let lots = settleLots(state.lots, state.open);
  let moved = 0;
  const counted = new Map<string | null, LineEntry>();
  for (const entry of line.entries) {
    const same = counted.get(entry.lot);
    counted.set(entry.lot, same ? { ...entry, quantity: entry.quantity + same.quantity } : entry);
  }
  for (const entry of counted.values()) {
    const difference = entry.quantity - (lots.find((lot) => lot.lot === entry.lot)?.quantity ?? 0);
    lots = moveLot(lots, entry, difference);
    moved += difference;
  }
  const settled = { ...state, lots, open: nothingOpen(state.open.month) };
  return {
    ...settled,
    days: onDay(settled, line.day, { adjusted: moved }),
    span: { ...state.span, adjusted: state.span.adjusted + moved },
  };
}

/** Puts what was counted on the shelf: by lots where any is named, else as a total over the lots of the book. */
function placeCount(
  state: ItemState,
  line: LedgerLine,
  difference: number,
): Pick<ItemState, 'lots' | 'open'> & Pick<Step, 'flags'> {
  const { lots, open } = state;
  if (line.entries.every((entry) => entry.lot === null)) {
    if (difference < 0) return { lots, open: { ...open, withdrawn: open.withdrawn - difference }, flags: [] };
    return { lots: moveLot(lots, { lot: null, expiry: null }, difference), open, flags: [] };
  }
  const settled = settleLots(lots, open);
  const named = new Set(line.entries.map((entry) => entry.lot));
  const flags = settled
    .filter((lot) => lot.quantity !== 0 && lot.lot !== null && !named.has(lot.lot))
    .map((lot) => flagOf(line, 'lot-not-counted', { lot: lot.lot, quantity: lot.quantity }));
  let counted: ItemState['lots'] = settled.map((lot) => ({ ...lot, quantity: 0 }));
  for (const entry of line.entries) counted = moveLot(counted, entry, entry.quantity);
  return { lots: counted.filter((lot) => lot.quantity !== 0 || lot.held !== 0), open: nothingOpen(open.month), flags };
}
