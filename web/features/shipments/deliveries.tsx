/** All deliveries that one sees: as a board of what to do, as a table, and what is to be settled. */
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { Link, useSearchParams } from 'wouter';
import { useReader } from '../../kit/i18n/reader.tsx';
import { usePlace } from '../../kit/place.tsx';
import { useAll } from '../../kit/queries/use-call.ts';
import { useMay } from '../../kit/session/use-session.ts';
import { Icon } from '../../kit/ui/icons.tsx';
import { Empty, Loaded } from '../../kit/ui/notes.tsx';
import { AsOf, Page } from '../../kit/ui/page.tsx';
import { Board } from './board.tsx';
import { type Names, useNames } from './names.ts';
import { PlaceSelect } from './place-select.tsx';
import css from './shipments.module.css';
import {
  columns,
  type Filters,
  filtersOf,
  found,
  inOrder,
  localDay,
  type Shipment,
  type Stage,
  stageOf,
} from './stages.ts';
import { Table } from './table.tsx';
import { Worklist } from './worklist.tsx';

interface FilterBarProps {
  readonly filters: Filters;
  readonly names: Names;
  readonly counts: Readonly<Partial<Record<Stage, number>>>;
  readonly change: (name: 'show' | 'q' | 'place' | 'view', value: string | null) => void;
}

function FilterBar({ filters, names, counts, change }: FilterBarProps) {
  const { t, format } = useReader();
  const stages: readonly Stage[] = [...columns, 'cancelled', 'lost'];
  return (
    <search className={css.filters}>
      <div className={css.stages}>
        <button type="button" aria-pressed={filters.show === null} onClick={() => change('show', null)}>
          {t('shipments.all')}
        </button>
        {stages.map((stage) => (
          <button
            key={stage}
            type="button"
            aria-pressed={filters.show === stage}
            onClick={() => change('show', filters.show === stage ? null : stage)}
          >
            {t(`shipments.stage.${stage}`)} <span className={css.count}>{format.whole(counts[stage] ?? 0)}</span>
          </button>
        ))}
      </div>
      <div className={css.fields}>
        <TextInput
          type="search"
          leftSection={<Icon name="search" size={18} />}
          aria-label={t('words.search')}
          placeholder={t('shipments.search')}
          value={filters.search}
          onChange={(event) => change('q', event.currentTarget.value)}
        />
        <PlaceSelect
          aria-label={t('shipments.destination')}
          placeholder={t('shipments.every-place')}
          clearable
          names={names}
          value={filters.place}
          onChange={(place) => change('place', place)}
        />
        <SegmentedControl
          aria-label={t('shipments.view')}
          data={[
            { value: 'board', label: t('shipments.view.board') },
            { value: 'table', label: t('shipments.view.table') },
          ]}
          value={filters.view}
          onChange={(view) => change('view', view === 'board' ? null : view)}
        />
      </div>
    </search>
  );
}

interface FoundProps {
  readonly all: readonly Shipment[];
  readonly filters: Filters;
  readonly names: Names;
  readonly change: FilterBarProps['change'];
}

function Found({ all, filters, names, change }: FoundProps) {
  const { t } = useReader();
  const today = localDay();
  const wanted = all
    .filter(({ destination }) => filters.place === null || destination === filters.place)
    .filter((one) => found(one, filters.search, names.all))
    .map((shipment) => ({ shipment, stage: stageOf(shipment, today) }))
    .sort((a, b) => inOrder(a.shipment, b.shipment));
  const counts: Partial<Record<Stage, number>> = {};
  for (const { stage } of wanted) counts[stage] = (counts[stage] ?? 0) + 1;
  const shown = wanted.filter(({ stage }) => filters.show === null || stage === filters.show);
  const inside =
    shown.length === 0 ? (
      <Empty icon="truck">{t(all.length === 0 ? 'shipments.none' : 'shipments.none-found')}</Empty>
    ) : filters.show === 'to-settle' && filters.view === 'board' ? (
      <Worklist shipments={shown.map(({ shipment }) => shipment)} names={names} />
    ) : filters.view === 'table' || filters.show !== null ? (
      <Table found={shown} names={names} today={today} />
    ) : (
      <Board found={shown} names={names} today={today} onAll={(stage) => change('show', stage)} />
    );
  return (
    <>
      <FilterBar filters={filters} names={names} counts={counts} change={change} />
      {inside}
    </>
  );
}

export function Screen() {
  const { t } = useReader();
  const { country, facilityId } = usePlace();
  const may = useMay();
  const names = useNames();
  const [query, setQuery] = useSearchParams();
  const scope = country !== null ? { country } : facilityId !== null ? { facility: facilityId } : {};
  const shipments = useAll('listShipments', { query: scope });
  const change: FilterBarProps['change'] = (name, value) =>
    setQuery(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null || value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const actions = may('putShipment') && (
    <Button component={Link} href="/shipments/new" leftSection={<Icon name="plus" size={18} />}>
      {t('shipments.log')}
    </Button>
  );
  return (
    <Page title={t('shipments.title')} lead={<AsOf at={shipments.updatedAt} />} actions={actions}>
      <Loaded of={shipments}>
        {(all) => <Found all={all} filters={filtersOf(query)} names={names} change={change} />}
      </Loaded>
    </Page>
  );
}
