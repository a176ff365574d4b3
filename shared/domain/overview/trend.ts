/** The daily values of preparedness, and how a facility moved between two of them. */
import type { Day } from '../day.ts';
import type { Preparedness } from './summary.ts';

/** How a facility stood on one of its local days. */
export interface DailyPreparedness extends Preparedness {
  readonly day: Day;
}

/** How far back the overview compares. */
export const TREND_DAYS = 28;

/** A night may have been missed: a value of up to so many days earlier stands in. */
const STAND_IN_DAYS = 6;

export interface Trend {
  /** The day of the value that today is compared with. */
  readonly since: Day;
  readonly score: number;
  /** Points gained, or lost when negative. */
  readonly change: number;
}

/**
 * How the score moved over four weeks; null where there is none today, or none was kept then.
 *
 * @param kept daily values in any order
 */
export function trendOf(score: number | null, kept: readonly DailyPreparedness[], today: Day): Trend | null {
  if (score === null) return null;
  const until = today - TREND_DAYS;
  const then = kept
    .filter(({ day, score: before }) => before !== null && day <= until && day >= until - STAND_IN_DAYS)
    .sort((a, b) => b.day - a.day)[0];
  if (then === undefined || then.score === null) return null;
  return { since: then.day, score: then.score, change: score - then.score };
}
