/** Asks how a difference is settled: a reason, and a day where the other side has to answer. */
import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { settlementReasons } from '#shared/domain/shipments/shipment.ts';
import { call } from '../../kit/api.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { NoteField } from '../../kit/ui/fields.tsx';
import { AskDialog } from './ask-dialog.tsx';
import type { Discrepancy } from './stages.ts';

type Reason = (typeof settlementReasons)[number];

/** Reasons that make sense for a kind of difference; goods that came too many cannot be lost. */
const reasonsFor: Readonly<Record<Discrepancy['kind'], readonly Reason[]>> = {
  missing: ['short-shipped', 'lost-in-transit', 'miscounted', 'written-off', 'claim', 'other'],
  damaged: ['damaged-in-transit', 'returned', 'written-off', 'claim', 'other'],
  surplus: ['accepted', 'returned', 'miscounted', 'other'],
  wrong: ['accepted', 'returned', 'claim', 'other'],
  unlisted: ['accepted', 'returned', 'miscounted', 'other'],
};

export interface SettleDialogProps {
  readonly shipmentId: string;
  readonly discrepancy: Discrepancy;
  readonly words: string;
  readonly onClose: () => void;
}

export function SettleDialog({ shipmentId, discrepancy, words, onClose }: SettleDialogProps) {
  const { t } = useReader();
  const reasons = reasonsFor[discrepancy.kind];
  const [reason, setReason] = useState<Reason | null>(null);
  const [note, setNote] = useState('');
  const [due, setDue] = useState('');
  const { discrepancyId } = discrepancy;
  return (
    <AskDialog
      title={t('shipments.settle.title')}
      text={words}
      action={t('shipments.settle')}
      ready={reason !== null && (reason !== 'other' || note.trim() !== '')}
      onClose={onClose}
      send={(idempotencyKey) =>
        call(
          'settleDiscrepancy',
          {
            params: { shipmentId, discrepancyId },
            body: {
              reason: reason ?? 'other',
              ...(note.trim() === '' ? {} : { note: note.trim() }),
              ...(reason === 'claim' && due !== '' ? { claimDueOn: due } : {}),
            },
          },
          { idempotencyKey },
        )
      }
    >
      <Select
        label={t('shipments.settle.reason')}
        withScrollArea={false}
        withAsterisk
        data={reasons.map((value) => ({ value, label: t(`shipments.reason.${value}`) }))}
        value={reason}
        onChange={(next) => setReason(reasons.find((one) => one === next) ?? null)}
      />
      {reason === 'claim' && (
        <TextInput
          type="date"
          label={t('shipments.settle.due')}
          value={due}
          onChange={(event) => setDue(event.currentTarget.value)}
        />
      )}
      <NoteField label={t('shipments.note')} withAsterisk={reason === 'other'} value={note} onChange={setNote} />
    </AskDialog>
  );
}
