/** A lead today: open alerts worst first, and the places where most is wrong. */
import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { alertLevels } from '#shared/domain/alerts/alert.ts';
import { worstFirst } from '#shared/domain/stock/facts.ts';
import type { Answer } from '../../kit/contract.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useAll, useCall } from '../../kit/queries/use-call.ts';
import { usePlaceName } from '../../kit/queries/use-names.ts';
import { Empty, Loaded, Note } from '../../kit/ui/notes.tsx';
import { AsOf, Section } from '../../kit/ui/page.tsx';
import { Row, Rows } from '../../kit/ui/rows.tsx';
import { LevelBadge, StatusBadge } from '../../kit/ui/tone.tsx';

const most = 6;

type Alert = Answer<'acknowledgeAlert'>;
type Place = Answer<'getOverview'>['items'][number];

const inUrgency = (a: Alert, b: Alert): number =>
  alertLevels.indexOf(b.level) - alertLevels.indexOf(a.level) || (a.openedAt < b.openedAt ? 1 : -1);

/** How bad a place is: rank of its worst item, then how many are as bad. */
const rank = ({ items }: Place): number =>
  Math.min(...items.map(({ status }) => worstFirst.indexOf(status)), worstFirst.length);

/** Open alerts, most urgent first. */
export function AlertsToday({ country }: { readonly country: string | null }) {
  const { t, format, pick } = useReader();
  const alerts = useAll('listAlerts', { query: country === null ? {} : { country } });
  const items = useAll('listItems', {});
  const placeName = usePlaceName();
  const subjectOf = ({ subject }: Alert): string => pick(items.data?.find(({ itemId }) => itemId === subject)?.names);
  const all = (
    <Anchor component={Link} href="/alerts" size="sm">
      {t('home.all')}
    </Anchor>
  );
  return (
    <Section title={t('home.what-now')} aside={all}>
      <Loaded of={alerts}>
        {(found) => {
          if (found.length === 0) return <Empty icon="check">{t('home.all-well')}</Empty>;
          return (
            <Rows label={t('home.alerts', { n: found.length })}>
              {[...found]
                .sort(inUrgency)
                .slice(0, most)
                .map((alert) => (
                  <Row
                    key={alert.alertId}
                    title={[t(`words.alert.${alert.kind}`), subjectOf(alert)].filter(Boolean).join(': ')}
                    text={`${placeName(alert.facilityId)} · ${format.relative(alert.openedAt)}`}
                    end={<LevelBadge level={alert.level} />}
                    to={`/alerts/${encodeURIComponent(alert.alertId)}`}
                  />
                ))}
            </Rows>
          );
        }}
      </Loaded>
    </Section>
  );
}

function Worst({ country }: { readonly country: string | null }) {
  const { t, format } = useReader();
  const overview = useCall('getOverview', { query: { ...(country === null ? {} : { country }), limit: 200 } });
  return (
    <Section title={t('home.worst')} aside={<AsOf at={overview.data?.lastEvaluatedAt ?? 0} />}>
      <Loaded of={overview}>
        {({ items, evaluationLate, lastEvaluatedAt }) => {
          const short = items
            .filter((place) => rank(place) <= worstFirst.indexOf('low'))
            .sort((a, b) => rank(a) - rank(b));
          return (
            <>
              {evaluationLate && lastEvaluatedAt !== null && (
                <Note tone="warning" icon="clock">
                  {t('home.evaluated.late', { when: format.moment(lastEvaluatedAt) })}
                </Note>
              )}
              {short.length === 0 ? (
                <Empty icon="check">{t('home.worst.none')}</Empty>
              ) : (
                <Rows label={t('home.worst')}>
                  {short.slice(0, most).map((place) => (
                    <Row
                      key={place.facilityId}
                      title={place.name}
                      text={t('home.alerts', { n: place.openAlerts })}
                      end={<StatusBadge status={worstFirst[rank(place)] ?? 'adequate'} />}
                      to={`/facilities/${place.facilityId}/stock`}
                    />
                  ))}
                </Rows>
              )}
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}

export function CountryToday({ country }: { readonly country: string | null }) {
  return (
    <>
      <AlertsToday country={country} />
      <Worst country={country} />
    </>
  );
}
