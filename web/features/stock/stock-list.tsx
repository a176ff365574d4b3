/** The stock of one facility today: worst first, with what is on its way and what one can do about it. */
import { Button, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { matches } from '../../kit/fold.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useCall } from '../../kit/queries/use-call.ts';
import type { ScreenProps } from '../../kit/screens.ts';
import { useMay } from '../../kit/session/use-session.ts';
import { Icon } from '../../kit/ui/icons.tsx';
import { Empty, Loaded } from '../../kit/ui/notes.tsx';
import { AsOf, Page, Section } from '../../kit/ui/page.tsx';
import { StatusBadge } from '../../kit/ui/tone.tsx';
import { Basis } from './basis.tsx';
import { useCatalogue } from './catalogue.ts';
import { OnTheWay } from './on-the-way.tsx';
import { byUrgency } from './order.ts';
import type { StockRow } from './shelf.ts';
import styles from './stock.module.css';

const short: ReadonlySet<string> = new Set(['out', 'emergency', 'count-needed', 'low', 'unknown']);

function Figures({ row }: { readonly row: StockRow }) {
  const { t, format } = useReader();
  const shelf = row.estimatedOnHand ?? row.usable;
  return (
    <span className={styles.figures}>
      {row.coverDays !== null && <strong>{t('words.days-left', { days: Math.floor(row.coverDays) })}</strong>}
      {shelf !== null && (
        <span>
          {row.estimatedOnHand !== null && row.estimatedOnHand !== row.usable
            ? t('stock.about', { n: shelf })
            : t('stock.on-shelf', { n: shelf })}
        </span>
      )}
      {row.lastReportAt !== null && (
        <span className={row.stale ? styles.stale : undefined}>
          {t('stock.reported', { when: format.relative(row.lastReportAt) })}
        </span>
      )}
      {row.inTransit > 0 && <span>{t('stock.on-the-way.n', { n: row.inTransit })}</span>}
    </span>
  );
}

function Actions({ facilityId }: { readonly facilityId: string }) {
  const { t } = useReader();
  const [, navigate] = useLocation();
  const may = useMay();
  if (!may('recordStockEvent', { facilityId })) return null;
  return (
    <>
      <Button leftSection={<Icon name="clipboard" />} onClick={() => navigate(`/facilities/${facilityId}/report`)}>
        {t('stock.report')}
      </Button>
      <Button
        variant="default"
        leftSection={<Icon name="edit" />}
        onClick={() => navigate(`/facilities/${facilityId}/movement`)}
      >
        {t('stock.movement')}
      </Button>
    </>
  );
}

export function Screen({ params }: ScreenProps) {
  const { t } = useReader();
  const facilityId = params.facilityId ?? '';
  const facility = useCall('getFacility', { params: { facilityId } });
  const stock = useCall('getStock', { params: { facilityId } });
  const catalogue = useCatalogue();
  const [search, setSearch] = useState('');
  const [which, setWhich] = useState('all');
  const [asked, setAsked] = useState<StockRow>();
  return (
    <Page title={t('stock.title')} lead={facility.data?.name} actions={<Actions facilityId={facilityId} />}>
      <OnTheWay facilityId={facilityId} />
      <Section title={t('stock.items')} aside={<AsOf at={stock.updatedAt} />}>
        <div className={styles.filters}>
          <TextInput
            type="search"
            aria-label={t('words.search')}
            placeholder={t('words.search')}
            leftSection={<Icon name="search" size={18} />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <SegmentedControl
            value={which}
            onChange={setWhich}
            data={[
              { value: 'all', label: t('stock.filter.all') },
              { value: 'short', label: t('stock.filter.short') },
            ]}
          />
        </div>
        <Loaded of={stock} rows={8}>
          {({ items }) => {
            const rows = byUrgency(items, catalogue.of).filter(
              (row) => (which === 'all' || short.has(row.status)) && matches(search, catalogue.wordsOf(row.itemId)),
            );
            if (rows.length === 0) return <Empty icon="box">{t('words.nothing-found')}</Empty>;
            return (
              <ul className={styles.list} aria-label={t('stock.items')}>
                {rows.map((row) => (
                  <li key={row.itemId} className={styles.item}>
                    <Link href={`/facilities/${facilityId}/stock/${row.itemId}`} className={styles.itemLink}>
                      <span className={styles.itemName}>{catalogue.nameOf(row.itemId)}</span>
                      <StatusBadge status={row.status} />
                      <Figures row={row} />
                    </Link>
                    <button
                      type="button"
                      className={`plain ${styles.ask}`}
                      aria-label={t('stock.basis.ask', { item: catalogue.nameOf(row.itemId) })}
                      onClick={() => setAsked(row)}
                    >
                      <Icon name="info" />
                    </button>
                  </li>
                ))}
              </ul>
            );
          }}
        </Loaded>
      </Section>
      <Modal
        opened={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={t('stock.basis.title')}
        closeButtonProps={{ 'aria-label': t('words.close') }}
      >
        {asked !== undefined && <Basis row={asked} item={catalogue.of(asked.itemId)} facility={facility.data} />}
      </Modal>
    </Page>
  );
}
