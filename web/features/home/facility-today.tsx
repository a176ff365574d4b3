/** A facility today: what is short, what is coming, what is due. */
import { type StockStatus, worstFirst } from '#shared/domain/stock/facts.ts';
import type { Answer } from '../../kit/contract.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useAll, useCall } from '../../kit/queries/use-call.ts';
import { usePlaceName } from '../../kit/queries/use-names.ts';
import { Icon } from '../../kit/ui/icons.tsx';
import { Empty, Loaded } from '../../kit/ui/notes.tsx';
import { AsOf, Section } from '../../kit/ui/page.tsx';
import { Row, Rows } from '../../kit/ui/rows.tsx';
import { StatusBadge } from '../../kit/ui/tone.tsx';

const shortOnes: ReadonlySet<StockStatus> = new Set(['out', 'emergency', 'count-needed', 'low', 'unknown']);
const mostShort = 5;

type StockRow = Answer<'getStock'>['items'][number];

function Short({ facilityId }: { readonly facilityId: string }) {
  const { t, pick, format } = useReader();
  const stock = useCall('getStock', { params: { facilityId } });
  const items = useAll('listItems', {});
  const nameOf = (itemId: string) => pick(items.data?.find((item) => item.itemId === itemId)?.names) || itemId;
  const worst = (rows: readonly StockRow[]) =>
    rows
      .filter(({ status }) => shortOnes.has(status))
      .sort(
        (a, b) =>
          worstFirst.indexOf(a.status) - worstFirst.indexOf(b.status) || (a.coverDays ?? 0) - (b.coverDays ?? 0),
      );
  return (
    <Section title={t('home.short')} aside={<AsOf at={stock.updatedAt} />}>
      <Loaded of={stock}>
        {({ items: rows }) => {
          const short = worst(rows);
          if (short.length === 0) return <Empty icon="check">{t('home.short.none')}</Empty>;
          return (
            <Rows label={t('home.short')}>
              {short.slice(0, mostShort).map((row) => (
                <Row
                  key={row.itemId}
                  title={nameOf(row.itemId)}
                  text={
                    row.coverDays === null
                      ? row.onHand === null
                        ? undefined
                        : format.whole(row.onHand)
                      : t('words.days-left', { days: Math.floor(row.coverDays) })
                  }
                  end={<StatusBadge status={row.status} />}
                  to={`/facilities/${facilityId}/stock/${row.itemId}`}
                />
              ))}
            </Rows>
          );
        }}
      </Loaded>
    </Section>
  );
}

function Coming({ facilityId }: { readonly facilityId: string }) {
  const { t, format } = useReader();
  const placeName = usePlaceName();
  const shipments = useAll('listShipments', { query: { facility: facilityId } });
  const originOf = (origin: Answer<'getShipment'>['origin']) =>
    origin.kind === 'supplier' ? origin.name : placeName(origin.facilityId);
  return (
    <Section title={t('home.coming')}>
      <Loaded of={shipments} rows={2}>
        {(all) => {
          const coming = all.filter(
            ({ destination, status }) =>
              destination === facilityId && (status === 'dispatched' || status === 'partly-received'),
          );
          if (coming.length === 0) return <Empty icon="truck">{t('home.coming.none')}</Empty>;
          return (
            <Rows label={t('home.coming')}>
              {coming.map((one) => (
                <Row
                  key={one.shipmentId}
                  start={<Icon name="truck" />}
                  title={t('home.coming.from', { name: originOf(one.origin) })}
                  text={
                    one.expectedOn === undefined
                      ? undefined
                      : t('home.coming.expected', { day: format.weekday(one.expectedOn) })
                  }
                  to={`/shipments/${one.shipmentId}`}
                />
              ))}
            </Rows>
          );
        }}
      </Loaded>
    </Section>
  );
}

function Due({ facilityId }: { readonly facilityId: string }) {
  const { t, format, pick } = useReader();
  const facility = useCall('getFacility', { params: { facilityId } });
  const guidance = useAll('listGuidance', { query: { facility: facilityId } });
  const lastReport = facility.data?.lastReportOn ?? null;
  const toRead = guidance.data?.filter(
    ({ acknowledgement }) => acknowledgement?.state === 'pending' || acknowledgement?.state === 'overdue',
  );
  return (
    <Section title={t('home.due')}>
      <Rows label={t('home.due')}>
        <Row
          start={<Icon name="clipboard" />}
          title={t('home.due.report')}
          text={
            lastReport === null
              ? t('home.due.no-report')
              : t('home.due.last-report', { day: format.weekday(lastReport) })
          }
          to={`/facilities/${facilityId}/report`}
        />
        {toRead !== undefined && (
          <Row
            start={<Icon name="book" />}
            title={t('home.due.guidance', { n: toRead.length })}
            text={
              toRead.length === 0 ? undefined : format.list(toRead.map((one) => pick(one.titles) || one.documentId))
            }
            to={`/facilities/${facilityId}/guidance`}
          />
        )}
      </Rows>
    </Section>
  );
}

export function FacilityToday({ facilityId }: { readonly facilityId: string }) {
  return (
    <>
      <Short facilityId={facilityId} />
      <Due facilityId={facilityId} />
      <Coming facilityId={facilityId} />
    </>
  );
}
