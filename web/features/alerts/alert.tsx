/** One alert: what is wrong, what to do, who did what; and the three things that one can do with it. */
import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { parseAlertId, WHOLE_FACILITY } from '#shared/domain/alerts/alert.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useAll } from '../../kit/queries/use-call.ts';
import type { ScreenProps } from '../../kit/screens.ts';
import { useMay } from '../../kit/session/use-session.ts';
import { Empty, Loaded, Note } from '../../kit/ui/notes.tsx';
import { AsOf, Page, Section } from '../../kit/ui/page.tsx';
import { Badge, LevelBadge } from '../../kit/ui/tone.tsx';
import { Actions } from './actions.tsx';
import styles from './alerts.module.css';
import { type Alert, useSentences } from './sentences.ts';

/** The id as it is written, however a mail program or a list encoded it. */
function idFrom(param: string): string {
  try {
    return decodeURIComponent(param);
  } catch {
    return param;
  }
}

/** Where one sees more of what it is about. */
function moreAbout({ facilityId, kind, subject }: Alert): string {
  if (kind === 'shipment-overdue' || kind === 'receipt-discrepancy') return `/shipments/${subject}`;
  if (kind === 'guidance-overdue') return `/facilities/${facilityId}/guidance`;
  if (kind === 'checklist-overdue') return `/facilities/${facilityId}/checklist`;
  if (subject === WHOLE_FACILITY || kind === 'recall') return `/facilities/${facilityId}/stock`;
  return `/facilities/${facilityId}/stock/${encodeURIComponent(subject)}`;
}

const stateIcons = {
  open: 'bell',
  escalated: 'upload',
  acknowledged: 'check',
  snoozed: 'pause',
  resolved: 'check',
} as const;

function History({ alert }: { readonly alert: Alert }) {
  const { t, format } = useReader();
  return (
    <ol className={styles.history}>
      {[...alert.history].reverse().map((entry) => (
        <li key={`${entry.at} ${entry.change}`}>
          <div>
            {entry.by === null
              ? t(`alerts.change.${entry.change}`)
              : t('alerts.change.by', { what: t(`alerts.change.${entry.change}`), who: entry.by })}
          </div>
          <div className={styles.when}>{format.instant(entry.at)}</div>
          {entry.note !== null && <p className={styles.note}>{entry.note}</p>}
        </li>
      ))}
    </ol>
  );
}

function Detail({ alert, updatedAt }: { readonly alert: Alert; readonly updatedAt: number }) {
  const { t, format } = useReader();
  const may = useMay();
  const { headline, place, facts, action } = useSentences([alert])(alert);
  const { facilityId } = alert;
  const ended = alert.state === 'resolved';
  const ofShipment = alert.kind === 'shipment-overdue' || alert.kind === 'receipt-discrepancy';
  // Logistics acts on deliveries only; what a lead alone may do tells leads apart.
  const mayAct = may(ofShipment ? 'acknowledgeAlert' : 'putLevel', { facilityId });
  return (
    <Page
      narrow
      title={headline}
      lead={t('alerts.row.since', { place, when: format.relative(alert.openedAt) })}
      actions={
        <Anchor component={Link} href="/alerts">
          {t('alerts.back')}
        </Anchor>
      }
    >
      <div className={styles.state}>
        {!ended && <LevelBadge level={alert.level} />}
        <Badge
          tone={alert.state === 'escalated' ? 'critical' : ended || alert.state === 'acknowledged' ? 'good' : 'muted'}
          icon={stateIcons[alert.state]}
          label={
            alert.snoozedUntil === null
              ? t(`alerts.state.${alert.state}`)
              : t('alerts.state.until', { when: format.instant(alert.snoozedUntil) })
          }
        />
        <AsOf at={updatedAt} />
      </div>
      {facts.length > 0 && (
        <ul className={styles.facts}>
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      )}
      <Section
        title={t('alerts.what-to-do')}
        aside={
          <Anchor component={Link} href={moreAbout(alert)}>
            {t('alerts.look')}
          </Anchor>
        }
      >
        <Note tone={ended ? 'good' : 'info'} icon={ended ? 'check' : 'flag'}>
          {action}
        </Note>
      </Section>
      {mayAct && <Actions key={alert.alertId} alert={alert} />}
      <Section title={t('alerts.history')}>
        <History alert={alert} />
      </Section>
    </Page>
  );
}

export function Screen({ params }: ScreenProps) {
  const { t } = useReader();
  const alertId = idFrom(params.alertId ?? '');
  const parsed = parseAlertId(alertId);
  const where = { facility: parsed?.facilityId, kind: parsed?.kind };
  const enabled = parsed !== undefined;
  const open = useAll('listAlerts', { query: where }, { enabled });
  const ended = useAll('listAlerts', { query: { ...where, state: 'resolved' } }, { enabled });
  const all = open.data && ended.data && [...open.data, ...ended.data];
  // A mail may speak of an episode that is over: then the one of today answers for it.
  const found =
    [...(open.data ?? []), ...(ended.data ?? [])].find((one) => one.alertId === alertId) ??
    all?.find((one) => one.subject === parsed?.subject);
  if (found !== undefined) return <Detail alert={found} updatedAt={open.updatedAt} />;
  return (
    <Page narrow title={t('alerts.title')}>
      {enabled ? (
        <Loaded of={{ ...open, data: all, problem: open.problem ?? ended.problem }}>
          {() => <Empty icon="check">{t('alerts.gone')}</Empty>}
        </Loaded>
      ) : (
        <Empty>{t('alerts.gone')}</Empty>
      )}
    </Page>
  );
}
