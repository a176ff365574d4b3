/** How prepared a place is: the score with its trend, and on a touch the parts that it is made of. */
import { Button, Modal, Progress } from '@mantine/core';
import { useState } from 'react';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useCall } from '../../kit/queries/use-call.ts';
import { Loaded } from '../../kit/ui/notes.tsx';
import type { Place } from './order.ts';
import styles from './overview.module.css';

const parts = ['supplies', 'guidance', 'reporting', 'checklist'] as const;

/** The score day by day, as a line from the oldest to the newest; days without a score leave it out. */
function Days({ facilityId }: { readonly facilityId: string }) {
  const { t, format } = useReader();
  const history = useCall('getPreparedness', { params: { facilityId } });
  return (
    <Loaded of={history} rows={1}>
      {({ items }) => {
        const scored = items.flatMap(({ on, score }) => (score === null ? [] : [{ on, score }]));
        const [first, last] = [scored[0], scored.at(-1)];
        if (first === undefined || last === undefined || scored.length < 2) return <p>{t('overview.days.few')}</p>;
        const at = (index: number) => (index / (scored.length - 1)) * 300;
        const line = scored.map(({ score }, index) => `${at(index)},${100 - score}`).join(' ');
        return (
          <figure className={styles.days}>
            <svg viewBox="0 -4 300 108" preserveAspectRatio="none" aria-hidden="true">
              <polyline points={line} fill="none" stroke="currentColor" vectorEffect="non-scaling-stroke" />
            </svg>
            <figcaption>
              {t('overview.days', {
                from: format.day(first.on),
                to: format.day(last.on),
                first: format.percent(first.score),
                last: format.percent(last.score),
              })}
            </figcaption>
          </figure>
        );
      }}
    </Loaded>
  );
}

export function Prepared({ place }: { readonly place: Place }) {
  const { t, format } = useReader();
  const [open, setOpen] = useState(false);
  const { preparedness, trend } = place;
  const { score, reason } = preparedness;
  const moved =
    trend === null || trend.change === 0 ? null : trend.change > 0 ? `▲ ${trend.change}` : `▼ ${-trend.change}`;
  return (
    <>
      <Button
        variant="subtle"
        size="compact-md"
        className={styles.score}
        onClick={() => setOpen(true)}
        aria-label={t('overview.prepared.of', {
          place: place.name,
          score: score === null ? t('overview.no-score') : format.percent(score),
        })}
      >
        {score === null ? '–' : format.percent(score)}
        {moved !== null && <small dir="ltr"> {moved}</small>}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={place.name}
        closeButtonProps={{ 'aria-label': t('words.close') }}
      >
        <p className={styles.total}>{score === null ? t('overview.no-score') : format.percent(score)}</p>
        {reason !== null && <p>{t(`overview.reason.${reason}`)}</p>}
        {trend !== null && <p>{t('overview.trend', { points: trend.change, since: format.day(trend.since) })}</p>}
        {parts.map((part) => {
          const value = preparedness[part];
          return (
            <div key={part} className={styles.part}>
              <div>
                <span>{t(`overview.part.${part}`)}</span>
                <span>{value === null ? t('overview.no-part') : format.percent(value)}</span>
              </div>
              <Progress value={value ?? 0} aria-label={t(`overview.part.${part}`)} />
            </div>
          );
        })}
        <Days facilityId={place.facilityId} />
      </Modal>
    </>
  );
}
