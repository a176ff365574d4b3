/** The small schemas that every capability shares: ids, texts, languages, pages, problems. */
import * as z from 'zod';
import { knownTimeZone } from '../domain/day.ts';
import { facilityKinds } from '../domain/facilities/facility.ts';

/** Most lots, aliases, languages and the like are lists that nobody fills by hand: this many is a mistake. */
const MANY = 40;

/** A schema for text that must match a pattern; the sentence says what to write instead. */
export function pattern(expression: RegExp, code: string, sentence: string, example: string) {
  return z
    .string()
    .refine((value) => expression.test(value), { error: sentence, params: { code } })
    .meta({ pattern: expression.source, examples: [example] });
}

/** Control characters, and characters that turn the reading direction of what follows: they hide what a text says. */
const HIDING = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
/** The same for text of several lines: new lines and tabs belong there. */
const HIDING_IN_LINES = /(?!\r\n|[\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
/** What two codes may not differ by: nobody sees it. Scripts need some of these in free text, codes never do. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** A text without half characters and without any character that `hidden` finds; the refusal names the character. */
function readable(maxLength: number, hidden: RegExp) {
  return z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .refine((value) => value.isWellFormed(), {
      error: 'Send the text as proper Unicode: it holds half of a character.',
      params: { code: 'text.malformed' },
    })
    .refine((value) => !hidden.test(value), {
      error: ({ input }) => {
        const point = hidden.exec(String(input))?.[0].codePointAt(0) ?? 0;
        const name = point.toString(16).toUpperCase().padStart(4, '0');
        return `Remove the character U+${name}: it is not seen, and may change what is read.`;
      },
      params: { code: 'text.unseen-character' },
    });
}

/** Free text on one line: trimmed, not empty, at most `maxLength` characters. */
export function text(maxLength: number) {
  return readable(maxLength, HIDING);
}

/** Free text of several lines; what ends a line is kept as a new line. */
export function prose(maxLength: number) {
  return readable(maxLength, HIDING_IN_LINES).overwrite((value) => value.replaceAll('\r\n', '\n'));
}

/** A code or number by which people or other systems recognise something. */
export function code(maxLength: number) {
  return readable(maxLength, UNSEEN);
}

export const note = prose(1000).meta({ description: 'Free text. Never about a single prisoner.' });
/** A function or initials, such as "Store officer". */
export const person = text(80).meta({ description: 'A function or initials, not a full name.' });

export const country = pattern(
  /^[A-Z]{2}$/,
  'country.invalid',
  'Give the country as two capital letters, such as UG.',
  'UG',
).meta({ description: 'ISO 3166-1 alpha-2.' });

export const facilityId = z
  .string()
  .max(40)
  .refine((value) => /^[A-Z]{2}-[A-Z0-9][A-Z0-9-]*$/.test(value), {
    error: 'Give the facility id as country, dash, capital letters, digits and dashes, such as UG-LUZIRA-UPPER.',
    params: { code: 'facility-id.invalid' },
  })
  .meta({ pattern: '^[A-Z]{2}-[A-Z0-9][A-Z0-9-]*$', examples: ['UG-LUZIRA-UPPER'] });

export const itemId = z
  .string()
  .max(40)
  .refine((value) => /^[a-z0-9][a-z0-9-]*$/.test(value), {
    error: 'Give the item id in small letters, digits and dashes, such as soap-bar.',
    params: { code: 'item-id.invalid' },
  })
  .meta({ pattern: '^[a-z0-9][a-z0-9-]*$', examples: ['soap-bar'] });

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
/** Any UUID of RFC 9562 with a version, lower-cased. Version 7 is advised: it sorts by time. */
export const uuid = z
  .string()
  .refine((value) => UUID.test(value), {
    error: 'Give a UUID (version 7 is best), such as 01996f6e-7c00-7000-8000-000000000001.',
    params: { code: 'uuid.invalid' },
  })
  .toLowerCase()
  .meta({ format: 'uuid', examples: ['01996f6e-7c00-7000-8000-000000000001'] });

/** A lot number: trimmed, upper case, because that is how the same lot is recognised. */
export const lot = code(40)
  .toUpperCase()
  .meta({ examples: ['M2209'] });

export const timeZone = z
  .string()
  .refine((value) => /^[A-Za-z][A-Za-z0-9_+/-]*$/.test(value) && knownTimeZone(value), {
    error: 'Give a time zone by its IANA name, such as Africa/Kampala.',
    params: { code: 'time-zone.unknown' },
  })
  .meta({ examples: ['Africa/Kampala'] });

/** Spellings that were asked for: a catalogue has the same few languages in every item. */
const canonicalSpellings = new Map<string, string>();
const MANY_SPELLINGS = 1000;

function canonicalLanguage(value: string): string | undefined {
  const known = canonicalSpellings.get(value);
  if (known !== undefined) return known;
  try {
    const [canonical] = Intl.getCanonicalLocales(value);
    if (canonical !== undefined && canonicalSpellings.size < MANY_SPELLINGS) canonicalSpellings.set(value, canonical);
    return canonical;
  } catch {
    return undefined;
  }
}

/** A language tag (BCP 47), in its canonical spelling. */
export const language = z
  .string()
  .max(35)
  .refine((value) => canonicalLanguage(value) !== undefined, {
    error: 'Give a language tag, such as en, fr-TN or kk.',
    params: { code: 'language.invalid' },
  })
  .overwrite((value) => canonicalLanguage(value) ?? value)
  .meta({ examples: ['en'] });

/** One text per language, at least one. */
export function perLanguage<T extends z.ZodType>(value: T) {
  return z
    .record(language, value)
    .refine((texts) => Object.keys(texts).length >= 1 && Object.keys(texts).length <= MANY, {
      error: `Give at least one language, such as { "en": ... }, and at most ${MANY}.`,
      params: { code: 'languages.count' },
    });
}

/** A link that a browser can open safely. */
export const link = z
  .string()
  .max(2000)
  .refine((value) => /^https?:\/\/[^\s"<>]+$/.test(value) && !UNSEEN.test(value), {
    error: 'Give a link that starts with https://.',
    params: { code: 'link.invalid' },
  })
  .meta({ format: 'uri', examples: ['https://example.org/guidance.pdf'] });

/** A sign-in name: a mail address, lower-cased. */
export const memberId = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .refine((value) => /^[^\s@#~]+@[^\s@#~]+\.[^\s@#~]+$/.test(value) && !UNSEEN.test(value), {
    error: 'Give a mail address, such as name@example.org.',
    params: { code: 'member-id.invalid' },
  })
  .meta({ examples: ['manager.luzira@example.org'] });

/** Query parameters of every paged list: `limit` (default 50, at most 200) and `cursor`. */
export const page = {
  limit: z
    .string()
    .refine((value) => /^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= 200, {
      error: 'Give a limit from 1 to 200.',
      params: { code: 'limit.invalid' },
    })
    .transform(Number)
    .default(50)
    .meta({ type: 'integer', minimum: 1, maximum: 200, description: '50 unless given; at most 200.' }),
  cursor: z.string().min(1).max(2000).optional().meta({ description: '`nextCursor` of the page before.' }),
};

/** `true` or `false` as a query parameter. */
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** A page of a list. */
export function listOf<T extends z.ZodType>(items: T) {
  return z.strictObject({ items: z.array(items), nextCursor: z.string().nullable() });
}

export const revision = z.int().min(1).meta({ description: 'Counts up with every change; send it back as If-Match.' });
export const facilityKind = z.enum(facilityKinds);

/** A refusal as RFC 9457 tells it. */
export const problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() })),
  })
  .meta({ id: 'Problem', description: 'A refusal. Branch on `code`; `pointer` is a JSON pointer into the request.' });
export type Problem = z.output<typeof problem>;

/** What the gateway itself answers, before any of our code runs. */
export const gatewayError = z.object({ message: z.string() }).meta({
  id: 'GatewayError',
  description: 'Answered by the gateway itself: no valid token, throttled, too large, out of time.',
});
