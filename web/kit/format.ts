/** Writes figures, days and instants by the reader's locale; days of a place by the clock of that place. */
import type { ReaderLocale } from '#shared/messages/locales.ts';

export interface Format {
  /** A whole number, grouped. */
  whole(value: number): string;
  /** A figure with at most `digits` decimals. */
  figure(value: number, digits?: number): string;
  /** Parts of a hundred: 82 -> 82 %. */
  percent(value: number): string;
  /** A local date `YYYY-MM-DD`: day and month, and the year where it is not this one. */
  day(date: string): string;
  /** The same with its weekday. */
  weekday(date: string): string;
  /** An instant (ISO) as date and time, of `timeZone` (IANA) or of this device. */
  instant(instant: string | number | Date, timeZone?: string): string;
  /** Its time alone where it is of today, else its date and time. */
  moment(instant: string | number | Date, timeZone?: string): string;
  /** How long ago or ahead: "3 days ago". */
  relative(instant: string | number | Date): string;
  /** A country's name by its ISO 3166 code. */
  country(code: string): string;
  /** A language's name by its tag. */
  languageName(tag: string): string;
  /** A list of names: "a, b and c". */
  list(names: readonly string[]): string;
}

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** The formats of one locale; `now` is asked each time something is said about it. */
export function createFormat(locale: ReaderLocale, now: () => Date = () => new Date()): Format {
  const { tag } = locale;
  const made = new Map<string, Intl.DateTimeFormat>();
  /** Dates of paperwork: always the Gregorian calendar. A zone that this browser does not know is shown by this device's clock. */
  const written = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
    const name = JSON.stringify(options);
    let format = made.get(name);
    if (format === undefined) {
      format = new Intl.DateTimeFormat(tag, { calendar: 'gregory', ...options });
      made.set(name, format);
    }
    return format;
  };
  const zoned = (timeZone: string | undefined) => (timeZone === undefined ? {} : { timeZone });
  const utc = { timeZone: 'UTC' } as const;
  const shortDay = { day: 'numeric', month: 'short' } as const;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const yearOf = (at: Date, zone: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en', { year: 'numeric', ...zone }).format(at);
  const withYear = (at: Date, zone: Intl.DateTimeFormatOptions) =>
    yearOf(at, zone) === yearOf(now(), zone) ? {} : ({ year: 'numeric' } as const);
  const plain = new Intl.NumberFormat(tag);
  const dateOf = (date: string) => new Date(`${date}T00:00:00Z`);
  const safe = (at: Date, text: () => string) => (Number.isNaN(at.getTime()) ? '' : text());

  const format: Format = {
    whole: (value) => plain.format(value),
    figure: (value, digits = 1) => new Intl.NumberFormat(tag, { maximumFractionDigits: digits }).format(value),
    percent: (value) => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 }).format(value / 100),
    day: (date) => {
      const at = dateOf(date);
      return safe(at, () => written({ ...shortDay, ...withYear(at, utc), ...utc }).format(at));
    },
    weekday: (date) => {
      const at = dateOf(date);
      return safe(at, () => written({ weekday: 'short', ...shortDay, ...withYear(at, utc), ...utc }).format(at));
    },
    instant: (instant, timeZone) => {
      const at = new Date(instant);
      const zone = zoned(timeZone);
      return safe(at, () => written({ ...shortDay, ...withYear(at, zone), ...time, ...zone }).format(at));
    },
    moment: (instant, timeZone) => {
      const at = new Date(instant);
      const zone = zoned(timeZone);
      const day = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', ...zone });
      return safe(at, () =>
        day.format(at) === day.format(now()) ? written({ ...time, ...zone }).format(at) : format.instant(at, timeZone),
      );
    },
    relative: (instant) => {
      const distance = new Date(instant).getTime() - now().getTime();
      const [unit, length] = steps.find(([, size]) => Math.abs(distance) >= size) ?? ['minute', 60_000];
      return new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(Math.round(distance / length), unit);
    },
    country: (code) => {
      try {
        return new Intl.DisplayNames(tag, { type: 'region' }).of(code) ?? code;
      } catch {
        return code;
      }
    },
    languageName: (name) => {
      try {
        return new Intl.DisplayNames(tag, { type: 'language' }).of(name) ?? name;
      } catch {
        return name;
      }
    },
    list: (names) => new Intl.ListFormat(tag, { type: 'conjunction' }).format(names),
  };
  return format;
}
