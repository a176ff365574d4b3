/** Finds an item by any of its names, in any language, or by its code. */
import { Select } from '@mantine/core';
import { matches } from '../../kit/fold.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useCatalogue } from './catalogue.ts';

export interface ItemPickerProps {
  readonly label: string;
  /** Items that are there already. */
  readonly without: readonly string[];
  readonly onPick: (itemId: string) => void;
}

export function ItemPicker({ label, without, onPick }: ItemPickerProps) {
  const { t } = useReader();
  const { items, nameOf, wordsOf } = useCatalogue();
  const open = items.filter(({ itemId, status }) => status !== 'retired' && !without.includes(itemId));
  return (
    <Select
      mt="md"
      label={label}
      placeholder={t('words.search')}
      searchable
      value={null}
      nothingFoundMessage={t('words.nothing-found')}
      filter={({ options, search }) =>
        options.filter((one) => 'value' in one && matches(search, [one.label, ...wordsOf(one.value)]))
      }
      data={open.map(({ itemId }) => ({ value: itemId, label: nameOf(itemId) }))}
      onChange={(itemId) => itemId !== null && onPick(itemId)}
    />
  );
}
