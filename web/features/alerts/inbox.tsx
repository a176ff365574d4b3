/** The inbox: what is wrong where, worst first. */
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { compareLevels } from '#shared/domain/alerts/alert.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { usePlace } from '../../kit/place.tsx';
import { useAll } from '../../kit/queries/use-call.ts';
import { Empty, Loaded } from '../../kit/ui/notes.tsx';
import { AsOf, Page } from '../../kit/ui/page.tsx';
import { Row, Rows } from '../../kit/ui/rows.tsx';
import { Badge, LevelBadge } from '../../kit/ui/tone.tsx';
import styles from './alerts.module.css';
import { type Filter, Filters, useFilter } from './filters.tsx';
import { type Alert, useSentences } from './sentences.ts';

const pageSize = 50;

const fits = (alert: Alert, { view, kind, level }: Filter): boolean =>
  (view === 'todo' ? alert.state === 'open' || alert.state === 'escalated' : alert.state === view) &&
  (kind === null || alert.kind === kind) &&
  (level === null || alert.level === level);

const worstFirst = (a: Alert, b: Alert): number =>
  compareLevels(b.level, a.level) || (a.openedAt < b.openedAt ? 1 : a.openedAt > b.openedAt ? -1 : 0);
const newestFirst = (a: Alert, b: Alert): number => ((a.resolvedAt ?? '') < (b.resolvedAt ?? '') ? 1 : -1);

function List({ alerts, ended }: { readonly alerts: readonly Alert[]; readonly ended: boolean }) {
  const { t, format } = useReader();
  const say = useSentences(alerts);
  const [shown, show] = useState(pageSize);
  if (alerts.length === 0) return <Empty icon="check">{t('alerts.none')}</Empty>;
  return (
    <>
      <Rows label={t('alerts.title')}>
        {alerts.slice(0, shown).map((alert) => {
          const { headline, place } = say(alert);
          const when = ended && alert.resolvedAt !== null ? alert.resolvedAt : alert.openedAt;
          return (
            <Row
              key={alert.alertId}
              title={headline}
              text={
                <span className={styles.badges}>
                  {ended ? (
                    <Badge tone="good" icon="check" label={t('alerts.state.resolved')} />
                  ) : (
                    <LevelBadge level={alert.level} />
                  )}
                  {alert.state === 'escalated' && (
                    <Badge tone="critical" icon="upload" label={t('alerts.state.escalated')} />
                  )}
                  {t(ended ? 'alerts.row.ended' : 'alerts.row.since', { place, when: format.relative(when) })}
                </span>
              }
              to={`/alerts/${encodeURIComponent(alert.alertId)}`}
            />
          );
        })}
      </Rows>
      {alerts.length > shown && (
        <Button variant="default" fullWidth mt="md" onClick={() => show((before) => before + pageSize)}>
          {t('alerts.more', { n: alerts.length - shown })}
        </Button>
      )}
    </>
  );
}

export function Screen() {
  const { t } = useReader();
  const { facilityId } = usePlace();
  const [filter] = useFilter();
  const ended = filter.view === 'resolved';
  const where =
    filter.country !== null ? { country: filter.country } : facilityId !== null ? { facility: facilityId } : {};
  const alerts = useAll(
    'listAlerts',
    { query: ended ? { ...where, state: 'resolved' } : where },
    { everyMs: 5 * 60_000 },
  );
  const found = useMemo(
    () => alerts.data?.filter((alert) => fits(alert, filter)).sort(ended ? newestFirst : worstFirst),
    [alerts.data, filter, ended],
  );
  return (
    <Page title={t('alerts.title')} lead={t('alerts.lead')}>
      <Filters />
      <p className={styles.tally} role="status">
        {found !== undefined && t('alerts.tally', { n: found.length })} <AsOf at={alerts.updatedAt} />
      </p>
      <Loaded of={{ ...alerts, data: found }}>{(list) => <List alerts={list} ended={ended} />}</Loaded>
    </Page>
  );
}
