/** Reads schedule expressions of EventBridge Scheduler and finds their next time. Pure. */
import { Cron } from 'croner';

/** The first time after the given one; undefined when there is none. */
export type Next = (after: Date) => Date | undefined;

const units = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

function readRate(text: string): Next | undefined {
  const [, amount, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(text) ?? [];
  if (unit !== 'minute' && unit !== 'hour' && unit !== 'day') return undefined;
  const everyMs = Number(amount) * units[unit];
  // Counted from the epoch, so that restarts do not move them.
  return everyMs > 0 ? (after) => new Date((Math.floor(after.getTime() / everyMs) + 1) * everyMs) : undefined;
}

function readCron(text: string, timezone: string): Next | undefined {
  const fields = /^cron\((.*)\)$/.exec(text)?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6) return undefined;
  try {
    const options = { paused: true, timezone, alternativeWeekdays: true, sloppyRanges: true, mode: '7-part' } as const;
    const cron = new Cron(`0 ${fields.join(' ')}`, options);
    return (after) => cron.nextRun(after) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Reads `rate(15 minutes)`, or `cron(minutes hours day month weekday year)` in a time zone; undefined for what is not known. */
export function readExpression(text: string, timeZone: string): Next | undefined {
  return readRate(text) ?? readCron(text, timeZone);
}
