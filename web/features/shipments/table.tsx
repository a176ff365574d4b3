/** Deliveries as a table: one line each, to compare and to find. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useReader } from '../../kit/i18n/reader.tsx';
import { Badge } from '../../kit/ui/tone.tsx';
import { type Placed, useWhen } from './board.tsx';
import type { Names } from './names.ts';
import css from './shipments.module.css';
import { stageIcons, stageTones } from './stages.ts';

/** Lines shown at once, so that thousands of deliveries scroll. */
const step = 100;

export interface TableProps {
  readonly found: readonly Placed[];
  readonly names: Names;
  readonly today: string;
}

export function Table({ found, names, today }: TableProps) {
  const { t, format } = useReader();
  const [shown, setShown] = useState(step);
  const when = useWhen(today);
  return (
    <>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('shipments.destination')}</th>
            <th scope="col">{t('shipments.origin')}</th>
            <th scope="col">{t('shipments.items')}</th>
            <th scope="col">{t('shipments.funding')}</th>
            <th scope="col">{t('shipments.expected-on')}</th>
            <th scope="col">{t('shipments.standing')}</th>
          </tr>
        </thead>
        <tbody>
          {found.slice(0, shown).map((placed) => {
            const { shipment, stage } = placed;
            const { shipmentId, destination, origin, reference, lines, funding = [], expectedOn } = shipment;
            return (
              <tr key={shipmentId}>
                <th scope="row">
                  <Link href={`/shipments/${shipmentId}`}>{names.place(destination)}</Link>
                  {reference !== undefined && <span className={css.reference}>{reference}</span>}
                </th>
                <td data-label={t('shipments.origin')}>{names.origin(origin)}</td>
                <td data-label={t('shipments.items')}>
                  {t('shipments.items-more', { name: names.item(lines[0]?.itemId ?? ''), n: lines.length - 1 })}
                </td>
                <td data-label={t('shipments.funding')}>{format.list(funding.map(({ source }) => source)) || '–'}</td>
                <td data-label={t('shipments.expected-on')}>
                  {expectedOn === undefined ? '–' : format.day(expectedOn)}
                </td>
                <td data-label={t('shipments.standing')}>
                  <Badge tone={stageTones[stage]} icon={stageIcons[stage]} label={t(`shipments.stage.${stage}`)} />
                  {(stage === 'overdue' || stage === 'to-settle') && (
                    <span className={css.reference}>{when(placed)}</span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {found.length > shown && (
        <Button variant="subtle" fullWidth mt="sm" onClick={() => setShown(shown + step)}>
          {t('shipments.show-more', { n: found.length - shown })}
        </Button>
      )}
    </>
  );
}
