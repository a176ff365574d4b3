/** Local days as whole numbers, so that spans and windows are plain arithmetic and a zone is asked only at the edge. */
import { TZDate } from '@date-fns/tz';

/** A day on a facility's calendar: days since 1970-01-01. */
export type Day = number;
/** A calendar month, `YYYY-MM`. */
export type Month = string;

const MS_PER_DAY = 86_400_000;
const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;
const MONTH_PATTERN = /^\d{4}-(0[1-9]|1[0-2])$/;

/** `2026-11-20` -> day number; undefined for what is not a date of the calendar. */
export function parseDay(iso: string): Day | undefined {
  if (!DAY_PATTERN.test(iso)) return undefined;
  const ms = Date.parse(`${iso}T00:00:00.000Z`);
  if (Number.isNaN(ms)) return undefined;
  const day = ms / MS_PER_DAY;
  return showDay(day) === iso ? day : undefined;
}

/** Day number -> `2026-11-20`. */
export function showDay(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The month that a day lies in. */
export function monthOf(day: Day): Month {
  return showDay(day).slice(0, 7);
}

const yearOf = (month: Month) => Number(month.slice(0, 4));
const monthOfYear = (month: Month) => Number(month.slice(5));

/** First day of a month. Throws on what is not `YYYY-MM`: callers hold months made by `monthOf`. */
export function firstDayOf(month: Month): Day {
  if (!MONTH_PATTERN.test(month)) throw new Error(`not a month: ${month}`);
  return Date.UTC(yearOf(month), monthOfYear(month) - 1, 1) / MS_PER_DAY;
}

/** Last day of a month, inclusive. */
export function lastDayOf(month: Month): Day {
  return firstDayOf(addMonths(month, 1)) - 1;
}

/** The month that comes `count` months later (earlier when negative). */
export function addMonths(month: Month, count: number): Month {
  const months = yearOf(month) * 12 + monthOfYear(month) - 1 + count;
  const year = Math.floor(months / 12);
  return `${String(year).padStart(4, '0')}-${String(months - year * 12 + 1).padStart(2, '0')}`;
}

/** Fixed weeks of seven days, Monday first, the same for everybody: 1970-01-05 starts week 0. */
export function weekOf(day: Day): number {
  return Math.floor((day - 4) / 7);
}

/** Throws where the runtime does not know the zone (any more): days of no calendar must not be reckoned with. */
function localTime(epochMs: number, timeZone: string): TZDate {
  const local = TZDate.tz(timeZone, epochMs);
  if (Number.isNaN(local.getHours())) throw new Error(`no time can be told in ${timeZone}: not a zone of this runtime`);
  return local;
}

/** The local day of an instant (epoch ms) in an IANA zone. Throws on an unknown zone: facilities are stored with known ones. */
export function localDay(epochMs: number, timeZone: string): Day {
  const local = localTime(epochMs, timeZone);
  return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / MS_PER_DAY;
}

/** Epoch ms at which a local day begins in a zone: midnight, or later where clocks skip midnight. */
export function startOfDay(day: Day, timeZone: string): number {
  const at = new Date(day * MS_PER_DAY);
  const midnight = TZDate.tz(timeZone, at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()).getTime();
  if (localDay(midnight, timeZone) === day && localDay(midnight - 1, timeZone) < day) return midnight;
  let [before, from] = [midnight - MS_PER_DAY / 2, midnight + MS_PER_DAY / 2];
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (localDay(middle, timeZone) < day) before = middle;
    else from = middle;
  }
  return from;
}

/** Epoch ms of the last millisecond of a local day: what a paper sheet with a date only stands for. */
export function endOfDay(day: Day, timeZone: string): number {
  return startOfDay(day + 1, timeZone) - 1;
}

/** Hour of the day, 0-23, of an instant in a zone. Throws on an unknown zone. */
export function localHour(epochMs: number, timeZone: string): number {
  return localTime(epochMs, timeZone).getHours();
}

/** Asking costs a tenth of a millisecond, and every stored facility and country is asked for. */
const knownZones = new Set<string>();
const MANY_ZONES = 1000;

/** Whether the runtime knows this IANA zone. */
export function knownTimeZone(timeZone: string): boolean {
  if (knownZones.has(timeZone)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    if (knownZones.size < MANY_ZONES) knownZones.add(timeZone);
    return true;
  } catch {
    return false;
  }
}
