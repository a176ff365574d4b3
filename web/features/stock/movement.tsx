/** Logs use, a delivery without papers, and what was damaged, lost or found. */
import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useDraft } from '../../kit/draft.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import type { Entry } from '../../kit/queue/machine.ts';
import { entryOf, newId, useEntry, useQueue } from '../../kit/queue/use-queue.tsx';
import type { ScreenProps } from '../../kit/screens.ts';
import { NoteField } from '../../kit/ui/fields.tsx';
import { Loading, ProblemNote } from '../../kit/ui/notes.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { useCatalogue } from './catalogue.ts';
import { ItemPicker } from './item-picker.tsx';
import {
  emptyMoved,
  emptyMovedLine,
  goesBothWays,
  type MovedDraft,
  movedDraftOf,
  movedEvent,
  movedKinds,
  movedUnits,
  reasons,
  sources,
} from './moved.ts';
import { MovedLineFields } from './moved-line.tsx';
import styles from './report.module.css';
import { Sent } from './sent.tsx';

type Event = Parameters<typeof movedDraftOf>[0];

interface DetailsProps {
  readonly value: MovedDraft;
  readonly set: (part: Partial<MovedDraft>) => void;
}

/** What only one of the kinds asks. */
function Details({ value, set }: DetailsProps) {
  const { t } = useReader();
  if (value.kind === 'issue') return null;
  if (value.kind === 'receipt')
    return (
      <div className={styles.who}>
        <NativeSelect
          label={t('stock.moved.source')}
          data={sources.map((source) => ({ value: source, label: t(`stock.source.${source}`) }))}
          value={value.source}
          onChange={(event) => set({ source: sources.find((one) => one === event.currentTarget.value) ?? 'donation' })}
        />
        <TextInput
          label={t('stock.moved.from')}
          maxLength={120}
          value={value.from}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
      </div>
    );
  return (
    <div className={styles.who}>
      <NativeSelect
        label={t('stock.moved.reason')}
        data={reasons.map((reason) => ({ value: reason, label: t(`stock.reason.${reason}`) }))}
        value={value.reason}
        onChange={(event) => set({ reason: reasons.find((one) => one === event.currentTarget.value) ?? 'other' })}
      />
      {goesBothWays(value.reason) && (
        <SegmentedControl
          value={value.more ? 'more' : 'less'}
          onChange={(next) => set({ more: next === 'more' })}
          data={[
            { value: 'less', label: t('stock.moved.less') },
            { value: 'more', label: t('stock.moved.more') },
          ]}
        />
      )}
    </div>
  );
}

function Form({ facilityId, entry }: { readonly facilityId: string; readonly entry: Entry | undefined }) {
  const { t } = useReader();
  const queue = useQueue();
  const { of: itemOf, nameOf } = useCatalogue();
  // Entries whose screen this is were made below.
  const initial = useMemo(() => (entry === undefined ? emptyMoved : movedDraftOf(entry.body as Event)), [entry]);
  const draft = useDraft<MovedDraft>(`stock-moved-1:${facilityId}:${entry?.id ?? ''}`, initial);
  const [sent, setSent] = useState(false);
  const { value } = draft;
  const set = (part: Partial<MovedDraft>) => draft.change((before) => ({ ...before, ...part }));
  const picked = Object.entries(value.lines);
  const units = picked.map(([itemId, line]) => movedUnits(line, itemOf(itemId)));
  const wordless = value.kind === 'adjustment' && value.reason === 'other' && value.note.trim() === '';
  const ready = units.some((each) => (each ?? 0) > 0) && !units.includes(undefined) && !wordless;
  const asked = entry?.refusal?.code === 'quantity.implausible';

  const send = async () => {
    const id = newId();
    const made = entryOf('recordStockEvent', {
      id,
      lane: facilityId,
      params: { facilityId, eventId: id },
      body: movedEvent(value, itemOf, new Date(), asked),
      label: { key: value.kind === 'receipt' ? 'stock.queue.unpapered' : `stock.queue.${value.kind}` },
      editAt: `/facilities/${facilityId}/movement`,
    });
    if (entry === undefined) await queue.add(made);
    else await queue.correct(entry.id, made);
    await draft.clear();
    setSent(true);
  };

  if (sent) return <Sent facilityId={facilityId} />;
  if (!draft.ready) return <Loading />;
  return (
    <Page title={t('stock.movement')} narrow>
      {entry?.refusal !== undefined && <ProblemNote problem={entry.refusal} />}
      <NativeSelect
        label={t('stock.moved.kind')}
        data={movedKinds.map((kind) => ({ value: kind, label: t(`stock.moved.${kind}`) }))}
        value={value.kind}
        onChange={(event) => set({ kind: movedKinds.find((one) => one === event.currentTarget.value) ?? 'issue' })}
      />
      <Details value={value} set={set} />
      <ItemPicker
        label={t('stock.moved.item')}
        without={Object.keys(value.lines)}
        onPick={(itemId) => set({ lines: { ...value.lines, [itemId]: emptyMovedLine } })}
      />
      <ul className={styles.lines}>
        {picked.map(([itemId, line]) => (
          <MovedLineFields
            key={itemId}
            name={nameOf(itemId)}
            item={itemOf(itemId)}
            line={line}
            onChange={(next) => set({ lines: { ...value.lines, [itemId]: next } })}
            onRemove={() => set({ lines: Object.fromEntries(picked.filter(([other]) => other !== itemId)) })}
          />
        ))}
      </ul>
      <div className={styles.who}>
        <TextInput
          type="date"
          label={t('stock.moved.on')}
          description={t('stock.counted-on.hint')}
          value={value.on}
          onChange={(event) => set({ on: event.currentTarget.value })}
        />
        <TextInput
          label={t('stock.moved.by')}
          description={t('stock.person.hint')}
          maxLength={80}
          value={value.by}
          onChange={(event) => set({ by: event.currentTarget.value })}
        />
      </div>
      <NoteField
        label={t('stock.note')}
        required={value.kind === 'adjustment' && value.reason === 'other'}
        maxLength={500}
        value={value.note}
        onChange={(note) => set({ note })}
      />
      <div className={styles.actions}>
        <Button disabled={!ready} onClick={() => void send()}>
          {asked ? t('stock.review.right') : t('stock.send')}
        </Button>
      </div>
    </Page>
  );
}

export function Screen({ params }: ScreenProps) {
  const [search] = useSearchParams();
  const entry = useEntry(search.get('entry'));
  const [first] = useState(entry);
  return <Form facilityId={params.facilityId ?? ''} entry={first ?? entry} />;
}
