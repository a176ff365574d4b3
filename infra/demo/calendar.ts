/** The demo's calendar: everything happens so many days before or after the day on which it was first loaded. */

const MS_PER_DAY = 86_400_000;

/** Weeks of counts before the first day. */
export const WEEKS = 13;

/** Days before the first day on which the facilities joined. */
export const JOINED_DAYS_AGO = 98;

export interface Calendar {
  /** `YYYY-MM-DD` so many days ago; negative days lie ahead. */
  day(daysAgo: number): string;
  /** An instant of that day, ISO UTC, by its hour in UTC. */
  at(daysAgo: number, hour: number, minute?: number): string;
}

/** The calendar that counts from an instant's UTC date. */
export function calendarFrom(first: Date): Calendar {
  const midnight = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate());
  const day = (daysAgo: number): string => new Date(midnight - daysAgo * MS_PER_DAY).toISOString().slice(0, 10);
  const two = (value: number): string => String(value).padStart(2, '0');
  return { day, at: (daysAgo, hour, minute = 0) => `${day(daysAgo)}T${two(hour)}:${two(minute)}:00Z` };
}

/** The calendar of a programme that was loaded before, by the day on which its facilities joined. */
export function calendarSince(joinedOn: string): Calendar {
  return calendarFrom(new Date(Date.parse(`${joinedOn}T00:00:00Z`) + JOINED_DAYS_AGO * MS_PER_DAY));
}
