/** What the side that sends a delivery can say about it: it left, comes later, does not come. */
import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../kit/api.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { NoteField } from '../../kit/ui/fields.tsx';
import { Icon } from '../../kit/ui/icons.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { useMayShip } from './rights.ts';
import { localDay, type Shipment } from './stages.ts';

type Step = 'dispatch' | 'reschedule' | 'cancel' | 'lost';

const stepsOf = ({ status }: Shipment): readonly Step[] => {
  if (status === 'planned') return ['dispatch', 'reschedule', 'cancel'];
  return status === 'dispatched' || status === 'partly-received' ? ['reschedule', 'lost'] : [];
};

/** The instant of a day as chosen: now where it is today, else its noon here. */
export const instantOf = (day: string, now = new Date()): string =>
  day === localDay(now) ? now.toISOString() : new Date(`${day}T12:00:00`).toISOString();

interface StepDialogProps {
  readonly step: Step;
  readonly shipment: Shipment;
  readonly onClose: () => void;
}

function StepDialog({ step, shipment, onClose }: StepDialogProps) {
  const { t } = useReader();
  const [day, setDay] = useState(
    step === 'dispatch' ? localDay() : step === 'reschedule' ? (shipment.expectedOn ?? '') : '',
  );
  const [reason, setReason] = useState('');
  const params = { shipmentId: shipment.shipmentId };
  const because = reason.trim();
  const needsReason = step === 'cancel' || step === 'lost';
  const needsDay = step === 'dispatch' || step === 'reschedule';
  const send = (idempotencyKey: string): Promise<unknown> => {
    const options = { idempotencyKey };
    if (step === 'dispatch')
      return call('dispatchShipment', { params, body: { dispatchedAt: instantOf(day) } }, options);
    if (step === 'reschedule')
      return call(
        'rescheduleShipment',
        { params, body: { expectedOn: day, ...(because === '' ? {} : { reason: because }) } },
        options,
      );
    if (step === 'cancel') return call('cancelShipment', { params, body: { reason: because } }, options);
    return call('loseShipment', { params, body: { reason: because, ...(day === '' ? {} : { lostOn: day }) } }, options);
  };
  return (
    <AskDialog
      title={t(`shipments.step.${step}`)}
      text={t(`shipments.step.${step}.text`)}
      action={t(`shipments.step.${step}`)}
      grave={needsReason}
      ready={(!needsReason || because !== '') && (!needsDay || day !== '')}
      send={send}
      onClose={onClose}
    >
      {step !== 'cancel' && (
        <TextInput
          type="date"
          label={t(`shipments.step.${step}.day`)}
          max={step === 'reschedule' ? undefined : localDay()}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
      )}
      {step !== 'dispatch' && (
        <NoteField label={t('shipments.reason')} withAsterisk={needsReason} value={reason} onChange={setReason} />
      )}
    </AskDialog>
  );
}

export function Actions({ shipment }: { readonly shipment: Shipment }) {
  const { t } = useReader();
  const mayShip = useMayShip();
  const [step, setStep] = useState<Step>();
  const steps = mayShip(shipment) ? stepsOf(shipment) : [];
  if (steps.length === 0 && step === undefined) return null;
  return (
    <Group gap="xs" mb="lg">
      {steps.map((one) => (
        <Button
          key={one}
          variant={one === 'dispatch' ? 'filled' : one === 'reschedule' ? 'light' : 'subtle'}
          {...(one === 'cancel' || one === 'lost' ? { color: 'red.8' } : {})}
          leftSection={one === 'dispatch' ? <Icon name="truck" size={18} /> : undefined}
          onClick={() => setStep(one)}
        >
          {t(`shipments.step.${one}`)}
        </Button>
      ))}
      {step !== undefined && <StepDialog step={step} shipment={shipment} onClose={() => setStep(undefined)} />}
    </Group>
  );
}
