/** What a whole count says about the time since the count before it: use, a gain, a discrepancy, days without stock. */
import type { Day } from '../day.ts';
import { type Anchor, type Flag, FOREVER, type ItemState, type OpenSpan, type Segment } from './item-state.ts';
import type { CountFacts, LedgerLine } from './ledger.ts';
import { onDay } from './passing.ts';
import { addMonth, addToMonths } from './segments.ts';
import { flagOf, type Step } from './stepped.ts';

/** A gain of at most this part of the book is counting noise and stays in, netted against its neighbours. */
const NOISE = 1 / 20;
/** Two counts further apart than this part of the larger one, within hours, cannot both be right. */
const CONFLICT_MS = 12 * 3_600_000;

/** Closes the span that ends with a whole count; the first one opens the books and is neither use nor gain. */
export function closeSpan(state: ItemState, line: LedgerLine, book: number, counted: number): Step {
  const { anchor } = state;
  const count: CountFacts = line.count ?? { bookkeeping: 'counts' };
  const flags = anchor ? conflict(anchor, line, counted) : [];
  const byMovements = count.bookkeeping === 'movements' && (anchor === null || anchor.bookkeeping === 'movements');
  if (byMovements) return closeDays(state, line, anchor === null ? 0 : counted - book, flags);
  if (anchor === null) return { state: { ...state, days: [], olderDays: [] }, flags };
  const segment = spanSegment(anchor, state.span, line.day, counted, count);
  if (segment.mark === 'unexplained-gain') flags.push(flagOf(line, 'unexplained-gain', { book, counted }));
  return {
    state: {
      ...state,
      days: [],
      olderDays: [],
      segments: [...state.segments, segment],
      months: addToMonths(state.months, segment),
    },
    flags,
  };
}

function closeDays(before: ItemState, line: LedgerLine, difference: number, flags: Flag[]): Step {
  const usedUp = difference < 0 && line.count?.difference === 'used';
  const state = usedUp ? { ...before, days: onDay(before, line.day, { used: -difference }) } : before;
  if (difference !== 0 && !usedUp) flags.push(flagOf(line, 'discrepancy', { difference }));
  const closed = state.days.filter((piece) => piece.to <= line.day);
  return {
    state: {
      ...state,
      days: state.days.filter((piece) => piece.to > line.day),
      olderDays: [],
      segments: [...state.segments, ...closed],
      months: closed.reduce(addToMonths, state.olderDays.reduce(addMonth, state.months)),
    },
    flags,
  };
}

/**
 * Use of a span between two counts = opening + received - left without being used - closing; never less than the
 * issues recorded in it. (The balance of a stock card, as every logistics manual has it.)
 */
function spanSegment(anchor: Anchor, span: OpenSpan, day: Day, counted: number, count: CountFacts): Segment {
  const balance = anchor.quantity + span.received + span.adjusted - counted;
  const book = anchor.quantity + span.received + span.adjusted - span.issued;
  const gain = counted - book;
  const unexplained = gain > 0 && gain > Math.max(book, 0) * NOISE;
  const used = gain > 0 && !unexplained && span.issued > 0 ? Math.max(balance, span.issued) : balance;
  const length = day - anchor.day;
  const said = count.outSince !== undefined || count.daysOut !== undefined;
  const known = daysWithout(anchor, span, day, count);
  const daysOut = Math.min(known, used > 0 ? length - 1 : length);
  const mark = unexplained ? 'unexplained-gain' : counted === 0 && used > 0 && !said ? 'lower-bound' : null;
  return {
    kind: 'span',
    from: anchor.day,
    to: day,
    used,
    received: span.received,
    adjusted: span.adjusted,
    dispatched: span.dispatched,
    daysOut,
    uses: used > 0 ? 1 : 0,
    spans: 1,
    mark,
  };
}

/** Days of a span without anything usable: from its start until the first delivery where the count found nothing, and as was said. */
function daysWithout(anchor: Anchor, span: OpenSpan, day: Day, count: CountFacts): number {
  const restocked = span.firstReceivedOn ?? day;
  const emptyFrom = anchor.goodThrough === FOREVER ? day : Math.max(anchor.day, anchor.goodThrough + 1);
  const atStart = Math.max(restocked - emptyFrom, 0);
  if (count.daysOut !== undefined) return Math.max(count.daysOut, atStart);
  if (count.outSince === undefined) return atStart;
  const since = Math.max(count.outSince, anchor.day);
  const until = span.firstReceivedOn !== null && span.firstReceivedOn >= since ? span.firstReceivedOn : day;
  const overlap = Math.max(Math.min(until, restocked) - Math.max(since, emptyFrom), 0);
  return atStart + Math.max(until - since, 0) - (atStart > 0 ? overlap : 0);
}

/** Two whole counts by different people within 12 hours and more than 5 % of the larger apart. */
function conflict(anchor: Anchor, line: LedgerLine, counted: number): Flag[] {
  const apart = Math.abs(counted - anchor.quantity);
  const late = Date.parse(line.occurredAt) - Date.parse(anchor.occurredAt) > CONFLICT_MS;
  const same = (line.count?.countedBy ?? null) === anchor.countedBy;
  if (late || same || apart <= Math.max(counted, anchor.quantity) * NOISE) return [];
  return [flagOf(line, 'count-conflict', { before: anchor.quantity, counted, countedBy: anchor.countedBy })];
}
