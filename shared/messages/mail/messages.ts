/** Speaks to one reader: messages of mails, days, instants, figures and countries by the rules of the reader's locale. */
import { IntlMessageFormat } from 'intl-messageformat';
import { isolated } from '../isolate.ts';
import { type Direction, type Language, readerLocale } from '../locales.ts';
import { ar } from './ar.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { MailArguments, MailKey, MailMessages } from './keys.ts';
import { kk } from './kk.ts';
import { ru } from './ru.ts';

/** Every language has every message; there is no falling back from one to another. */
export const mailMessages: Readonly<Record<Language, MailMessages>> = { en, fr, ar, ru, kk };

export interface Speaker {
  readonly language: Language;
  readonly tag: string;
  readonly direction: Direction;
  /** The message, with names set apart where they run in the other direction. */
  say<K extends MailKey>(key: K, values: MailArguments[K]): string;
  /** A date (`YYYY-MM-DD`): day and month, and the year where it is not the year of `now`. */
  day(date: string): string;
  /** An instant (ISO UTC) as date and time of the reader's zone. */
  instant(instant: string): string;
  /** Local date of an instant, with its year. */
  dateOf(instant: string): string;
  figure(figure: number): string;
  /** A country's name by its ISO 3166 code. */
  country(code: string): string;
}

/** Arguments that are not words of the reader's language. */
const names: ReadonlySet<string> = new Set(['name', 'facility', 'batch', 'version']);

/** What was parsed once is kept: a digest says the same few sentences many times. Bounded by languages and regions met. */
const parsed = new Map<string, IntlMessageFormat>();

function messageOf(language: Language, tag: string, key: MailKey): IntlMessageFormat {
  const name = `${tag} ${key}`;
  const known = parsed.get(name);
  if (known) return known;
  const message = new IntlMessageFormat(mailMessages[language][key], tag);
  parsed.set(name, message);
  return message;
}

/** French writes the first of a month as an ordinal; CLDR's patterns do not. */
function ordinalFirst(language: Language, date: string): string {
  return language === 'fr' ? date.replace(/^1(?= )/, '1er') : date;
}

/** The speaker for a locale. `timeZone`: IANA, known; `now`: instant (ISO UTC) that the reader is spoken to. */
export function speakerFor(locale: string, timeZone: string, now: string): Speaker {
  const { language, tag, direction } = readerLocale(locale);
  // Mails speak of dates on prison paperwork: always the Gregorian calendar, whatever a region prefers.
  const written = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { calendar: 'gregory', ...options });
  const thisYear = written({ year: 'numeric', timeZone });
  const dated = { day: 'numeric', month: 'long' } as const;
  const shortDay = written({ ...dated, timeZone: 'UTC' });
  const longDay = written({ ...dated, year: 'numeric', timeZone: 'UTC' });
  const yearOf = written({ year: 'numeric', timeZone: 'UTC' });
  const currentYear = thisYear.format(new Date(now));
  return {
    language,
    tag,
    direction,
    say: (key, values) => {
      const apart = Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'string' && names.has(name) ? isolated(value, direction) : value,
      ]);
      return String(messageOf(language, tag, key).format(Object.fromEntries(apart)));
    },
    day: (date) => {
      const at = new Date(`${date}T00:00:00Z`);
      if (Number.isNaN(at.getTime())) return date;
      return ordinalFirst(language, (yearOf.format(at) === currentYear ? shortDay : longDay).format(at));
    },
    instant: (instant) =>
      ordinalFirst(
        language,
        written({ ...dated, hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(new Date(instant)),
      ),
    dateOf: (instant) =>
      ordinalFirst(language, written({ ...dated, year: 'numeric', timeZone }).format(new Date(instant))),
    figure: (figure) => new Intl.NumberFormat(tag).format(figure),
    country: (code) => new Intl.DisplayNames(tag, { type: 'region' }).of(code) ?? code,
  };
}
