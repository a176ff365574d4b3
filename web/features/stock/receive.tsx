/** Receives a delivery: all as sent with one touch, or line by line with what is damaged, missing, or was never listed. */
import { Button, Checkbox, Radio, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useDraft } from '../../kit/draft.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useCall } from '../../kit/queries/use-call.ts';
import type { Entry } from '../../kit/queue/machine.ts';
import { entryOf, newId, useEntry, useQueue } from '../../kit/queue/use-queue.tsx';
import type { ScreenProps } from '../../kit/screens.ts';
import { NoteField, WholeField } from '../../kit/ui/fields.tsx';
import { Icon } from '../../kit/ui/icons.tsx';
import { Empty, Loaded, Loading, ProblemNote } from '../../kit/ui/notes.tsx';
import { Page, Section } from '../../kit/ui/page.tsx';
import { useCatalogue } from './catalogue.ts';
import { ItemPicker } from './item-picker.tsx';
import {
  allAsSent,
  differenceOf,
  emptyReceipt,
  type ReceiptDraft,
  receiptDraftOf,
  receiptOf,
  type Shipment,
} from './receipt.ts';
import { ReceiveLine } from './receive-line.tsx';
import styles from './report.module.css';
import { Sent } from './sent.tsx';

type Receipt = Parameters<typeof receiptDraftOf>[0];

/** When the goods came, said by one who looks: before the last stock-take of any of them, or now. */
function arrivedAt(shipment: Shipment, countedAt: string | null, counted: boolean): string {
  if (!counted || countedAt === null) return new Date().toISOString();
  const before = Date.parse(countedAt) - 60_000;
  return new Date(Math.max(before, Date.parse(shipment.dispatchedAt ?? countedAt))).toISOString();
}

function Form({ shipment, entry }: { readonly shipment: Shipment; readonly entry: Entry | undefined }) {
  const { t, format } = useReader();
  const queue = useQueue();
  const { nameOf } = useCatalogue();
  const { shipmentId, destination, standing } = shipment;
  const stock = useCall('getStock', { params: { facilityId: destination } });
  // Entries whose screen this is were made below, from receipts.
  const initial = useMemo(() => (entry === undefined ? emptyReceipt : receiptDraftOf(entry.body as Receipt)), [entry]);
  const draft = useDraft<ReceiptDraft>(`stock-receipt-1:${shipmentId}:${entry?.id ?? ''}`, initial);
  const [sent, setSent] = useState(false);
  const { value } = draft;
  const set = (part: Partial<ReceiptDraft>) => draft.change((before) => ({ ...before, ...part }));
  const differences = standing.map(({ lineId, outstanding }) => differenceOf(outstanding, value.lines[lineId]));
  const started = differences.some((one) => one !== null) || Object.values(value.unlisted).some((text) => text !== '');
  const short = standing.some(({ outstanding }, at) => outstanding > 0 && (differences[at]?.missing ?? 1) > 0);
  const from = shipment.origin.kind === 'supplier' ? shipment.origin.name : shipment.origin.facilityId;
  const countedAt =
    (stock.data?.items ?? [])
      .filter((row) => standing.some(({ itemId }) => itemId === row.itemId))
      .map(({ lastCountedAt }) => lastCountedAt)
      .filter((at) => at !== null && at > (shipment.dispatchedAt ?? ''))
      .sort()[0] ?? null;
  const asked = entry?.refusal?.code === 'quantity.implausible';

  const send = async () => {
    const id = newId();
    const body = receiptOf(shipment, value, arrivedAt(shipment, countedAt, value.counted));
    const made = entryOf('recordReceipt', {
      id,
      lane: destination,
      params: { shipmentId, receiptId: id },
      body: asked ? { ...body, confirm: true } : body,
      label: { key: 'stock.queue.receipt', values: { name: from } },
      editAt: `/shipments/${shipmentId}/receive`,
    });
    if (entry === undefined) await queue.add(made);
    else await queue.correct(entry.id, made);
    await draft.clear();
    setSent(true);
  };

  if (sent) return <Sent facilityId={destination} />;
  if (!draft.ready) return <Loading />;
  return (
    <Page title={t('stock.receive.title')} lead={t('stock.coming.from', { name: from })} narrow>
      {entry?.refusal !== undefined && <ProblemNote problem={entry.refusal} />}
      <p>{t('stock.receive.lead')}</p>
      <Button fullWidth mb="md" leftSection={<Icon name="check" />} onClick={() => set({ lines: allAsSent(shipment) })}>
        {t('stock.receive.all')}
      </Button>
      <Section title={t('stock.items')}>
        <ul className={styles.lines}>
          {standing.map((line, at) => (
            <ReceiveLine
              key={line.lineId}
              name={nameOf(line.itemId)}
              outstanding={line.outstanding}
              line={value.lines[line.lineId]}
              difference={differences[at]}
              onChange={(next) => set({ lines: { ...value.lines, [line.lineId]: next } })}
            />
          ))}
          {Object.entries(value.unlisted).map(([itemId, text]) => (
            <li key={itemId} className={styles.line}>
              <WholeField
                label={t('stock.receive.unlisted', { item: nameOf(itemId) })}
                value={text}
                onChange={(next) => set({ unlisted: { ...value.unlisted, [itemId]: next } })}
              />
            </li>
          ))}
        </ul>
        <ItemPicker
          label={t('stock.receive.add')}
          without={[...standing.map(({ itemId }) => itemId), ...Object.keys(value.unlisted)]}
          onPick={(itemId) => set({ unlisted: { ...value.unlisted, [itemId]: '' } })}
        />
      </Section>
      {started && short && (
        <Radio.Group
          label={t('stock.receive.rest')}
          value={value.final ? 'final' : 'open'}
          onChange={(next) => set({ final: next === 'final' })}
        >
          <Radio size="md" my="xs" value="final" label={t('stock.receive.final')} />
          <Radio size="md" my="xs" value="open" label={t('stock.receive.open')} />
        </Radio.Group>
      )}
      {countedAt !== null && (
        <Checkbox
          size="md"
          my="md"
          label={t('stock.receive.counted', { when: format.instant(countedAt) })}
          checked={value.counted}
          onChange={(event) => set({ counted: event.currentTarget.checked })}
        />
      )}
      <div className={styles.who}>
        {(['receivedBy', 'witness'] as const).map((field) => (
          <TextInput
            key={field}
            label={field === 'witness' ? t('stock.witness') : t('stock.receive.by')}
            description={t('stock.person.hint')}
            maxLength={80}
            value={value[field]}
            onChange={(event) => set({ [field]: event.currentTarget.value })}
          />
        ))}
      </div>
      <NoteField label={t('stock.note')} maxLength={500} value={value.note} onChange={(note) => set({ note })} />
      <div className={styles.actions}>
        <Button disabled={!started || differences.includes(undefined)} onClick={() => void send()}>
          {asked ? t('stock.review.right') : t('stock.receive.send')}
        </Button>
      </div>
    </Page>
  );
}

export function Screen({ params }: ScreenProps) {
  const { t } = useReader();
  const [search] = useSearchParams();
  const entry = useEntry(search.get('entry'));
  const [first] = useState(entry);
  const shipment = useCall('getShipment', { params: { shipmentId: params.shipmentId ?? '' } });
  // What is being received stays as it was when it was opened: once sent, the delivery itself changes.
  const [opened, setOpened] = useState<Shipment>();
  if (opened === undefined && shipment.data !== undefined) setOpened(shipment.data);
  if (opened?.standing.some(({ outstanding }) => outstanding > 0))
    return <Form shipment={opened} entry={first ?? entry} />;
  return (
    <Page title={t('stock.receive.title')} narrow>
      <Loaded of={shipment}>{() => <Empty icon="truck">{t('stock.receive.nothing')}</Empty>}</Loaded>
    </Page>
  );
}
