/** One item at one facility: how much, how long, its batches, its level over time, and the stock card with a way to correct mistakes. */
import { Loader } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useAll, useCall } from '../../kit/queries/use-call.ts';
import type { ScreenProps } from '../../kit/screens.ts';
import { Empty, Loaded } from '../../kit/ui/notes.tsx';
import { AsOf, Page, Section, Tiles } from '../../kit/ui/page.tsx';
import { Figure, Row, Rows } from '../../kit/ui/rows.tsx';
import { StatusBadge } from '../../kit/ui/tone.tsx';
import { Basis } from './basis.tsx';
import { Card } from './card.tsx';
import { useCatalogue } from './catalogue.ts';
import type { StockRow } from './shelf.ts';

const Chart = lazy(() => import('./chart.tsx').then((file) => ({ default: file.Chart })));

function Lots({ row }: { readonly row: StockRow }) {
  const { t, format } = useReader();
  if (row.lots.length === 0) return null;
  return (
    <Section title={t('stock.item.lots')}>
      <Rows label={t('stock.item.lots')}>
        {row.lots.map((lot) => (
          <Row
            key={`${lot.lot}-${lot.state}`}
            title={lot.lot ?? t('stock.item.no-lot')}
            text={lot.expiry === null ? undefined : t('stock.item.expires', { day: format.day(lot.expiry) })}
            end={
              <span>
                <strong>{format.whole(lot.onHand)}</strong>
                {lot.state !== 'good' && <div>{t(`stock.lot-state.${lot.state}`)}</div>}
              </span>
            }
          />
        ))}
      </Rows>
    </Section>
  );
}

function Figures({ row }: { readonly row: StockRow }) {
  const { t, format } = useReader();
  const shown = (value: number | null, digits = 0) => (value === null ? '–' : format.figure(value, digits));
  return (
    <Tiles min={9}>
      <Figure value={shown(row.estimatedOnHand ?? row.usable)} label={t('stock.item.shelf')} />
      <Figure value={shown(row.coverDays === null ? null : Math.floor(row.coverDays))} label={t('stock.item.days')} />
      <Figure value={shown(row.adu, 1)} label={t('stock.item.use')} />
      <Figure value={shown(row.inTransit)} label={t('stock.item.coming')} />
      {row.projectedStockOut !== null && (
        <Figure value={format.day(row.projectedStockOut)} label={t('stock.item.out-on')} />
      )}
    </Tiles>
  );
}

export function Screen({ params }: ScreenProps) {
  const { t } = useReader();
  const { facilityId = '', itemId = '' } = params;
  const facility = useCall('getFacility', { params: { facilityId } });
  const stock = useCall('getStock', { params: { facilityId } });
  const card = useAll('listStockEvents', { params: { facilityId }, query: { item: itemId } });
  const { of, nameOf } = useCatalogue();
  const row = stock.data?.items.find((each) => each.itemId === itemId);
  return (
    <Page
      title={nameOf(itemId)}
      lead={facility.data?.name}
      actions={row === undefined ? undefined : <StatusBadge status={row.status} />}
    >
      <Loaded of={stock}>
        {() =>
          row === undefined ? (
            <Empty icon="box">{t('stock.item.none')}</Empty>
          ) : (
            <>
              <Section title={t('stock.item.today')} aside={<AsOf at={stock.updatedAt} />}>
                <Figures row={row} />
              </Section>
              <Section title={t('stock.basis.title')}>
                <Basis row={row} item={of(itemId)} facility={facility.data} />
              </Section>
              {card.data !== undefined && card.data.length > 1 && (
                <Section title={t('stock.chart')}>
                  <Suspense fallback={<Loader />}>
                    <Chart card={card.data} row={row} />
                  </Suspense>
                </Section>
              )}
              <Lots row={row} />
            </>
          )
        }
      </Loaded>
      <Section title={t('stock.card')} aside={<AsOf at={card.updatedAt} />}>
        <Loaded of={card}>{(lines) => <Card facilityId={facilityId} lines={lines} />}</Loaded>
      </Section>
    </Page>
  );
}
