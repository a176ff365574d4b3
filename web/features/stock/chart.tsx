/** The level of an item over time: what the card says, how it goes on, when batches expire. */
import { useReader } from '../../kit/i18n/reader.tsx';
import type { CardLine } from './card.tsx';
import styles from './chart.module.css';
import type { StockRow } from './shelf.ts';

const dayMs = 86_400_000;
const width = 440;
const height = 230;
const margin = { start: 52, end: 12, top: 12, bottom: 28 };
const mostDaysAhead = 60;
const mostDaysBack = 120;

export interface ChartProps {
  /** Newest first. */
  readonly card: readonly CardLine[];
  readonly row: StockRow;
}

/** Time runs from left to right in every language, as on the paper forms. */
export function Chart({ card, row }: ChartProps) {
  const { t, format } = useReader();
  const now = Date.parse(row.asOf);
  const lines = card
    .filter(({ reversedBy, kind }) => reversedBy === null && kind !== 'reversal')
    .filter(({ occurredAt }) => Date.parse(occurredAt) > now - mostDaysBack * dayMs)
    .reverse();
  const first = lines[0] === undefined ? now - dayMs : Date.parse(lines[0].occurredAt);
  const end = now + mostDaysAhead * dayMs;
  const left = row.estimatedOnHand ?? row.usable ?? 0;
  const top = Math.max(1, left, ...lines.map(({ balance }) => balance));
  const x = (at: number) =>
    margin.start + ((at - first) / Math.max(end - first, 1)) * (width - margin.start - margin.end);
  const y = (units: number) =>
    height - margin.bottom - (Math.max(units, 0) / top) * (height - margin.top - margin.bottom);
  const steps = lines.map(({ occurredAt, balance }, at) =>
    at === 0 ? `M${x(Date.parse(occurredAt))} ${y(balance)}` : `H${x(Date.parse(occurredAt))}V${y(balance)}`,
  );
  const ends = row.adu === null || row.adu === 0 ? undefined : Math.min(now + (left / row.adu) * dayMs, end);
  const level = ends === undefined ? left : Math.max(0, left - ((ends - now) / dayMs) * (row.adu ?? 0));
  const expiries = row.lots.flatMap(({ lot, expiry }) => {
    const at = expiry === null ? Number.NaN : Date.parse(expiry);
    return at > now && at < end ? [{ lot, at }] : [];
  });
  const dayOf = (at: number) => format.day(new Date(at).toISOString().slice(0, 10));
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t('stock.chart.label', { n: left, from: dayOf(first), to: dayOf(end) })}
      >
        {[0, top / 2, top].map((units) => (
          <g key={units}>
            <line className={styles.grid} x1={margin.start} x2={width - margin.end} y1={y(units)} y2={y(units)} />
            <text className={styles.text} x={margin.start - 6} y={y(units) + 4} textAnchor="end" direction="ltr">
              {format.whole(Math.round(units))}
            </text>
          </g>
        ))}
        {[first, now, end].map((at, index) => (
          <text
            key={at}
            className={styles.text}
            x={x(at)}
            y={height - 8}
            direction="ltr"
            textAnchor={index === 0 ? 'start' : index === 1 ? 'middle' : 'end'}
          >
            {dayOf(at)}
          </text>
        ))}
        <line className={styles.today} x1={x(now)} x2={x(now)} y1={margin.top} y2={height - margin.bottom} />
        <path className={styles.level} d={`${steps.join('')}H${x(now)}`} />
        {ends !== undefined && <path className={styles.ahead} d={`M${x(now)} ${y(left)}L${x(ends)} ${y(level)}`} />}
        {lines.map(({ eventId, kind, occurredAt, balance }) => {
          const at = x(Date.parse(occurredAt));
          if (kind === 'count') return <circle key={eventId} className={styles.count} cx={at} cy={y(balance)} r={4} />;
          if (kind !== 'receipt') return null;
          const point = `M${at} ${y(balance) - 6}l5 9h-10z`;
          return <path key={eventId} className={styles.receipt} d={point} />;
        })}
        {expiries.map(({ lot, at }) => (
          <line
            key={`${lot}-${at}`}
            className={styles.expiry}
            x1={x(at)}
            x2={x(at)}
            y1={margin.top}
            y2={height - margin.bottom}
          />
        ))}
      </svg>
      <figcaption className={styles.legend}>
        <span>● {t('stock.card.count')}</span>
        <span>▲ {t('stock.card.receipt')}</span>
        <span>┄ {t('stock.chart.ahead')}</span>
        {expiries.length > 0 && <span>┆ {t('stock.chart.expiry')}</span>}
      </figcaption>
    </figure>
  );
}
