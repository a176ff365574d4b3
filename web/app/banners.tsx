/** What is true of everything below: no connection, an ended sign-in, a new version. */

import { useRegisterSW } from 'virtual:pwa-register/react';
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useOnline } from '../kit/connection.ts';
import { hasUnsaved } from '../kit/draft.ts';
import { useReader } from '../kit/i18n/reader.tsx';
import { signIn, signInSilently } from '../kit/session/session.ts';
import { useSessionState } from '../kit/session/use-session.ts';
import { Icon } from '../kit/ui/icons.tsx';
import { toneClass } from '../kit/ui/tone.tsx';
import css from './layout.module.css';

/** A tab that stays open asks every so often whether there is a newer console. */
const askForUpdateMs = 60 * 60_000;

function UpdateBanner() {
  const { t } = useReader();
  const { needRefresh, updateServiceWorker } = useRegisterSW({
    onRegisteredSW: (_url, registration) => {
      if (registration !== undefined)
        setInterval(() => void registration.update().catch(() => undefined), askForUpdateMs);
    },
  });
  if (!needRefresh[0]) return null;
  return (
    <div className={`${css.banner} ${toneClass.info}`} role="status">
      <Icon name="info" />
      <span>{t('shell.update')}</span>
      <Button size="compact-md" variant="light" onClick={() => void updateServiceWorker(true)}>
        {t('shell.update.action')}
      </Button>
    </div>
  );
}

function ConnectionBanner() {
  const { t } = useReader();
  const online = useOnline();
  const { signedIn } = useSessionState();

  useEffect(() => {
    // Back on the network without a token: the issuer may still know who this is. Nobody is taken away from a form.
    if (online && !signedIn && !hasUnsaved()) void signInSilently();
  }, [online, signedIn]);

  if (!online)
    return (
      <div className={`${css.banner} ${toneClass.muted}`} role="status">
        <Icon name="cloudOff" />
        <span>{t('shell.offline')}</span>
      </div>
    );
  if (signedIn) return null;
  return (
    <div className={`${css.banner} ${toneClass.warning}`} role="status">
      <Icon name="warning" />
      <span>
        <strong>{t('shell.ended.title')}.</strong> {t('shell.ended.text')}
      </span>
      <Button size="compact-md" onClick={() => void signIn().catch(() => undefined)}>
        {t('shell.sign-in.action')}
      </Button>
    </div>
  );
}

export function Banners() {
  return (
    <>
      <ConnectionBanner />
      <UpdateBanner />
    </>
  );
}
