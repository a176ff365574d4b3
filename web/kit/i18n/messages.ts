/** Loads what screens say, one feature and one language at a time, and says it by the reader's rules of plurals and numbers. */
import { IntlMessageFormat } from 'intl-messageformat';
import type { ConsoleFeature, ConsoleKey } from '#shared/messages/console/keys.ts';
import { isolated } from '#shared/messages/isolate.ts';
import { type Language, type ReaderLocale, readerLocale } from '#shared/messages/locales.ts';

export type Values = Readonly<Record<string, string | number | Date | null | undefined>>;

const files = import.meta.glob<{ readonly messages: Readonly<Record<string, string>> }>(
  '../../../shared/messages/console/*/{en,fr,ar,ru,kk}.ts',
);

/** Where a language is spoken in the programme, for whoever has not said more. */
const tags: Readonly<Record<Language, string>> = {
  en: 'en-UG',
  fr: 'fr-TN',
  ar: 'ar-TN',
  ru: 'ru-KZ',
  kk: 'kk-Cyrl-KZ',
};

/** Features that every screen needs. */
const always: readonly ConsoleFeature[] = ['shell', 'words', 'problems'];

const asked = new Set<ConsoleFeature>(always);
const texts = new Map<string, string>();
const loading = new Map<string, Promise<void>>();

function load(feature: ConsoleFeature, language: Language): Promise<void> {
  const name = `${feature}/${language}`;
  const known = loading.get(name);
  if (known !== undefined) return known;
  const file = files[`../../../shared/messages/console/${feature}/${language}.ts`];
  const work = (async () => {
    const module = await file?.();
    for (const [key, text] of Object.entries(module?.messages ?? {})) texts.set(`${language} ${key}`, text);
  })();
  loading.set(name, work);
  work.catch(() => loading.delete(name));
  return work;
}

/** The feature that says a key. */
export const featureOf = (key: ConsoleKey): ConsoleFeature => key.slice(0, key.indexOf('.')) as ConsoleFeature;

/** Loads what a feature says in a language; what was once asked for follows when the language changes. */
export async function loadFeature(feature: ConsoleFeature, language: Language): Promise<void> {
  asked.add(feature);
  await load(feature, language);
}

/** Loads a language for every feature that was looked at. */
export async function loadLanguage(language: Language): Promise<void> {
  await Promise.all([...asked].map((feature) => load(feature, language)));
}

/** The locale to write by: the member's own tag where its language is the one shown, else where it is spoken here. */
export function localeFor(language: Language, memberLocale: string | null): ReaderLocale {
  const own = memberLocale === null ? undefined : readerLocale(memberLocale);
  return own?.language === language && own.tag.includes('-') ? own : readerLocale(tags[language]);
}

const parsed = new Map<string, IntlMessageFormat>();

function messageOf(locale: ReaderLocale, key: string): IntlMessageFormat | undefined {
  const name = `${locale.tag} ${key}`;
  const known = parsed.get(name);
  if (known !== undefined) return known;
  const text = texts.get(`${locale.language} ${key}`);
  if (text === undefined) return undefined;
  const message = new IntlMessageFormat(text, locale.tag);
  parsed.set(name, message);
  return message;
}

/** The message with its values; names of the other writing direction are set apart. A message not loaded yet says its key. */
export function say(locale: ReaderLocale, key: ConsoleKey, values: Values = {}): string {
  const message = messageOf(locale, key);
  if (message === undefined) return key;
  const apart = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? isolated(value, locale.direction) : value,
  ]);
  return String(message.format(Object.fromEntries(apart)));
}

/** Whether a text is a key that something is said for in the language, now. */
export function isSaid(locale: ReaderLocale, key: string): key is ConsoleKey {
  return texts.has(`${locale.language} ${key}`);
}
