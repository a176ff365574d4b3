/** What was entered is in the queue: it goes by itself, now or when there is a network. */
import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useTally } from '../../kit/queue/use-queue.tsx';
import { Note } from '../../kit/ui/notes.tsx';
import { Page } from '../../kit/ui/page.tsx';
import styles from './report.module.css';

export function Sent({ facilityId }: { readonly facilityId: string }) {
  const { t } = useReader();
  const [, navigate] = useLocation();
  const { waiting, refused } = useTally();
  return (
    <Page title={t('stock.sent.title')} narrow>
      <div role="status">
        {refused > 0 ? (
          <Note tone="critical" icon="warning">
            {t('stock.sent.refused')}
          </Note>
        ) : (
          <Note tone="good" icon={waiting === 0 ? 'check' : 'clock'}>
            {waiting === 0 ? t('stock.sent.stored') : t('stock.sent.waiting')}
          </Note>
        )}
      </div>
      <div className={styles.actions}>
        <Button onClick={() => navigate(`/facilities/${facilityId}/stock`)}>{t('stock.sent.to-stock')}</Button>
        <Button variant="default" onClick={() => navigate('/queue')}>
          {t('stock.sent.to-queue')}
        </Button>
      </div>
    </Page>
  );
}
