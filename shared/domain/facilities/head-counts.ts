/** The list of latest head counts: one per day, oldest first, bounded so that its row stays small. */
import type { HeadCount } from './facility.ts';

/** Days kept beside the facility; older ones stay in its history. */
export const MOST_HEAD_COUNTS = 400;

/** The list with this count in it: it replaces the one of its day; the oldest fall out. */
export function withHeadCount(counts: readonly HeadCount[], count: HeadCount): readonly HeadCount[] {
  const others = counts.filter(({ day }) => day !== count.day);
  return [...others, count].sort((a, b) => a.day - b.day).slice(-MOST_HEAD_COUNTS);
}
