/** What the inbox shows: chosen in fields, kept in the address, so that a view can be passed on. */
import { NativeSelect } from '@mantine/core';
import { useSearchParams } from 'wouter';
import { type AlertKind, type AlertLevel, alertKinds, alertLevels } from '#shared/domain/alerts/alert.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { usePlace } from '../../kit/place.tsx';
import { useAll } from '../../kit/queries/use-call.ts';
import { Tiles } from '../../kit/ui/page.tsx';

/** `todo`: nobody has taken it on. */
export const views = ['todo', 'acknowledged', 'snoozed', 'resolved'] as const;
export type View = (typeof views)[number];

export interface Filter {
  readonly view: View;
  readonly kind: AlertKind | null;
  readonly level: AlertLevel | null;
  readonly country: string | null;
}

const oneOf = <T extends string>(known: readonly T[], text: string | null): T | null =>
  known.find((one) => one === text) ?? null;

/** The filter of the address, and a way to change one part of it. */
export function useFilter(): readonly [Filter, (name: keyof Filter, value: string) => void] {
  const [search, setSearch] = useSearchParams();
  const place = usePlace();
  const filter = {
    view: oneOf(views, search.get('view')) ?? 'todo',
    kind: oneOf(alertKinds, search.get('kind')),
    level: oneOf(alertLevels, search.get('level')),
    country: place.country ?? (search.get('country') || null),
  };
  const change = (name: keyof Filter, value: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return [filter, change];
}

export function Filters() {
  const { t, format } = useReader();
  const place = usePlace();
  const [filter, change] = useFilter();
  const countries = useAll('listCountries', {}, { enabled: place.country === null && place.facilityId === null });
  const all = { value: '', label: t('alerts.filter.all') };
  return (
    <Tiles min={8}>
      <NativeSelect
        label={t('alerts.filter.state')}
        value={filter.view}
        onChange={(event) => change('view', event.currentTarget.value)}
        data={views.map((value) => ({ value, label: t(`alerts.view.${value}`) }))}
      />
      <NativeSelect
        label={t('alerts.filter.level')}
        value={filter.level ?? ''}
        onChange={(event) => change('level', event.currentTarget.value)}
        data={[all, ...[...alertLevels].reverse().map((value) => ({ value, label: t(`words.level.${value}`) }))]}
      />
      <NativeSelect
        label={t('alerts.filter.kind')}
        value={filter.kind ?? ''}
        onChange={(event) => change('kind', event.currentTarget.value)}
        data={[all, ...alertKinds.map((value) => ({ value, label: t(`words.alert.${value}`) }))]}
      />
      {(countries.data?.length ?? 0) > 1 && (
        <NativeSelect
          label={t('alerts.filter.country')}
          value={filter.country ?? ''}
          onChange={(event) => change('country', event.currentTarget.value)}
          data={[
            all,
            ...(countries.data ?? []).map(({ country }) => ({ value: country, label: format.country(country) })),
          ]}
        />
      )}
    </Tiles>
  );
}
