/** Everything that arrived differently from what was sent, and waits for the side that sent it. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useReader } from '../../kit/i18n/reader.tsx';
import { Row, Rows } from '../../kit/ui/rows.tsx';
import type { Names } from './names.ts';
import { useMaySettle } from './rights.ts';
import { SettleDialog } from './settle-dialog.tsx';
import { type Discrepancy, isOpen, type Shipment } from './stages.ts';

/** What a difference is, in words: "50 bars arrived damaged". */
export function useDifference(names: Names): (one: Discrepancy) => string {
  const { t } = useReader();
  return ({ kind, quantity, itemId }) =>
    t(`shipments.difference.${kind}`, { n: Math.abs(quantity), item: names.item(itemId), unit: names.unit(itemId) });
}

interface DifferencesProps {
  readonly shipment: Shipment;
  readonly names: Names;
  /** Says which delivery each belongs to. */
  readonly named?: boolean;
}

/** The differences of one delivery, those to settle first. */
export function Differences({ shipment, names, named = false }: DifferencesProps) {
  const { t, format } = useReader();
  const words = useDifference(names);
  const maySettle = useMaySettle();
  const [settling, setSettling] = useState<Discrepancy>();
  const state = ({ state: of, settlement }: Discrepancy): string => {
    if (settlement === null) return t(`shipments.difference.state.${of}`);
    const reason = t(`shipments.reason.${settlement.reason}`);
    if (of !== 'claimed') return t('shipments.settled-as', { reason, day: format.moment(settlement.at) });
    const due = settlement.claimDueOn;
    return due === null ? reason : t('shipments.claim-due', { day: format.day(due) });
  };
  const text = (one: Discrepancy) => (
    <>
      {named && (
        <>
          <Link href={`/shipments/${shipment.shipmentId}`}>{names.place(shipment.destination)}</Link>
          {` · ${[names.origin(shipment.origin), shipment.reference].filter(Boolean).join(' · ')} · `}
        </>
      )}
      {state(one)}
    </>
  );
  const shown = named ? shipment.discrepancies.filter(isOpen) : shipment.discrepancies;
  return (
    <>
      {shown.map((one) => (
        <Row
          key={one.discrepancyId}
          title={words(one)}
          text={text(one)}
          end={
            isOpen(one) &&
            maySettle(shipment) && (
              <Button variant="light" onClick={() => setSettling(one)}>
                {t('shipments.settle')}
              </Button>
            )
          }
        />
      ))}
      {settling !== undefined && (
        <SettleDialog
          shipmentId={shipment.shipmentId}
          discrepancy={settling}
          words={words(settling)}
          onClose={() => setSettling(undefined)}
        />
      )}
    </>
  );
}

export function Worklist({ shipments, names }: { readonly shipments: readonly Shipment[]; readonly names: Names }) {
  const { t } = useReader();
  return (
    <Rows label={t('shipments.stage.to-settle')}>
      {shipments.map((shipment) => (
        <Differences key={shipment.shipmentId} shipment={shipment} names={names} named />
      ))}
    </Rows>
  );
}
