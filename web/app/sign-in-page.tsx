/** The first page for whoever is not signed in: what this is, one button, and the languages. */
import { Button, Group, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { languages } from '#shared/messages/locales.ts';
import { useOnline } from '../kit/connection.ts';
import { useReader } from '../kit/i18n/reader.tsx';
import { signIn } from '../kit/session/session.ts';
import { useSessionState } from '../kit/session/use-session.ts';
import { Note } from '../kit/ui/notes.tsx';
import { Mark } from './mark.tsx';
import css from './sign-in-page.module.css';

const names = { en: 'English', fr: 'Français', ar: 'العربية', ru: 'Русский', kk: 'Қазақша' } as const;

export function SignInPage() {
  const { t, language, setLanguage } = useReader();
  const { failure } = useSessionState();
  const online = useOnline();
  const [busy, setBusy] = useState(false);
  const begin = (): void => {
    setBusy(true);
    void signIn().catch(() => setBusy(false));
  };
  return (
    <main className={css.page}>
      <title>Muster</title>
      <div className={css.card}>
        <div className={css.brand}>
          <Mark size={44} />
          <span>Muster</span>
        </div>
        <h1>{t('shell.sign-in.title')}</h1>
        <p>{t('shell.sign-in.lead')}</p>
        {failure !== undefined && (
          <div role="alert">
            <Note tone="critical" icon="warning">
              {t('shell.sign-in.failed', { reason: failure })}
            </Note>
          </div>
        )}
        {!online && (
          <div role="status">
            <Note tone="muted" icon="cloudOff">
              {t('shell.sign-in.offline')}
            </Note>
          </div>
        )}
        <Button size="lg" fullWidth loading={busy} onClick={begin}>
          {t('shell.sign-in.action')}
        </Button>
        <Group gap={4} justify="center" role="group" aria-label={t('shell.language')}>
          {languages.map((one) => (
            <UnstyledButton
              key={one}
              lang={one}
              className={css.language}
              aria-pressed={one === language}
              onClick={() => setLanguage(one)}
            >
              {names[one]}
            </UnstyledButton>
          ))}
        </Group>
      </div>
    </main>
  );
}
