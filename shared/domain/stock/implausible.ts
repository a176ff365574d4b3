/** Figures that are more often a slip of the hand than the truth: asked about once, then taken as given. */
import type Fraction from 'fraction.js';
import type { Day } from '../day.ts';

export type Implausibility =
  | 'first-figure'
  | 'far-above-book'
  | 'far-above-max'
  | 'lost-digit'
  | 'use-too-fast'
  | 'gain'
  | 'out-too-long'
  | 'loss-added'
  | 'find-taken';

/** What is known about the item when a figure is about to be stored. */
export interface Expectation {
  /** Units on the shelf by the book before the figure; null before the first whole count. */
  readonly book: number | null;
  /** Units a day by measurement; null or 0 where nothing is known. */
  readonly adu: Fraction | null;
  /** Units a day by the norms. */
  readonly norm: Fraction | null;
  /** Units above which the item is overstocked; null where nothing says. */
  readonly max: Fraction | null;
  /** Units of the first pack; 10 where there is none. */
  readonly pack: number;
  /** Day of the last whole count; null before the first. */
  readonly countedOn: Day | null;
  /** Nothing was ever recorded. */
  readonly first: boolean;
  /** Units: the most that is known to have been used in one go (a day, a week of days, a span). */
  readonly mostUsed: number;
  /** The facility's report interval. */
  readonly reportEveryDays: number;
}

const FIRST_FIGURE_DAYS = 400;
/** Above so many times the book, a figure is asked about. */
export const TIMES_BOOK = 10;
const TIMES_MAX = 6;
const TIMES_ADU = 5;

/** Why a received quantity should be asked about; null when it should not. */
export function implausibleReceipt(quantity: number, known: Expectation): Implausibility | null {
  if (known.first && known.norm !== null && known.norm.mul(FIRST_FIGURE_DAYS).compare(quantity) < 0)
    return 'first-figure';
  return known.max !== null && known.max.mul(TIMES_MAX).compare(quantity) < 0 ? 'far-above-max' : null;
}

/**
 * Why an issued quantity should be asked about; null when it should not. Up to a pack, and up to what went in one go
 * before, it has happened as it is told, also where the book knows of less: a delivery may not be recorded yet. Use is
 * held against a report interval at least, so that a month's hand-out the day after a count is an ordinary one.
 *
 * @param issued units, 1 or more
 * @param day local day of the issue
 */
export function implausibleIssue(issued: number, day: Day, known: Expectation): Implausibility | null {
  const { book, adu, countedOn } = known;
  if (issued <= known.pack) return null;
  if (book !== null && book > 0 && issued > TIMES_BOOK * book) return 'far-above-book';
  if (issued <= known.mostUsed) return null;
  if (book === null || countedOn === null) {
    return known.norm !== null && known.norm.mul(FIRST_FIGURE_DAYS).compare(issued) < 0 ? 'first-figure' : null;
  }
  if (known.max !== null && known.max.mul(TIMES_MAX).compare(issued) < 0) return 'far-above-max';
  // A book of nothing is no measure of what was handed out; where use is not known either, ten packs are.
  if (adu === null || adu.compare(0) === 0)
    return book <= 0 && issued > TIMES_BOOK * known.pack ? 'far-above-book' : null;
  const days = Math.max(day - countedOn, known.reportEveryDays);
  return adu.mul(TIMES_ADU * days).compare(issued) < 0 ? 'use-too-fast' : null;
}

/**
 * Why a counted total should be asked about; null when it should not.
 *
 * @param counted units of the whole count
 * @param day local day of the count
 */
export function implausibleCount(counted: number, day: Day, known: Expectation): Implausibility | null {
  const { book, countedOn } = known;
  if (book === null || countedOn === null) {
    return known.norm !== null && known.norm.mul(FIRST_FIGURE_DAYS).compare(counted) < 0 ? 'first-figure' : null;
  }
  if (book > 0 && counted * 12 >= book && counted * 8 <= book) return 'lost-digit';
  if (book > 0 && counted > TIMES_BOOK * book) return 'far-above-book';
  if (known.max !== null && known.max.mul(TIMES_MAX).compare(counted) < 0) return 'far-above-max';
  const gain = counted - book;
  if (gain > known.pack && gain * 20 > Math.max(book, 0)) return 'gain';
  if (known.adu === null || known.adu.compare(0) === 0) return null;
  const days = Math.max(day - countedOn, 1);
  return known.adu.mul(TIMES_ADU * days).compare(book - counted) < 0 ? 'use-too-fast' : null;
}
