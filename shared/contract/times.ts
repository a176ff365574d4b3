/** Days, expiries and instants, as people write them and as we answer them. */
import * as z from 'zod';
import { lastDayOf, parseDay, showDay } from '../domain/day.ts';

function isDay(value: string): boolean {
  const year = Number(value.slice(0, 4));
  return year >= 1900 && year <= 2199 && parseDay(value) !== undefined;
}

/** A local date that exists on the calendar. */
export const day = z
  .string()
  .refine(isDay, {
    error: 'Give a date that exists as YYYY-MM-DD, such as 2026-11-20.',
    params: { code: 'date.invalid' },
  })
  .meta({ format: 'date', examples: ['2026-11-20'] });

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
/** An expiry date; `YYYY-MM` becomes the last day of that month. The day itself is still good. */
export const expiry = z
  .string()
  .refine((value) => isDay(MONTH.test(value) ? `${value}-01` : value), {
    error: 'Give the expiry as YYYY-MM-DD, or as YYYY-MM for the end of that month.',
    params: { code: 'date.invalid' },
  })
  .overwrite((value) => (MONTH.test(value) ? showDay(lastDayOf(value)) : value))
  .meta({
    description: 'YYYY-MM-DD, or YYYY-MM for the end of the month; inclusive.',
    examples: ['2027-03-31', '2027-03'],
  });

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)$/;

function epochMs(value: string): number | undefined {
  const date = INSTANT.exec(value)?.[1];
  if (date === undefined || !isDay(date)) return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : ms;
}

/** An instant with an offset or Z; comes out as UTC with milliseconds. */
export const instant = z
  .string()
  .refine((value) => epochMs(value) !== undefined, {
    error: 'Give date, time and offset, such as 2026-11-20T08:00:00Z or 2026-11-20T11:00:00+03:00.',
    params: { code: 'instant.invalid' },
  })
  .overwrite((value) => {
    const ms = epochMs(value);
    return ms === undefined ? value : new Date(ms).toISOString();
  })
  .meta({ format: 'date-time', examples: ['2026-11-20T08:00:00.000Z'] });

/** An instant in an answer. */
export const at = z.string().meta({ format: 'date-time', examples: ['2026-11-20T08:00:00.000Z'] });
/** A local date in an answer. */
export const on = z.string().meta({ format: 'date', examples: ['2026-11-20'] });
