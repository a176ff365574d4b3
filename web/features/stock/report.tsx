/** Reports stock: one list, most important first, kept as one goes, looked over before it is sent. */
import { Button, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { useDraft } from '../../kit/draft.ts';
import { matches } from '../../kit/fold.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useCall } from '../../kit/queries/use-call.ts';
import type { Entry } from '../../kit/queue/machine.ts';
import { useEntry } from '../../kit/queue/use-queue.tsx';
import type { ScreenProps } from '../../kit/screens.ts';
import { NoteField } from '../../kit/ui/fields.tsx';
import { Icon } from '../../kit/ui/icons.tsx';
import { Loaded, Loading, ProblemNote } from '../../kit/ui/notes.tsx';
import { AsOf, Page } from '../../kit/ui/page.tsx';
import { useCatalogue } from './catalogue.ts';
import { type CountDraft, draftOf, emptyCount, totalOf } from './count.ts';
import { ItemPicker } from './item-picker.tsx';
import { toCount } from './order.ts';
import styles from './report.module.css';
import { ReportLine } from './report-line.tsx';
import { Review } from './review.tsx';
import { Sent } from './sent.tsx';
import { packOf } from './shelf.ts';

type Count = Parameters<typeof draftOf>[0];

interface FormProps {
  readonly facilityId: string;
  readonly entry: Entry | undefined;
}

function Form({ facilityId, entry }: FormProps) {
  const { t, format } = useReader();
  const [, navigate] = useLocation();
  const facility = useCall('getFacility', { params: { facilityId } });
  const stock = useCall('getStock', { params: { facilityId } });
  const catalogue = useCatalogue();
  // Entries whose screen this is were made below, from counts.
  const initial = useMemo(() => (entry === undefined ? emptyCount : draftOf(entry.body as Count)), [entry]);
  const draft = useDraft<CountDraft>(`stock-report-1:${facilityId}:${entry?.id ?? ''}`, initial);
  const [search, setSearch] = useState('');
  const [step, setStep] = useState<'count' | 'review' | 'sent'>('count');
  const rowOf = (itemId: string) => stock.data?.items.find((row) => row.itemId === itemId);
  const { value } = draft;
  const kept = toCount(stock.data?.items ?? [], catalogue.of, catalogue.nameOf);
  const all = entry === undefined ? [...new Set([...kept, ...value.extra])] : value.extra;
  const totals = all.map((itemId) => totalOf(value.lines[itemId], packOf(catalogue.of(itemId))));
  const done = totals.filter((total) => typeof total === 'number').length;
  const wrong = totals.includes(undefined);
  const set = (part: Partial<CountDraft>) => draft.change((before) => ({ ...before, ...part }));

  if (step === 'sent') return <Sent facilityId={facilityId} />;
  if (step === 'review')
    return (
      <Review
        facilityId={facilityId}
        entry={entry}
        draft={value}
        order={all}
        rowOf={rowOf}
        movements={facility.data?.bookkeeping === 'movements'}
        onChange={set}
        onBack={() => setStep('count')}
        onSent={async () => {
          await draft.clear();
          setStep('sent');
        }}
      />
    );
  return (
    <Page
      title={t('stock.report')}
      lead={facility.data?.name}
      narrow
      actions={
        <Button
          variant="default"
          leftSection={<Icon name="print" />}
          onClick={() => navigate(`/facilities/${facilityId}/report/sheet`)}
        >
          {t('stock.sheet')}
        </Button>
      }
    >
      {entry?.refusal !== undefined && <ProblemNote problem={entry.refusal} />}
      <Loaded of={stock} rows={8}>
        {() =>
          !draft.ready ? (
            <Loading rows={8} />
          ) : (
            <>
              <p>
                {t('stock.report.lead')} <AsOf at={stock.updatedAt} />
              </p>
              <TextInput
                type="search"
                aria-label={t('words.search')}
                placeholder={t('words.search')}
                leftSection={<Icon name="search" size={18} />}
                value={search}
                mb="sm"
                onChange={(event) => setSearch(event.currentTarget.value)}
              />
              <ul className={styles.lines} aria-label={t('stock.items')}>
                {all
                  .filter((itemId) => matches(search, catalogue.wordsOf(itemId)))
                  .map((itemId) => (
                    <ReportLine
                      key={itemId}
                      name={catalogue.nameOf(itemId)}
                      item={catalogue.of(itemId)}
                      row={rowOf(itemId)}
                      line={value.lines[itemId]}
                      onChange={(line) =>
                        draft.change((before) => ({ ...before, lines: { ...before.lines, [itemId]: line } }))
                      }
                    />
                  ))}
              </ul>
              <ItemPicker
                label={t('stock.add-item')}
                without={all}
                onPick={(itemId) => set({ extra: [...value.extra, itemId] })}
              />
              <div className={styles.who}>
                <TextInput
                  type="date"
                  label={t('stock.counted-on')}
                  description={t('stock.counted-on.hint')}
                  value={value.on}
                  onChange={(event) => set({ on: event.currentTarget.value })}
                />
                <TextInput
                  label={t('stock.counted-by')}
                  description={t('stock.person.hint')}
                  maxLength={80}
                  value={value.countedBy}
                  onChange={(event) => set({ countedBy: event.currentTarget.value })}
                />
                <TextInput
                  label={t('stock.witness')}
                  description={t('stock.person.hint')}
                  maxLength={80}
                  value={value.witness}
                  onChange={(event) => set({ witness: event.currentTarget.value })}
                />
              </div>
              <NoteField
                label={t('stock.note')}
                maxLength={500}
                value={value.note}
                onChange={(note) => set({ note })}
              />
              <div className={styles.bar}>
                <span aria-live="polite">
                  {t('stock.progress', { done: format.whole(done), all: format.whole(all.length) })}
                </span>
                <progress value={done} max={Math.max(all.length, 1)} aria-hidden="true" />
                <Button disabled={done === 0 || wrong} onClick={() => setStep('review')}>
                  {t('stock.review')}
                </Button>
              </div>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

export function Screen({ params }: ScreenProps) {
  const [search] = useSearchParams();
  const entry = useEntry(search.get('entry'));
  const [first] = useState(entry);
  return <Form facilityId={params.facilityId ?? ''} entry={first ?? entry} />;
}
