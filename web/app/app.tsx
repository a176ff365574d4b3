/** Everything that is above the screens: theme, direction, language, and who is signed in. */
import { DirectionProvider, localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { useEffect } from 'react';
import type { Language } from '#shared/messages/locales.ts';
import { readerLocale } from '#shared/messages/locales.ts';
import { isOnline, noteReached, onConnection } from '../kit/connection.ts';
import { ReaderProvider } from '../kit/i18n/reader.tsx';
import { useSessionState } from '../kit/session/use-session.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { MemberApp } from './member-app.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { theme } from './theme.ts';

const schemes = localStorageColorSchemeManager({ key: 'muster.appearance' });
const probeMs = 15_000;

/** While requests do not get through, one small one asks from time to time whether they would. */
function useProbe(): void {
  useEffect(() => {
    const probe = async (): Promise<void> => {
      if (isOnline() || !navigator.onLine) return;
      const answer = await fetch('/api/v1/sign-in', { cache: 'no-store' }).catch(() => undefined);
      if (answer !== undefined) noteReached();
    };
    const timer = setInterval(() => void probe(), probeMs);
    const end = onConnection(() => undefined);
    return () => {
      clearInterval(timer);
      end();
    };
  }, []);
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
