/** The sentences that mails say about an alert, for the page: loaded in the reader's language when alerts are looked at. */
import { IntlMessageFormat } from 'intl-messageformat';
import { useEffect, useMemo, useState } from 'react';
import { isolated } from '#shared/messages/isolate.ts';
import type { Language } from '#shared/messages/locales.ts';
import type { MailMessages } from '#shared/messages/mail/keys.ts';
import type { Speaker } from '#shared/messages/mail/messages.ts';
import { type Reader, useReader } from '../../kit/i18n/reader.tsx';

const files: Readonly<Record<Language, () => Promise<MailMessages>>> = {
  en: async () => (await import('#shared/messages/mail/en.ts')).en,
  fr: async () => (await import('#shared/messages/mail/fr.ts')).fr,
  ar: async () => (await import('#shared/messages/mail/ar.ts')).ar,
  ru: async () => (await import('#shared/messages/mail/ru.ts')).ru,
  kk: async () => (await import('#shared/messages/mail/kk.ts')).kk,
};

function speaking({ locale, format }: Reader, messages: MailMessages): Speaker {
  const parsed = new Map<string, IntlMessageFormat>();
  return {
    ...locale,
    say: (key, values) => {
      const message = parsed.get(key) ?? new IntlMessageFormat(messages[key], locale.tag);
      parsed.set(key, message);
      const apart = Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'string' ? isolated(value, locale.direction) : value,
      ]);
      return String(message.format(Object.fromEntries(apart)));
    },
    day: format.day,
    instant: (at) => format.instant(at),
    dateOf: (at) => format.instant(at),
    figure: format.whole,
    country: format.country,
  };
}

/** Speaks to the reader; undefined until the sentences are there. */
export function useSpeaker(): Speaker | undefined {
  const reader = useReader();
  const [loaded, keep] = useState<{ readonly language: Language; readonly messages: MailMessages }>();
  useEffect(() => {
    let current = true;
    void files[reader.language]().then(
      (messages) => current && keep({ language: reader.language, messages }),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [reader.language]);
  return useMemo(
    () => (loaded?.language === reader.language ? speaking(reader, loaded.messages) : undefined),
    [reader, loaded],
  );
}
