/** Guidance for leads: each version, whether it is in force, and the way to who has read it. */
import { useReader } from '../../kit/i18n/reader.tsx';
import { usePlace } from '../../kit/place.tsx';
import { useAll } from '../../kit/queries/use-call.ts';
import { Empty, Loaded } from '../../kit/ui/notes.tsx';
import { AsOf, Page } from '../../kit/ui/page.tsx';
import { Row, Rows } from '../../kit/ui/rows.tsx';
import { Badge } from '../../kit/ui/tone.tsx';
import styles from './guidance.module.css';

export function Screen() {
  const { t, format, pick } = useReader();
  const { country } = usePlace();
  const guidance = useAll('listGuidance', { query: country === null ? {} : { country } });
  return (
    <Page title={t('guidance.title')} lead={t('guidance.lead.leads')} actions={<AsOf at={guidance.updatedAt} />}>
      <Loaded of={guidance}>
        {(all) => {
          if (all.length === 0) return <Empty icon="book">{t('guidance.none.yet')}</Empty>;
          return (
            <Rows label={t('guidance.title')}>
              {[...all]
                .sort((a, b) => Number(b.current) - Number(a.current) || b.effectiveOn.localeCompare(a.effectiveOn))
                .map((one) => (
                  <Row
                    key={`${one.documentId} ${one.version}`}
                    title={pick(one.titles)}
                    text={
                      <span className={styles.meta}>
                        {one.status === 'withdrawn' ? (
                          <Badge tone="muted" icon="close" label={t('guidance.withdrawn')} />
                        ) : one.current ? (
                          <Badge tone="good" icon="check" label={t('guidance.in-force')} />
                        ) : (
                          <Badge tone="muted" icon="clock" label={t('guidance.not-in-force')} />
                        )}
                        <span>{t('guidance.version', { version: one.version })}</span>
                        <span>{t('guidance.from', { day: format.day(one.effectiveOn) })}</span>
                      </span>
                    }
                    to={`/guidance/${one.documentId}/${one.version}`}
                  />
                ))}
            </Rows>
          );
        }}
      </Loaded>
    </Page>
  );
}
