/** Who has read a version of guidance, who is late, and how many were briefed. */
import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { useReader } from '../../kit/i18n/reader.tsx';
import { usePlace } from '../../kit/place.tsx';
import { useAll, useCall } from '../../kit/queries/use-call.ts';
import type { ScreenProps } from '../../kit/screens.ts';
import { Empty, Loaded } from '../../kit/ui/notes.tsx';
import { AsOf, Page, Section, Tiles } from '../../kit/ui/page.tsx';
import { Figure, Row, Rows } from '../../kit/ui/rows.tsx';
import { Badge } from '../../kit/ui/tone.tsx';
import styles from './guidance.module.css';

const lateFirst = ['overdue', 'pending', 'acknowledged', 'not-asked'] as const;

export function Screen({ params }: ScreenProps) {
  const { t, format, pick } = useReader();
  const { country } = usePlace();
  const { documentId = '', version = '' } = params;
  const where = country === null ? {} : { country };
  const known = useAll('listGuidance', { query: where });
  const totals = useCall('getCoverage', { params: { documentId, version }, query: { ...where, limit: 1 } });
  const places = useAll('getCoverage', { params: { documentId, version }, query: where });
  const found = known.data?.find((one) => one.documentId === documentId && one.version === version);
  return (
    <Page
      title={found === undefined ? t('guidance.coverage') : pick(found.titles)}
      lead={t('guidance.version', { version })}
      actions={
        <Anchor component={Link} href="/guidance">
          {t('guidance.all')}
        </Anchor>
      }
    >
      <Section title={t('guidance.coverage')} aside={<AsOf at={totals.updatedAt} />}>
        <Loaded of={totals} rows={1}>
          {({ totals: { acknowledged, pending, overdue, briefed, staff } }) => (
            <Tiles min={9}>
              <Figure value={format.whole(acknowledged)} label={t('guidance.state.acknowledged')} />
              <Figure value={format.whole(pending)} label={t('guidance.state.pending')} />
              <Figure value={format.whole(overdue)} label={t('guidance.state.overdue')} />
              {briefed !== null && staff !== null && (
                <Figure value={format.whole(briefed)} label={t('guidance.briefed.of', { n: staff })} />
              )}
            </Tiles>
          )}
        </Loaded>
      </Section>
      <Section title={t('guidance.places')}>
        <Loaded of={places}>
          {(all) =>
            all.length === 0 ? (
              <Empty>{t('guidance.nobody')}</Empty>
            ) : (
              <Rows label={t('guidance.places')}>
                {[...all]
                  .sort((a, b) => lateFirst.indexOf(a.state) - lateFirst.indexOf(b.state))
                  .map((one) => (
                    <Row
                      key={one.facilityId}
                      title={one.name}
                      text={
                        <span className={styles.meta}>
                          {one.acknowledgedAt !== null ? (
                            <span>{t('guidance.read.on', { day: format.instant(one.acknowledgedAt) })}</span>
                          ) : (
                            one.dueOn !== null && <span>{t('guidance.due', { day: format.day(one.dueOn) })}</span>
                          )}
                          {one.briefed !== null && <span>{t('guidance.heads.briefed', { n: one.briefed })}</span>}
                        </span>
                      }
                      end={
                        <Badge
                          tone={one.state === 'overdue' ? 'critical' : one.state === 'acknowledged' ? 'good' : 'info'}
                          icon={one.state === 'overdue' ? 'warning' : one.state === 'acknowledged' ? 'check' : 'clock'}
                          label={t(`guidance.state.${one.state}`)}
                        />
                      }
                    />
                  ))}
              </Rows>
            )
          }
        </Loaded>
      </Section>
    </Page>
  );
}
