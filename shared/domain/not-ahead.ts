/** What people report has happened: a local date after tomorrow is a slip, today's and tomorrow's are clocks that differ. */
import { type Day, showDay } from './day.ts';
import { type Refusal, refuse } from './refusal.ts';

/**
 * Refuses a local day after tomorrow with `date.future` and the date where the facility is.
 *
 * @param pointer the field of the body that says it
 */
export function refuseAhead(day: Day, today: Day, pointer: string): Refusal | undefined {
  if (day <= today + 1) return undefined;
  const detail = `Give a date until tomorrow: ${showDay(day)} lies ahead of today, ${showDay(today)}.`;
  return refuse('date.future', detail, [{ pointer, code: 'date.future', detail }], { today: showDay(today) });
}
