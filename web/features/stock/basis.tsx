/** How one knows: what the figures of an item rest on, in words, for whoever asks. */
import type { Answer } from '../../kit/contract.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import type { Item, StockRow } from './shelf.ts';
import styles from './stock.module.css';

type Facility = Answer<'getFacility'>;

const drivers = ['staff', 'staffOnDuty', 'held', 'women', 'juveniles'] as const;

export interface BasisProps {
  readonly row: StockRow;
  readonly item: Item | undefined;
  readonly facility: Facility | undefined;
}

/** Sentences about the estimate, the use a day, and what it would be by the norm. */
export function Basis({ row, item, facility }: BasisProps) {
  const { t, format } = useReader();
  const adu = format.figure(row.adu ?? 0, 2);
  const norms = drivers.flatMap((driver) => {
    const rate = item?.norms?.[driver];
    if (rate === undefined || rate === 0) return [];
    const heads = facility?.headcount?.[driver];
    const values = { rate: format.figure(rate, 3), heads: heads === undefined ? '?' : format.whole(heads) };
    return [t(`stock.norm.${driver}`, values)];
  });
  return (
    <ul className={styles.basis}>
      {row.lastReportAt === null ? (
        <li>{t('stock.basis.never')}</li>
      ) : (
        <li>
          {t('stock.basis.book', {
            n: row.onHand ?? 0,
            when: format.instant(row.lastReportAt, facility?.timeZone),
          })}
        </li>
      )}
      {row.estimatedOnHand !== null && row.estimatedOnHand !== row.usable && (
        <li>{t('stock.basis.estimate', { n: row.estimatedOnHand })}</li>
      )}
      {row.usable !== null && row.usable !== row.onHand && <li>{t('stock.basis.usable', { n: row.usable })}</li>}
      <li>{t(`stock.basis.${row.basis}`, { adu })}</li>
      {norms.length > 0 && <li>{t('stock.basis.by-norm', { norms: format.list(norms) })}</li>}
      {row.coverByNorm !== null && <li>{t('stock.basis.cover-by-norm', { days: Math.floor(row.coverByNorm) })}</li>}
      {row.surge !== null && <li>{t('stock.basis.surge', { factor: format.figure(row.surge, 2) })}</li>}
      {row.scaledBy !== null && <li>{t('stock.basis.scaled', { factor: format.figure(row.scaledBy, 2) })}</li>}
      {row.servedPartly && <li>{t('stock.basis.partly')}</li>}
    </ul>
  );
}
