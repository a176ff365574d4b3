/** Logging a briefing: on which day, in which language, how many heads. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { languages } from '#shared/messages/locales.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { entryOf, newId, useQueue } from '../../kit/queue/use-queue.tsx';
import { WholeField } from '../../kit/ui/fields.tsx';
import { Tiles } from '../../kit/ui/page.tsx';
import styles from './guidance.module.css';

export interface BriefingProps {
  readonly facilityId: string;
  readonly documentId: string;
  readonly version: string;
  readonly title: string;
  readonly onDone: () => void;
}

const today = (): string => new Intl.DateTimeFormat('en-CA').format(new Date());

export function Briefing({ facilityId, documentId, version, title, onDone }: BriefingProps) {
  const { t, format, language } = useReader();
  const queue = useQueue();
  const [heldOn, setHeldOn] = useState(today);
  const [spoken, setSpoken] = useState<string>(language);
  const [heads, setHeads] = useState<{ readonly text: string; readonly n: number | null | undefined }>({
    text: '',
    n: null,
  });
  const { n } = heads;
  const save = async (): Promise<void> => {
    if (typeof n !== 'number' || n < 1) return;
    const id = newId();
    await queue.add(
      entryOf('recordBriefing', {
        id,
        lane: facilityId,
        params: { facilityId, briefingId: id },
        body: { documentId, version, heldOn, language: spoken, heads: n },
        label: { key: 'guidance.queue.briefing', values: { title, n } },
        editAt: `/facilities/${facilityId}/guidance`,
      }),
    );
    onDone();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Tiles min={9}>
        <WholeField
          label={t('guidance.heads')}
          description={t('guidance.heads.hint')}
          required
          value={heads.text}
          onChange={(text, next) => setHeads({ text, n: next })}
        />
        <TextInput
          type="date"
          label={t('guidance.held-on')}
          required
          max={today()}
          value={heldOn}
          onChange={(event) => setHeldOn(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('guidance.spoken')}
          value={spoken}
          onChange={(event) => setSpoken(event.currentTarget.value)}
          data={[...languages, 'lg', 'sw'].map((value) => ({ value, label: format.languageName(value) }))}
        />
      </Tiles>
      <Button type="submit" disabled={typeof n !== 'number' || n < 1 || heldOn === ''}>
        {t('words.save')}
      </Button>
    </form>
  );
}
