/** Finds a name in a reader's language, and says where it had to be another one. */
import type { MailName } from './mail.ts';

/** What is shown where the reader's language has no name. */
const FALLBACK = 'en';

/** The tag and what it narrows down, longest first: `kk-Cyrl-KZ`, `kk-Cyrl`, `kk`. */
function tagsOf(locale: string): string[] {
  const parts = locale.split('-');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
}

/**
 * The name for a reader: in the language of the locale (any of its countries), else in English, else in whatever
 * language there is, else the id.
 *
 * @param names text per language tag
 */
export function nameFor(names: Readonly<Record<string, string>>, locale: string, id: string): MailName {
  const tags = tagsOf(locale);
  const own = tags.find((tag) => Object.hasOwn(names, tag)) ?? sameLanguage(names, tags.at(-1));
  if (own !== undefined) return { text: names[own] ?? id, missing: false };
  const other = Object.hasOwn(names, FALLBACK) ? FALLBACK : (sameLanguage(names, FALLBACK) ?? Object.keys(names)[0]);
  return { text: (other === undefined ? undefined : names[other]) ?? id, missing: true };
}

/** A tag of the same language for another country: `fr-FR` for somebody who reads `fr-TN`. */
function sameLanguage(names: Readonly<Record<string, string>>, language: string | undefined): string | undefined {
  return Object.keys(names).find((tag) => tag.split('-', 1)[0] === language);
}
