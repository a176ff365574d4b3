/** Stretches of days with their use: made from logged days, merged by fixed weeks when old, cut at months and when out of sight. */
import { addMonths, type Day, firstDayOf, type Month, monthOf, weekOf } from '../day.ts';
import type { ItemState, MonthUse, Segment } from './item-state.ts';

/** Days of full resolution before the newest: the longest window that tells single days or spans apart. */
const FINE_DAYS = 14;
/** Days kept: the 90 of the long window, and a margin for spans that begin before it. */
const KEPT_DAYS = 120;
/** A Monday: where the fixed weeks begin (see `weekOf`). */
const MONDAY = 4;
/** The current month and the twelve before it. */
const KEPT_MONTHS = 12;

/** A stretch without any movement, with stock or without. */
export function idleDays(from: Day, to: Day, out: boolean): Segment {
  const length = to - from;
  return {
    kind: 'days',
    from,
    to,
    used: 0,
    received: 0,
    adjusted: 0,
    dispatched: 0,
    daysOut: out ? length : 0,
    uses: 0,
    spans: out ? 0 : length,
    mark: null,
  };
}

/** Days of a stretch on which something usable was there at some time. */
export function stockDaysOf(segment: Segment): number {
  return segment.to - segment.from - segment.daysOut;
}

function isOut(segment: Segment): boolean {
  return segment.kind === 'days' && segment.daysOut > 0;
}

function mergeable(a: Segment, b: Segment): boolean {
  if (a.kind !== b.kind || a.to !== b.from || a.mark !== null || b.mark !== null) return false;
  if (a.kind === 'span') return weekOf(a.to - 1) === weekOf(b.to - 1);
  return isOut(a) === isOut(b) && weekOf(a.from) === weekOf(b.to - 1) && monthOf(a.from) === monthOf(b.to - 1);
}

function merge(a: Segment, b: Segment): Segment {
  return {
    kind: a.kind,
    from: a.from,
    to: b.to,
    used: a.used + b.used,
    received: a.received + b.received,
    adjusted: a.adjusted + b.adjusted,
    dispatched: a.dispatched + b.dispatched,
    daysOut: a.daysOut + b.daysOut,
    uses: a.uses + b.uses,
    spans: a.spans + b.spans,
    mark: null,
  };
}

/** Cuts a stretch of logged days without movements where fixed weeks and months begin; every other stretch stays whole. */
function byWeeks(segment: Segment): Segment[] {
  const { used, received, adjusted, dispatched } = segment;
  if (segment.kind === 'span' || used !== 0 || received !== 0 || adjusted !== 0 || dispatched !== 0) return [segment];
  const parts: Segment[] = [];
  for (let from = segment.from; from < segment.to; ) {
    const to = Math.min(segment.to, (weekOf(from) + 1) * 7 + MONDAY, monthAfter(from));
    parts.push(idleDays(from, to, isOut(segment)));
    from = to;
  }
  return parts;
}

function monthAfter(day: Day): Day {
  return firstDayOf(addMonths(monthOf(day), 1));
}

/** First day of the fixed week after the one in which a stretch ended. */
function nextWeek(segment: Segment): Day {
  return (weekOf(segment.to - 1) + 1) * 7 + MONDAY;
}

/**
 * Merges what lies more than 14 days before `newest` by fixed weeks and drops weeks that ended more than 120 days before
 * it. Logged days of a week that spans two months stay two stretches, so that each month's use is known. Merging step by
 * step gives the same as merging once: whole weeks are merged, and whole weeks are dropped.
 */
export function compactSegments(segments: readonly Segment[], newest: Day): readonly Segment[] {
  return compact(segments, newest).kept;
}

/** The same of logged days that no count has judged yet; what is dropped is added to the months beside them. */
export function compactDays(
  { days, olderDays }: Pick<ItemState, 'days' | 'olderDays'>,
  newest: Day,
): Pick<ItemState, 'days' | 'olderDays'> {
  const { kept, dropped } = compact(days, newest);
  return { days: kept, olderDays: recentMonths(dropped.reduce(addToMonths, olderDays), monthOf(newest)) };
}

function compact(segments: readonly Segment[], newest: Day): { kept: Segment[]; dropped: Segment[] } {
  const fineFrom = newest - FINE_DAYS;
  const kept: Segment[] = [];
  const dropped: Segment[] = [];
  for (const segment of segments) {
    for (const part of segment.to <= fineFrom ? byWeeks(segment) : [segment]) {
      const last = kept.at(-1);
      if (nextWeek(part) <= newest - KEPT_DAYS) dropped.push(part);
      else if (last && part.to <= fineFrom && mergeable(last, part)) kept[kept.length - 1] = merge(last, part);
      else kept.push(part);
    }
  }
  return { kept, dropped };
}

/** Adds a closed stretch to its months: a span belongs to the month of its closing count, a logged day to its own. */
export function addToMonths(months: readonly MonthUse[], segment: Segment): readonly MonthUse[] {
  if (segment.mark === 'unexplained-gain') return months;
  if (segment.kind === 'days') {
    let sum = months;
    for (const part of splitByMonths(segment)) sum = addOne(sum, monthOf(part.from), part);
    return sum;
  }
  return addOne(months, monthOf(segment.to), segment);
}

/** A stretch of logged days cut at month ends. Only days without movements reach from one month into the next. */
export function splitByMonths(segment: Segment): Segment[] {
  const parts: Segment[] = [];
  let rest = segment;
  while (monthOf(rest.from) !== monthOf(rest.to - 1)) {
    const cut = monthAfter(rest.from);
    parts.push(idleDays(rest.from, cut, isOut(rest)));
    const shorter = rest.to - cut;
    rest = { ...rest, from: cut, daysOut: isOut(rest) ? shorter : 0, spans: isOut(rest) ? 0 : shorter };
  }
  return [...parts, rest];
}

function addOne(months: readonly MonthUse[], month: Month, segment: Segment): readonly MonthUse[] {
  const days = stockDaysOf(segment);
  const bound = segment.mark === 'lower-bound';
  return addMonth(months, {
    month,
    used: bound ? 0 : segment.used,
    stockDays: bound ? 0 : days,
    daysOut: segment.daysOut,
    boundUsed: bound ? segment.used : 0,
    boundDays: bound ? days : 0,
  });
}

/** Adds what a month amounted to, beside what is known of it already. */
export function addMonth(months: readonly MonthUse[], more: MonthUse): readonly MonthUse[] {
  const before = months.find((m) => m.month === more.month);
  const after: MonthUse = before
    ? {
        month: more.month,
        used: before.used + more.used,
        stockDays: before.stockDays + more.stockDays,
        daysOut: before.daysOut + more.daysOut,
        boundUsed: before.boundUsed + more.boundUsed,
        boundDays: before.boundDays + more.boundDays,
      }
    : more;
  return [...months.filter((m) => m.month !== more.month), after].sort((a, b) => (a.month < b.month ? -1 : 1));
}

/** Drops the months that no average reads any more once the newest line lies in `month`. */
export function recentMonths(months: readonly MonthUse[], month: Month): readonly MonthUse[] {
  const oldest = addMonths(month, -KEPT_MONTHS);
  return months.every((m) => m.month >= oldest) ? months : months.filter((m) => m.month >= oldest);
}
