/** Deliveries in columns of what is to be done with them; on a phone one below the other. */
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { useReader } from '../../kit/i18n/reader.tsx';
import { Icon } from '../../kit/ui/icons.tsx';
import { toneClass } from '../../kit/ui/tone.tsx';
import type { Names } from './names.ts';
import css from './shipments.module.css';
import { type Column, columns, daysLate, isOpen, type Shipment, type Stage, stageIcons, stageTones } from './stages.ts';

/** Cards of one column; the others are one touch away. */
const most = 6;

export interface Placed {
  readonly shipment: Shipment;
  readonly stage: Stage;
}

/** What matters of the delivery at its stage: how late, when, how many differences. */
export function useWhen(today: string): (placed: Placed) => string | undefined {
  const { t, format } = useReader();
  return ({ shipment, stage }) => {
    const { expectedOn } = shipment;
    if (stage === 'to-settle') return t('shipments.differences', { n: shipment.discrepancies.filter(isOpen).length });
    if (stage === 'arrived') {
      const last = shipment.receipts.findLast(({ reversedAt }) => reversedAt === null);
      return last === undefined ? undefined : t('shipments.arrived-on', { day: format.moment(last.receivedAt) });
    }
    if (expectedOn === undefined) return t('shipments.no-day');
    if (stage === 'overdue') return t('shipments.days-late', { n: daysLate(expectedOn, today) });
    return t('shipments.expected', { day: format.weekday(expectedOn) });
  };
}

function Card({
  placed,
  names,
  when,
}: {
  readonly placed: Placed;
  readonly names: Names;
  readonly when?: string | undefined;
}) {
  const { t } = useReader();
  const { shipment } = placed;
  const first = shipment.lines[0];
  return (
    <Link className={css.card} href={`/shipments/${shipment.shipmentId}`}>
      <span className={css.cardTitle}>{names.place(shipment.destination)}</span>
      <span className={css.cardText}>{t('shipments.from', { name: names.origin(shipment.origin) })}</span>
      <span className={css.cardText}>
        {t('shipments.items-more', { name: names.item(first?.itemId ?? ''), n: shipment.lines.length - 1 })}
      </span>
      {when !== undefined && <span className={css.cardWhen}>{when}</span>}
    </Link>
  );
}

export interface BoardProps {
  readonly found: readonly Placed[];
  readonly names: Names;
  readonly today: string;
  readonly onAll: (stage: Column) => void;
}

export function Board({ found, names, today, onAll }: BoardProps) {
  const { t, format } = useReader();
  const when = useWhen(today);
  return (
    <div className={css.board}>
      {columns.map((column) => {
        const cards = found.filter(({ stage }) => stage === column);
        return (
          <section key={column} className={css.column}>
            <h2 className={`${css.columnHead} ${toneClass[stageTones[column]]}`}>
              <Icon name={stageIcons[column]} size={18} />
              {t(`shipments.stage.${column}`)}
              <span className={css.count}>{format.whole(cards.length)}</span>
            </h2>
            {cards.length === 0 && <p className={css.nothing}>{t('shipments.nothing-here')}</p>}
            {cards.slice(0, most).map((placed) => (
              <Card key={placed.shipment.shipmentId} placed={placed} names={names} when={when(placed)} />
            ))}
            {cards.length > most && (
              <Button variant="subtle" onClick={() => onAll(column)}>
                {t('shipments.show-all', { n: cards.length })}
              </Button>
            )}
          </section>
        );
      })}
    </div>
  );
}
