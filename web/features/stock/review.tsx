/** What a report means, before it is sent: how long each item lasts, what is left blank, and what looks like a slip. */
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useReader } from '../../kit/i18n/reader.tsx';
import type { Entry } from '../../kit/queue/machine.ts';
import { entryOf, newId, useQueue } from '../../kit/queue/use-queue.tsx';
import { Note } from '../../kit/ui/notes.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { Row, Rows } from '../../kit/ui/rows.tsx';
import { useCatalogue } from './catalogue.ts';
import { type CountDraft, daysOf, documentsOf, doubtAbout, totalOf } from './count.ts';
import styles from './report.module.css';
import { packOf, type StockRow, shelfOf } from './shelf.ts';

export interface ReviewProps {
  readonly facilityId: string;
  /** The entry that is corrected; undefined for a new report. */
  readonly entry: Entry | undefined;
  readonly draft: CountDraft;
  readonly order: readonly string[];
  readonly rowOf: (itemId: string) => StockRow | undefined;
  /** Every use is logged at this facility. */
  readonly movements: boolean;
  readonly onChange: (part: Partial<CountDraft>) => void;
  readonly onBack: () => void;
  readonly onSent: () => Promise<void>;
}

export function Review(props: ReviewProps) {
  const { facilityId, entry, draft, order, rowOf, movements, onChange, onBack, onSent } = props;
  const { t, format } = useReader();
  const queue = useQueue();
  const { of: itemOf, nameOf } = useCatalogue();
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  const [sending, setSending] = useState(false);
  const asked = entry?.refusal?.code === 'quantity.implausible';
  const lines = order.flatMap((itemId) => {
    const total = totalOf(draft.lines[itemId], packOf(itemOf(itemId)));
    if (typeof total !== 'number') return [];
    const row = rowOf(itemId);
    // What is dated back is compared by the server, which knows the book of that day.
    const why = draft.on === '' ? doubtAbout(total, row, itemOf(itemId), Date.now()) : null;
    return [{ itemId, total, row, shelf: shelfOf(row), why: why ?? (asked ? ('asked' as const) : null) }];
  });
  const open = lines.filter(({ itemId, why }) => why !== null && !confirmed.has(itemId)).length;
  const blank = order.length - lines.length;
  const less = lines.some(({ total, shelf }) => shelf !== null && total < shelf);

  const send = async () => {
    setSending(true);
    const documents = documentsOf(draft, { itemOf, order, confirmed, now: new Date() });
    for (const [at, body] of documents.entries()) {
      const id = newId();
      const made = entryOf('recordStockEvent', {
        id,
        lane: facilityId,
        params: { facilityId, eventId: id },
        body,
        label: { key: 'stock.queue.report', values: { n: new Set(body.lines.map(({ itemId }) => itemId)).size } },
        editAt: `/facilities/${facilityId}/report`,
      });
      if (entry !== undefined && at === 0) await queue.correct(entry.id, made);
      else await queue.add(made);
    }
    await onSent();
  };

  return (
    <Page title={t('stock.review.title')} lead={t('stock.review.lead')} narrow>
      {blank > 0 && (
        <Note tone="muted" icon="info">
          {t('stock.review.blank', { n: blank })}
        </Note>
      )}
      <div className={styles.who}>
        <Rows label={t('stock.review.title')}>
          {lines.map(({ itemId, total, row, shelf, why }) => {
            const days = daysOf(total, row);
            return (
              <Row
                key={itemId}
                title={nameOf(itemId)}
                text={
                  <>
                    {days !== null && <div>{t('words.days-left', { days })}</div>}
                    {shelf !== null && shelf !== total && (
                      <div>
                        {total > shelf
                          ? t('stock.review.more', { n: total - shelf })
                          : t('stock.review.less', { n: shelf - total })}
                      </div>
                    )}
                    {why !== null && (
                      <Note tone="warning" icon="warning">
                        {t(`stock.doubt.${why}`, { n: total, book: shelf ?? 0 })}
                        <Checkbox
                          mt="xs"
                          size="md"
                          label={t('stock.review.right')}
                          aria-label={t('stock.review.right.of', { item: nameOf(itemId), n: total })}
                          checked={confirmed.has(itemId)}
                          onChange={(event) => {
                            const next = new Set(confirmed);
                            if (event.currentTarget.checked) next.add(itemId);
                            else next.delete(itemId);
                            setConfirmed(next);
                          }}
                        />
                      </Note>
                    )}
                  </>
                }
                end={<strong>{format.whole(total)}</strong>}
              />
            );
          })}
        </Rows>
      </div>
      {movements && less && (
        <Checkbox
          size="md"
          label={t('stock.review.used')}
          checked={draft.used}
          onChange={(event) => onChange({ used: event.currentTarget.checked })}
        />
      )}
      {open > 0 && <p aria-live="polite">{t('stock.review.open', { n: open })}</p>}
      <div className={styles.actions}>
        <Button disabled={open > 0} loading={sending} onClick={() => void send()}>
          {t('stock.send')}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t('stock.back')}
        </Button>
      </div>
    </Page>
  );
}
