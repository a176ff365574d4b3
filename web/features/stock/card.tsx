/** The stock card: what came, went and was counted, newest first, with the balance after it; a mistake is taken back, never erased. */
import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '../../kit/contract.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { entryOf, newId, useQueue } from '../../kit/queue/use-queue.tsx';
import { useMay } from '../../kit/session/use-session.ts';
import { NoteField } from '../../kit/ui/fields.tsx';
import { Empty, Note } from '../../kit/ui/notes.tsx';
import { Row, Rows } from '../../kit/ui/rows.tsx';

export type CardLine = Answer<'listStockEvents'>['items'][number];

const atOnce = 30;

/** A document that can be taken back: no dispatch, nothing taken back already, no taking back itself. */
const isOpen = ({ kind, reversedBy }: CardLine): boolean =>
  reversedBy === null && kind !== 'reversal' && kind !== 'dispatch';

interface CorrectProps {
  readonly facilityId: string;
  readonly line: CardLine;
  readonly onClose: (sent: boolean) => void;
}

function Correct({ facilityId, line, onClose }: CorrectProps) {
  const { t, format } = useReader();
  const queue = useQueue();
  const [reason, setReason] = useState('');
  const send = async () => {
    const id = newId();
    const label = { key: 'stock.queue.correction', values: { day: line.day } } as const;
    await queue.add(
      line.shipmentId === null
        ? entryOf('recordStockEvent', {
            id,
            lane: facilityId,
            params: { facilityId, eventId: id },
            body: { kind: 'reversal', reverses: line.eventId, note: reason.trim() },
            label,
          })
        : entryOf('reverseReceipt', {
            id,
            lane: facilityId,
            params: { shipmentId: line.shipmentId, receiptId: line.eventId },
            body: { reason: reason.trim() },
            label,
          }),
    );
    onClose(true);
  };
  return (
    <>
      <p>{t('stock.correct.text', { day: format.day(line.day) })}</p>
      <NoteField
        label={t('stock.correct.reason')}
        required
        maxLength={500}
        value={reason}
        onChange={setReason}
        data-autofocus
      />
      <Group mt="md">
        <Button color="red.8" disabled={reason.trim() === ''} onClick={() => void send()}>
          {t('stock.correct.action')}
        </Button>
        <Button variant="default" onClick={() => onClose(false)}>
          {t('words.cancel')}
        </Button>
      </Group>
    </>
  );
}

export function Card({ facilityId, lines }: { readonly facilityId: string; readonly lines: readonly CardLine[] }) {
  const { t, format } = useReader();
  const may = useMay();
  const [shown, setShown] = useState(atOnce);
  const [wrong, setWrong] = useState<CardLine>();
  const [sent, setSent] = useState(false);
  if (lines.length === 0) return <Empty icon="clipboard">{t('stock.card.empty')}</Empty>;
  const signed = (change: number) => (change > 0 ? `+${format.whole(change)}` : format.whole(change));
  return (
    <>
      <div role="status">{sent && <Note tone="good">{t('stock.correct.sent')}</Note>}</div>
      <Rows label={t('stock.card')}>
        {lines.slice(0, shown).map((line) => (
          <Row
            key={`${line.eventId}-${line.kind}`}
            title={t(`stock.card.${line.kind}`)}
            text={
              <>
                <div>{format.weekday(line.day)}</div>
                {line.counted !== null && <div>{t('stock.card.counted', { n: line.counted })}</div>}
                {line.note !== null && <div>{line.note}</div>}
                {line.reversedBy !== null && <strong>{t('stock.card.reversed')}</strong>}
                {isOpen(line) && may('recordStockEvent', { facilityId }) && (
                  <Button size="compact-md" variant="subtle" onClick={() => setWrong(line)}>
                    {t('stock.correct')}
                  </Button>
                )}
              </>
            }
            end={
              <span>
                {line.change !== null && line.reversedBy === null && <bdi dir="ltr">{signed(line.change)}</bdi>}
                <div>
                  <strong>{t('stock.card.balance', { n: line.balance })}</strong>
                </div>
              </span>
            }
          />
        ))}
      </Rows>
      {lines.length > shown && (
        <Button variant="default" mt="sm" onClick={() => setShown(shown + atOnce)}>
          {t('stock.card.more')}
        </Button>
      )}
      <Modal
        opened={wrong !== undefined}
        onClose={() => setWrong(undefined)}
        title={t('stock.correct')}
        closeButtonProps={{ 'aria-label': t('words.close') }}
      >
        {wrong !== undefined && (
          <Correct
            facilityId={facilityId}
            line={wrong}
            onClose={(done) => {
              setWrong(undefined);
              if (done) setSent(true);
            }}
          />
        )}
      </Modal>
    </>
  );
}
