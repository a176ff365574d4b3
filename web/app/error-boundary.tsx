/** Catches a screen that fails, so that the rest of the console and what waits in the queue go on. */
import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useReader } from '../kit/i18n/reader.tsx';
import { Empty } from '../kit/ui/notes.tsx';
import { Page } from '../kit/ui/page.tsx';

function Broken() {
  const { t } = useReader();
  return (
    <Page title={t('shell.broken.title')} narrow>
      <Empty icon="warning" action={<Button onClick={() => location.reload()}>{t('shell.reload')}</Button>}>
        {t('shell.broken.text')}
      </Empty>
    </Page>
  );
}

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Broken /> : this.props.children;
  }
}
