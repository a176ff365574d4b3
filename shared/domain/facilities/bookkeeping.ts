/** How a facility changes the way it keeps its books: from the day that it is entered, never back. */
import type { Day } from '../day.ts';
import type { Bookkeeping } from '../stock/ledger.ts';
import type { BookkeepingSince } from './facility.ts';

/**
 * The history with this mode from today on. A second change on the same day replaces the first; what held before today
 * stays as it was.
 */
export function changeBookkeeping(
  history: readonly BookkeepingSince[],
  mode: Bookkeeping,
  today: Day,
): readonly BookkeepingSince[] {
  if (history.length === 0) return [{ from: today, mode }];
  if (history.at(-1)?.mode === mode) return history;
  const kept = history.filter(({ from }) => from < today);
  return kept.at(-1)?.mode === mode ? kept : [...kept, { from: today, mode }];
}
