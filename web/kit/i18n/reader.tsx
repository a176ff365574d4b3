/** Who reads: language, direction and formats, for every component; switching needs no reload. */
import { useDirection } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { ConsoleKey } from '#shared/messages/console/keys.ts';
import { type Language, languages, type ReaderLocale, readerLocale } from '#shared/messages/locales.ts';
import { createFormat, type Format } from '../format.ts';
import { isSaid, loadLanguage, localeFor, say, type Values } from './messages.ts';

const remembered = 'muster.language';

export interface Reader {
  readonly locale: ReaderLocale;
  readonly language: Language;
  /** What the message says, with its values. */
  readonly t: (key: ConsoleKey, values?: Values) => string;
  /** The message where there is one for a key that came from elsewhere (a problem's code). */
  readonly tryText: (key: string, values?: Values) => string | undefined;
  readonly format: Format;
  /** Of texts per language, such as an item's names: the reader's, else English, else any. */
  readonly pick: (texts: Readonly<Record<string, string>> | undefined) => string;
  readonly setLanguage: (language: Language) => void;
}

const Context = createContext<Reader | undefined>(undefined);

const isLanguage = (text: string | null): text is Language => languages.some((one) => one === text);

/** The language to begin with: chosen before on this device, the member's, the browser's. */
export function firstLanguage(memberLocale: string | null): Language {
  const chosen = localStorage.getItem(remembered);
  if (isLanguage(chosen)) return chosen;
  for (const tag of [memberLocale, ...navigator.languages]) {
    const locale = tag === null ? undefined : readerLocale(tag);
    if (locale !== undefined && tag?.toLowerCase().startsWith(locale.language)) return locale.language;
  }
  return 'en';
}

/** Best text for a language among texts by tag. */
export function pickText(texts: Readonly<Record<string, string>> | undefined, language: Language): string {
  if (texts === undefined) return '';
  const exact = texts[language];
  if (exact !== undefined) return exact;
  const related = Object.entries(texts).find(([tag]) => tag.split('-')[0] === language);
  return related?.[1] ?? texts.en ?? Object.values(texts)[0] ?? '';
}

/** `first`: a language whose messages are loaded. */
export function ReaderProvider(props: {
  readonly first: Language;
  readonly memberLocale: string | null;
  readonly children: ReactNode;
}) {
  const { first, memberLocale, children } = props;
  const [language, choose] = useState(first);
  const { setDirection } = useDirection();
  const locale = useMemo(() => localeFor(language, memberLocale), [language, memberLocale]);

  useEffect(() => {
    document.documentElement.lang = locale.tag;
    setDirection(locale.direction);
  }, [locale, setDirection]);

  const setLanguage = useCallback((next: Language) => {
    localStorage.setItem(remembered, next);
    void loadLanguage(next).then(() => choose(next));
  }, []);

  const reader = useMemo<Reader>(
    () => ({
      locale,
      language: locale.language,
      t: (key, values) => say(locale, key, values),
      tryText: (key, values) => (isSaid(locale, key) ? say(locale, key, values) : undefined),
      format: createFormat(locale),
      pick: (texts) => pickText(texts, locale.language),
      setLanguage,
    }),
    [locale, setLanguage],
  );
  return <Context value={reader}>{children}</Context>;
}

/** Language, messages and formats of whoever reads. */
export function useReader(): Reader {
  const reader = useContext(Context);
  if (reader === undefined) throw new Error('useReader needs a ReaderProvider above it');
  return reader;
}
