/** Languages that people are spoken to in, and how a reader's locale finds its own. */

export const languages = ['en', 'fr', 'ar', 'ru', 'kk'] as const;
export type Language = (typeof languages)[number];

export type Direction = 'ltr' | 'rtl';

export interface ReaderLocale {
  readonly language: Language;
  /** What dates, numbers and plurals are written by: the reader's own tag where its language is spoken here. */
  readonly tag: string;
  readonly direction: Direction;
}

/** Scripts that the sentences are written in; a tag that asks for another one is answered in this one. */
const scripts: Readonly<Record<Language, string>> = { en: 'Latn', fr: 'Latn', ar: 'Arab', ru: 'Cyrl', kk: 'Cyrl' };

const english: ReaderLocale = { language: 'en', tag: 'en', direction: 'ltr' };

function parsed(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag);
  } catch {
    return undefined;
  }
}

/** A reader's locale (BCP 47: `ar-TN`, `kk-Cyrl-KZ`). What is no tag, or a language not spoken here, is English. */
export function readerLocale(tag: string): ReaderLocale {
  const locale = parsed(tag);
  const language = languages.find((known) => known === locale?.language);
  if (locale === undefined || language === undefined) return english;
  const script = locale.script === undefined ? undefined : scripts[language];
  return {
    language,
    tag: new Intl.Locale(language, { script, region: locale.region }).toString(),
    direction: language === 'ar' ? 'rtl' : 'ltr',
  };
}
