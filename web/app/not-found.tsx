/** An address that leads nowhere, or to what is not one's own: both look the same. */
import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { useReader } from '../kit/i18n/reader.tsx';
import { Empty } from '../kit/ui/notes.tsx';
import { Page } from '../kit/ui/page.tsx';

export function NotFound() {
  const { t } = useReader();
  const [, navigate] = useLocation();
  return (
    <Page title={t('shell.not-found.title')} narrow>
      <Empty icon="search" action={<Button onClick={() => navigate('/')}>{t('shell.to-home')}</Button>}>
        {t('shell.not-found.text')}
      </Empty>
    </Page>
  );
}
