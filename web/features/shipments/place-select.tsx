/** A place or an item chosen by typing any of its names, in any language. */
import { Select, type SelectProps } from '@mantine/core';
import { matches } from '../../kit/fold.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import type { Facility, Names } from './names.ts';
import css from './shipments.module.css';

type Choice = Omit<SelectProps, 'data' | 'filter' | 'searchable' | 'value' | 'onChange'> & {
  readonly names: Names;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
};

/** Choices shown at once; typing finds the others. */
const most = 50;

function NamedSelect({ names, data, ...rest }: Choice & { readonly data: { value: string; label: string }[] }) {
  const { t } = useReader();
  return (
    <Select
      searchable
      withScrollArea={false}
      limit={most}
      classNames={{ dropdown: css.dropdown ?? '' }}
      nothingFoundMessage={t('words.nothing-found')}
      clearButtonProps={{ 'aria-label': t('shipments.clear') }}
      filter={({ options, search, limit }) =>
        options
          .filter((one) => 'value' in one && matches(search, [one.label, ...names.all(String(one.value))]))
          .slice(0, limit)
      }
      data={data}
      {...rest}
    />
  );
}

export function PlaceSelect({ which = () => true, ...rest }: Choice & { readonly which?: (one: Facility) => boolean }) {
  const { names, value } = rest;
  const known = names.facilities.filter(which).map(({ facilityId }) => facilityId);
  const ids = value === null || value === '' || known.includes(value) ? known : [value, ...known];
  const data = ids.map((id) => ({ value: id, label: names.place(id) })).sort((a, b) => a.label.localeCompare(b.label));
  return <NamedSelect data={data} {...rest} />;
}

export function ItemSelect(props: Choice) {
  const { names, value } = props;
  const data = names.items
    .filter(({ itemId, status }) => status !== 'retired' || itemId === value)
    .map(({ itemId }) => ({ value: itemId, label: names.item(itemId) }));
  return <NamedSelect data={data.sort((a, b) => a.label.localeCompare(b.label))} {...props} />;
}
