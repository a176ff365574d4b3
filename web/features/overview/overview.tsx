/** A country at a glance: each place by each item, with a colour and a sign, and how prepared each place is. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { worstFirst } from '#shared/domain/stock/facts.ts';
import { matches } from '../../kit/fold.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { usePlace } from '../../kit/place.tsx';
import { useAll, useCall } from '../../kit/queries/use-call.ts';
import { Icon } from '../../kit/ui/icons.tsx';
import { Empty, Loaded, Note } from '../../kit/ui/notes.tsx';
import { AsOf, Page } from '../../kit/ui/page.tsx';
import { StatusBadge } from '../../kit/ui/tone.tsx';
import { Matrix } from './matrix.tsx';
import { columnsOf, type Order, ordered, orders, type Place } from './order.ts';
import styles from './overview.module.css';

/** Rows that are drawn at first; a programme may have thousands. */
const pageSize = 60;

function Table({ places }: { readonly places: readonly Place[] }) {
  const { t } = useReader();
  const [search, setSearch] = useSearchParams();
  const [wanted, want] = useState('');
  const [shown, show] = useState(pageSize);
  const order: Order = orders.find((one) => one === search.get('sort')) ?? 'worst';
  const found = useMemo(
    () =>
      ordered(
        places.filter(({ name, facilityId }) => matches(wanted, [name, facilityId])),
        order,
      ),
    [places, wanted, order],
  );
  const columns = useMemo(() => columnsOf(places), [places]);
  return (
    <>
      <div className={styles.tools}>
        <TextInput
          type="search"
          label={t('words.search')}
          value={wanted}
          onChange={(event) => want(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('overview.sort')}
          value={order}
          onChange={(event) => setSearch({ sort: event.currentTarget.value }, { replace: true })}
          data={orders.map((value) => ({ value, label: t(`overview.sort.${value}`) }))}
        />
      </div>
      {found.length === 0 ? (
        <Empty icon="search">{t('words.nothing-found')}</Empty>
      ) : (
        <Matrix places={found.slice(0, shown)} columns={columns} />
      )}
      {found.length > shown && (
        <Button variant="default" fullWidth mt="md" onClick={() => show((before) => before + pageSize)}>
          {t('overview.more', { n: found.length - shown })}
        </Button>
      )}
      <ul className={styles.legend} aria-label={t('overview.legend')}>
        {worstFirst.map((status) => (
          <li key={status}>
            <StatusBadge status={status} />
          </li>
        ))}
      </ul>
    </>
  );
}

export function Screen() {
  const { t, format } = useReader();
  const { country } = usePlace();
  const where = country === null ? {} : { country };
  const overview = useAll('getOverview', { query: { ...where, full: 'true' } }, { everyMs: 5 * 60_000 });
  const known = useCall('getOverview', { query: { ...where, limit: 1 } }, { everyMs: 5 * 60_000 }).data;
  return (
    <Page
      title={t('overview.title')}
      lead={country === null ? t('overview.lead') : format.country(country)}
      actions={<AsOf at={overview.updatedAt} />}
    >
      {known !== undefined && (
        <div className={styles.evaluated}>
          {known.lastEvaluatedAt === null ? (
            <Note tone="warning" icon="clock">
              {t('overview.never')}
            </Note>
          ) : known.evaluationLate ? (
            <Note tone="warning" icon="clock">
              {t('overview.late', { when: format.moment(known.lastEvaluatedAt) })}
            </Note>
          ) : (
            <span>
              <Icon name="clock" size={16} /> {t('overview.evaluated', { when: format.moment(known.lastEvaluatedAt) })}
            </span>
          )}
        </div>
      )}
      <Loaded of={overview} rows={8}>
        {(items) => (items.length === 0 ? <Empty>{t('overview.none')}</Empty> : <Table places={items} />)}
      </Loaded>
    </Page>
  );
}
