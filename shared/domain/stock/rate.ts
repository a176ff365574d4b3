/** How much of an item a facility uses a day, and from what that is known. */
import Fraction from 'fraction.js';
import type { CatalogueItem } from '../catalogue/item.ts';
import { addMonths, type Day, firstDayOf, monthOf } from '../day.ts';
import type { HeadCount } from '../facilities/facility.ts';
import type { Basis, FacilityFacts } from './facts.ts';
import type { ItemState, MonthUse, Segment } from './item-state.ts';
import { passTo } from './passing.ts';
import { addMonth, addToMonths, idleDays, stockDaysOf } from './segments.ts';

/** Local days of the two windows, of a valid average, and from when on history counts more than the norm. */
const LONG_DAYS = 90;
const RECENT_DAYS = 14;
const LEAST_STOCK_DAYS = 10;
const LEAST_SPANS = 2;
const OBSERVED_DAYS = 28;
/** An outbreak: more than 1.5 times the long rate, in 2 spans or on 3 days of issues, by a pack at least. */
const SURGE = new Fraction(3, 2);
const SURGE_SPANS = 2;
const SURGE_ISSUE_DAYS = 3;
const UNITS_WITHOUT_PACK = 10;

export interface Rate {
  /** Units a day, exact; null where nothing says. */
  readonly adu: Fraction | null;
  readonly basis: Basis;
  /** Units a day by the item's norms and the latest head count; null without either. */
  readonly norm: Fraction | null;
  /** Days of the long window that reports cover, days without stock included. */
  readonly observedDays: number;
  /** Days over which `adu` was measured, `to` exclusive; null where it is the norm's. */
  readonly measured: Stretch | null;
}

export interface Stretch {
  readonly from: Day;
  readonly to: Day;
}

/** Use and days of one window, scaled to whole numbers by `scale` (the length of the span that the window's start cuts). */
interface Part {
  readonly used: number;
  readonly days: number;
  readonly bound: boolean;
}
interface Window {
  readonly parts: readonly Part[];
  readonly scale: number;
  readonly stockDays: number;
  readonly observedDays: number;
  readonly spans: number;
  readonly spanUses: number;
  readonly issueDays: number;
}

/** Units a day that the norms say for a head count: sum of driver x rate. Null without norms or head count, or when it is 0. */
export function normRate(item: Pick<CatalogueItem, 'norms'>, headCount: HeadCount | null): Fraction | null {
  if (headCount === null) return null;
  let sum = new Fraction(0);
  for (const [driver, rate] of Object.entries(item.norms)) {
    const people = headCount[driver as keyof typeof item.norms];
    sum = sum.add(new Fraction(String(rate)).mul(people));
  }
  return sum.compare(0) > 0 ? sum : null;
}

/** Day after the last one that a report speaks of: the count's own day, or the day after the last document. */
function windowEnd(state: ItemState, facility: FacilityFacts): Day | null {
  if (facility.bookkeeping === 'counts') return state.anchor?.day ?? null;
  const last = facility.documentDays.at(-1);
  return last === undefined ? null : Math.max(last, state.lastDay) + 1;
}

/** Every stretch that speaks about use up to `end`; under `movements` also the days that no count has closed yet. */
function segmentsUntil(state: ItemState, facility: FacilityFacts, end: Day): readonly Segment[] {
  if (facility.bookkeeping === 'counts') return state.segments;
  return [...state.segments, ...daysSince(passTo(state, end).days, facility.bookkeepingSince)];
}

/** Logged days from a day on; a stretch that reaches across it is cut, with the use that a week merged before may hold. */
function daysSince(days: readonly Segment[], since: Day): Segment[] {
  return days
    .filter((piece) => piece.to > since)
    .map((piece) => (piece.from >= since ? piece : { ...piece, ...cutTo(since, piece) }));
}

function cutTo(since: Day, piece: Segment): Pick<Segment, 'from' | 'daysOut' | 'spans'> {
  const { daysOut, spans } = idleDays(since, piece.to, piece.daysOut > 0);
  return { from: since, daysOut, spans };
}

/** Stretches of more than two report intervals in which the facility wrote nothing at all: nobody knows what was used. */
function silences(documentDays: readonly Day[], interval: number): { from: Day; to: Day }[] {
  const gaps: { from: Day; to: Day }[] = [];
  for (let i = 1; i < documentDays.length; i++) {
    const [before, after] = [documentDays[i - 1] as Day, documentDays[i] as Day];
    if (after - before > 2 * interval) gaps.push({ from: before + 1, to: after });
  }
  return gaps;
}

const overlap = (a: { from: Day; to: Day }, b: { from: Day; to: Day }) =>
  Math.max(Math.min(a.to, b.to) - Math.max(a.from, b.from), 0);

function windowOf(
  segments: readonly Segment[],
  gaps: readonly { from: Day; to: Day }[],
  end: Day,
  length: number,
): Window {
  const window = { from: end - length, to: end };
  const inside = segments.filter((s) => overlap(s, window) > 0 && s.mark !== 'unexplained-gain');
  const cut = inside.find((s) => s.from < window.from);
  const scale = cut ? cut.to - cut.from : 1;
  const parts: Part[] = [];
  let [stockDays, observedDays, spans, spanUses, issueDays] = [0, 0, 0, 0, 0];
  for (const segment of inside) {
    const whole = segment.to - segment.from;
    const days = overlap(segment, window);
    const silent =
      segment.kind === 'span' ? 0 : gaps.reduce((sum, gap) => sum + overlapOfThree(segment, window, gap), 0);
    // Whole unless the window's start cuts it; then both figures in proportion, kept whole by the common scale.
    const factor = segment === cut ? days : scale;
    const stock =
      segment.kind === 'span' ? stockDaysOf(segment) * factor : segment.daysOut > 0 ? 0 : (days - silent) * scale;
    parts.push({
      used: segment.used * (segment === cut ? days * (scale / whole) : scale),
      days: stock,
      bound: segment.mark === 'lower-bound',
    });
    stockDays += stock;
    observedDays += days - silent;
    spans += segment.kind === 'span' ? segment.spans : stock / scale;
    if (segment.kind === 'span') spanUses += segment.uses;
    else issueDays += segment.uses;
  }
  return { parts, scale, stockDays: stockDays / scale, observedDays, spans, spanUses, issueDays };
}

function overlapOfThree(a: { from: Day; to: Day }, b: { from: Day; to: Day }, c: { from: Day; to: Day }): number {
  return overlap({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }, c);
}

/** Use / days with stock. A lower bound (an empty shelf, nobody said since when) enters only where its own rate raises it. */
function average(parts: readonly Part[]): Fraction | null {
  let used = 0;
  let days = 0;
  for (const part of parts) {
    if (part.bound) continue;
    used += part.used;
    days += part.days;
  }
  const bounds = parts.filter((part) => part.bound && part.days > 0);
  bounds.sort((a, b) => b.used * a.days - a.used * b.days);
  for (const bound of bounds) {
    if (days > 0 && bound.used * days <= used * bound.days) break;
    used += bound.used;
    days += bound.days;
  }
  return days > 0 ? new Fraction(Math.max(used, 0), days) : null;
}

/** The long rate, or the recent one where use has clearly gone up; null where the window says too little. */
function measure(segments: readonly Segment[], gaps: readonly { from: Day; to: Day }[], end: Day, pack: number) {
  const long = windowOf(segments, gaps, end, LONG_DAYS);
  const valid = long.stockDays >= LEAST_STOCK_DAYS && long.spans >= LEAST_SPANS;
  const rate = valid ? average(long.parts) : null;
  if (rate === null) return { rate: null, basis: 'none' as const, observedDays: long.observedDays };
  const recent = windowOf(segments, gaps, end, RECENT_DAYS);
  const surge = average(recent.parts);
  const often = recent.spanUses >= SURGE_SPANS || recent.issueDays >= SURGE_ISSUE_DAYS;
  if (surge !== null && often && surge.compare(rate.mul(SURGE)) > 0) {
    const extra = surge.sub(rate).mul(new Fraction(Math.round(recent.stockDays * recent.scale), recent.scale));
    if (extra.compare(pack) >= 0) return { rate: surge, basis: 'recent' as const, observedDays: long.observedDays };
  }
  return { rate, basis: 'long' as const, observedDays: long.observedDays };
}

/** Months of the position, under `movements` with the days that no count has closed yet. */
function loggedMonths(state: ItemState, { bookkeeping, bookkeepingSince }: FacilityFacts): readonly MonthUse[] {
  if (bookkeeping === 'counts') return state.months;
  const begun = state.anchor?.day ?? state.firstDay;
  // Days out of sight are known by months alone: of the month in which the books were changed, none is told apart.
  const older = state.olderDays.filter(({ month }) => Math.max(firstDayOf(month), begun) >= bookkeepingSince);
  return daysSince(state.days, bookkeepingSince).reduce(addToMonths, older.reduce(addMonth, state.months));
}

/** First day of the last twelve months. */
function firstDayKept({ today }: FacilityFacts): Day {
  return firstDayOf(addMonths(monthOf(today), -12));
}

/** Use / days with stock over the last twelve months and the current one; needs a day with stock. */
function lastKnown(state: ItemState, facility: FacilityFacts): Fraction | null {
  const oldest = monthOf(firstDayKept(facility));
  const months = loggedMonths(state, facility).filter((month) => month.month >= oldest);
  const parts = months.flatMap((month): Part[] => [
    { used: month.used, days: month.stockDays, bound: false },
    { used: month.boundUsed, days: month.boundDays, bound: true },
  ]);
  return average(parts);
}

/**
 * Average daily use (ADU): use / days with stock of the 90 local days up to the last report, the 14 last of them where
 * use has surged; where the window says too little, the norm or what was last known, whichever is better founded.
 *
 * @param reportEveryDays the facility's report interval; silences of more than two are left out under `movements`
 */
export function rateOfUse(
  state: ItemState | null,
  item: CatalogueItem,
  facility: FacilityFacts,
  reportEveryDays: number,
): Rate {
  const norm = normRate(item, facility.headCount);
  const end = state === null ? null : windowEnd(state, facility);
  let observedDays = 0;
  if (state !== null && end !== null) {
    const gaps = facility.bookkeeping === 'movements' ? silences(facility.documentDays, reportEveryDays) : [];
    const pack = item.packs[0]?.size ?? UNITS_WITHOUT_PACK;
    const known = measure(segmentsUntil(state, facility, end), gaps, end, pack);
    observedDays = known.observedDays;
    if (known.rate !== null) {
      const from = Math.max(end - (known.basis === 'recent' ? RECENT_DAYS : LONG_DAYS), state.firstDay);
      return { adu: known.rate, basis: known.basis, norm, observedDays, measured: { from, to: end } };
    }
  }
  const past = state === null ? null : lastKnown(state, facility);
  const byNorm = norm === null ? null : ({ adu: norm, basis: 'norm', measured: null } as const);
  const measured = state && { from: Math.max(firstDayKept(facility), state.firstDay), to: end ?? facility.today };
  const byPast = past === null ? null : ({ adu: past, basis: 'last-known', measured } as const);
  const best = observedDays < OBSERVED_DAYS ? (byNorm ?? byPast) : (byPast ?? byNorm);
  return best ? { ...best, norm, observedDays } : { adu: null, basis: 'none', norm, observedDays, measured: null };
}

/**
 * Units a day that left a store, used or sent away: over the days with stock of the 90 local days until today, of which
 * a store's silence says nothing else, because what it sends away is written down. Null where nothing was sent away, or
 * within fewer than 10 such days.
 */
export function outflow(state: ItemState, today: Day): Fraction | null {
  const all = [...state.segments, ...passTo(state, today).days];
  if (!all.some(({ dispatched, to }) => dispatched > 0 && to > today - LONG_DAYS)) return null;
  const left = all.map((s): Segment => ({ ...s, used: Math.max(s.used, 0) + s.dispatched }));
  const window = windowOf(left, [], today, LONG_DAYS);
  return window.stockDays >= LEAST_STOCK_DAYS ? average(window.parts) : null;
}
