/** The list of places to choose from: loaded only for whoever has more than one. */
import { Select } from '@mantine/core';
import { matches } from '../kit/fold.ts';
import { useReader } from '../kit/i18n/reader.tsx';

export interface PlaceChoiceProps {
  readonly places: readonly { readonly value: string; readonly label: string }[];
  readonly value: string | null;
  readonly onChoose: (value: string) => void;
}

/** More places than these are searched. */
const atAGlance = 8;

export function PlaceChoice({ places, value, onChoose }: PlaceChoiceProps) {
  const { t } = useReader();
  return (
    <Select
      aria-label={t('shell.place')}
      size="sm"
      variant="filled"
      allowDeselect={false}
      searchable={places.length > atAGlance}
      filter={({ options, search }) => options.filter((one) => 'label' in one && matches(search, [one.label]))}
      data={[...places]}
      value={value}
      onChange={(next) => next !== null && onChoose(next)}
    />
  );
}
