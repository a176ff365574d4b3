/** A list that one searches by name, drawn in steps, because a programme may have thousands of anything. */
import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { matches } from '../../kit/fold.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { Empty } from '../../kit/ui/notes.tsx';
import { Rows } from '../../kit/ui/rows.tsx';

const pageSize = 60;

export interface FoundProps<T> {
  readonly of: readonly T[];
  readonly label: string;
  /** Everything that it may be looked for by. */
  readonly names: (one: T) => readonly string[];
  readonly children: (one: T) => ReactNode;
}

export function Found<T>({ of, label, names, children }: FoundProps<T>) {
  const { t } = useReader();
  const [wanted, want] = useState('');
  const [shown, show] = useState(pageSize);
  const found = of.filter((one) => matches(wanted, names(one)));
  return (
    <>
      <TextInput
        type="search"
        mb="md"
        label={t('words.search')}
        value={wanted}
        onChange={(event) => want(event.currentTarget.value)}
      />
      {found.length === 0 ? (
        <Empty icon="search">{t('words.nothing-found')}</Empty>
      ) : (
        <Rows label={label}>{found.slice(0, shown).map(children)}</Rows>
      )}
      {found.length > shown && (
        <Button variant="default" fullWidth mt="md" onClick={() => show((before) => before + pageSize)}>
          {t('admin.more', { n: found.length - shown })}
        </Button>
      )}
    </>
  );
}
