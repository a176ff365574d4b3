/** Everything that is above the screens: theme, direction, language, and who is signed in. */
import { DirectionProvider, localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { useEffect } from 'react';
import type { Language } from '#shared/messages/locales.ts';
import { readerLocale } from '#shared/messages/locales.ts';
import { noteReached, useOnline } from '../kit/connection.ts';
import { ReaderProvider } from '../kit/i18n/reader.tsx';
import { useSessionState } from '../kit/session/use-session.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { MemberApp } from './member-app.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { theme } from './theme.ts';

const schemes = localStorageColorSchemeManager({ key: 'muster.appearance' });
const firstProbeMs = 2_000;
const longestProbeMs = 30_000;

/** While requests do not get through, a small one asks whether they would: soon at first, then ever more seldom, and when one looks again. */
function useProbe(): void {
  const online = useOnline();
  useEffect(() => {
    if (online) return;
    let pause = firstProbeMs;
    let timer: ReturnType<typeof setTimeout>;
    const probe = async (): Promise<void> => {
      clearTimeout(timer);
      const answer = await fetch('/api/v1/sign-in', { cache: 'no-store' }).catch(() => undefined);
      if (answer !== undefined) return noteReached();
      pause = Math.min(longestProbeMs, pause * 2);
      timer = setTimeout(() => void probe(), pause);
    };
    const look = (): void => {
      if (document.visibilityState === 'visible') void probe();
    };
    timer = setTimeout(() => void probe(), pause);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [online]);
}

export function App({ language }: { readonly language: Language }) {
  const { member } = useSessionState();
  useProbe();
  return (
    <MantineProvider
      theme={theme}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <DirectionProvider initialDirection={readerLocale(language).direction} detectDirection={false}>
        <ReaderProvider first={language} memberLocale={member?.locale ?? null}>
          <ErrorBoundary>
            {member === undefined ? <SignInPage /> : <MemberApp key={member.memberId} member={member} />}
          </ErrorBoundary>
        </ReaderProvider>
      </DirectionProvider>
    </MantineProvider>
  );
}
