/** What happened to a delivery and when, newest last; a mistyped receipt is taken back here. */
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { call } from '../../kit/api.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { NoteField } from '../../kit/ui/fields.tsx';
import { Icon, type IconName } from '../../kit/ui/icons.tsx';
import { Section } from '../../kit/ui/page.tsx';
import { Row, Rows } from '../../kit/ui/rows.tsx';
import { AskDialog } from './ask-dialog.tsx';
import type { Names } from './names.ts';
import { useMayReceive } from './rights.ts';
import type { Shipment } from './stages.ts';

type Receipt = Shipment['receipts'][number];

interface Moment {
  readonly key: string;
  readonly at: string;
  readonly icon: IconName;
  readonly title: string;
  readonly text?: ReactNode;
  readonly end?: ReactNode;
}

function ReverseDialog(props: {
  readonly shipmentId: string;
  readonly receiptId: string;
  readonly onClose: () => void;
}) {
  const { shipmentId, receiptId, onClose } = props;
  const { t } = useReader();
  const [reason, setReason] = useState('');
  return (
    <AskDialog
      title={t('shipments.reverse')}
      text={t('shipments.reverse.text')}
      action={t('shipments.reverse')}
      grave
      ready={reason.trim() !== ''}
      send={(idempotencyKey) =>
        call(
          'reverseReceipt',
          { params: { shipmentId, receiptId }, body: { reason: reason.trim() } },
          { idempotencyKey },
        )
      }
      onClose={onClose}
    >
      <NoteField label={t('shipments.reason')} withAsterisk value={reason} onChange={setReason} />
    </AskDialog>
  );
}

export function Timeline({ shipment, names }: { readonly shipment: Shipment; readonly names: Names }) {
  const { t, format } = useReader();
  const [reversing, setReversing] = useState<string>();
  const mayReverse = useMayReceive(names)(shipment.destination);
  const received = (receipt: Receipt): Moment => {
    const { receiptId, receivedAt, receivedBy, recordedBy, lines, reversedAt } = receipt;
    const units = lines.reduce((sum, { accepted }) => sum + accepted, 0);
    return {
      key: receiptId,
      at: receivedAt,
      icon: reversedAt === null ? 'check' : 'close',
      title: reversedAt === null ? t('shipments.received', { n: units }) : t('shipments.received-reversed'),
      text: [format.moment(receivedAt), receivedBy ?? recordedBy, receipt.note].filter(Boolean).join(' · '),
      end: reversedAt === null && mayReverse && (
        <Button variant="subtle" size="compact-md" onClick={() => setReversing(receiptId)}>
          {t('shipments.reverse')}
        </Button>
      ),
    };
  };
  const settled = shipment.discrepancies.flatMap(({ discrepancyId, itemId, settlement }): Moment[] =>
    settlement === null
      ? []
      : [
          {
            key: discrepancyId,
            at: settlement.at,
            icon: 'flag',
            title: t('shipments.settled', {
              item: names.item(itemId),
              reason: t(`shipments.reason.${settlement.reason}`),
            }),
            text: [format.moment(settlement.at), settlement.by, settlement.note].filter(Boolean).join(' · '),
          },
        ],
  );
  const { dispatchedAt } = shipment;
  const left: Moment[] =
    dispatchedAt === null
      ? []
      : [
          {
            key: 'left',
            at: dispatchedAt,
            icon: 'truck',
            title: t('shipments.left'),
            text: format.moment(dispatchedAt),
          },
        ];
  const moments = [...left, ...shipment.receipts.map(received), ...settled].sort((a, b) => (a.at < b.at ? -1 : 1));
  if (moments.length === 0) return null;
  return (
    <Section title={t('shipments.timeline')}>
      <Rows label={t('shipments.timeline')}>
        {moments.map(({ key, icon, title, text, end }) => (
          <Row key={key} start={<Icon name={icon} />} title={title} text={text} end={end} />
        ))}
      </Rows>
      {reversing !== undefined && (
        <ReverseDialog shipmentId={shipment.shipmentId} receiptId={reversing} onClose={() => setReversing(undefined)} />
      )}
    </Section>
  );
}
