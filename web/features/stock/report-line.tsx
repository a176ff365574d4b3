/** One item of a stock report: what is known beside the empty field, and its batches where somebody counts by batch. */
import { Button, TextInput } from '@mantine/core';
import { useReader } from '../../kit/i18n/reader.tsx';
import { WholeField } from '../../kit/ui/fields.tsx';
import { Icon } from '../../kit/ui/icons.tsx';
import { StatusBadge } from '../../kit/ui/tone.tsx';
import { emptyLine, type LineDraft, type LotDraft, totalOf } from './count.ts';
import { QuantityFields } from './quantity-fields.tsx';
import styles from './report.module.css';
import { type Item, packOf, type StockRow, shelfOf } from './shelf.ts';

export interface ReportLineProps {
  readonly name: string;
  readonly item: Item | undefined;
  readonly row: StockRow | undefined;
  readonly line: LineDraft | undefined;
  readonly onChange: (next: LineDraft) => void;
}

/** Batches that the books know, without figures: what is typed is what was counted. */
function knownLots(row: StockRow | undefined): LotDraft[] {
  const known = (row?.lots ?? []).flatMap(({ lot, expiry, state, onHand }) =>
    lot === null || state === 'kept-apart' || onHand === 0 ? [] : [{ lot, expiry: expiry ?? '', quantity: '' }],
  );
  return known.length > 0 ? known : [{ lot: '', expiry: '', quantity: '' }];
}

function Lots({ name, line, onChange }: Pick<ReportLineProps, 'name' | 'onChange'> & { readonly line: LineDraft }) {
  const { t } = useReader();
  const set = (at: number, part: Partial<LotDraft>) =>
    onChange({ ...line, lots: line.lots.map((lot, index) => (index === at ? { ...lot, ...part } : lot)) });
  return (
    <div className={styles.lots}>
      <p className={styles.hint}>{t('stock.lots.hint')}</p>
      {line.lots.map((lot, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added at the end and never move
        <fieldset key={at} className={styles.lot}>
          <legend className="visually-hidden">{t('stock.lots.of', { item: name, n: at + 1 })}</legend>
          <TextInput
            label={t('stock.lot')}
            value={lot.lot}
            maxLength={40}
            dir="ltr"
            onChange={(event) => set(at, { lot: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('stock.expiry')}
            value={lot.expiry}
            onChange={(event) => set(at, { expiry: event.currentTarget.value })}
          />
          <WholeField label={t('stock.quantity')} value={lot.quantity} onChange={(quantity) => set(at, { quantity })} />
        </fieldset>
      ))}
      <Button
        size="compact-md"
        variant="subtle"
        leftSection={<Icon name="plus" size={16} />}
        onClick={() => onChange({ ...line, lots: [...line.lots, { lot: '', expiry: '', quantity: '' }] })}
      >
        {t('stock.lots.add')}
      </Button>
    </div>
  );
}

export function ReportLine({ name, item, row, line = emptyLine, onChange }: ReportLineProps) {
  const { t } = useReader();
  const shelf = shelfOf(row);
  const total = totalOf(line, packOf(item));
  const expected = row?.estimatedOnHand ?? null;
  return (
    <li className={styles.line} data-done={typeof total === 'number'}>
      <div className={styles.lineHead}>
        <span className={styles.lineName}>{name}</span>
        {row !== undefined && <StatusBadge status={row.status} />}
      </div>
      <div className={styles.known}>
        {item !== undefined && <span>{item.unit}</span>}
        <span>{shelf === null ? t('stock.known.never') : t('stock.known.last', { n: shelf })}</span>
        {expected !== null && expected !== shelf && <span>{t('stock.known.expected', { n: expected })}</span>}
      </div>
      <QuantityFields
        item={item}
        name={name}
        packs={line.packs}
        loose={line.loose}
        onChange={(next) => onChange({ ...line, ...next })}
      />
      {total === undefined && <p className={styles.wrong}>{t('stock.line.wrong')}</p>}
      {total === 0 && shelf !== 0 && (
        <TextInput
          type="date"
          label={t('stock.out-since')}
          value={line.outSince}
          onChange={(event) => onChange({ ...line, outSince: event.currentTarget.value })}
        />
      )}
      {line.lots.length > 0 && <Lots name={name} line={line} onChange={onChange} />}
      <div className={styles.lineActions}>
        {total === null && shelf !== null && shelf >= 0 && line.lots.length === 0 && (
          <Button
            size="compact-md"
            variant="light"
            aria-label={t('stock.same.of', { item: name, n: shelf })}
            onClick={() => onChange({ ...line, packs: '', loose: String(shelf) })}
          >
            {t('stock.same', { n: shelf })}
          </Button>
        )}
        {line.lots.length === 0 && (
          <Button
            size="compact-md"
            variant="subtle"
            aria-label={t('stock.lots.of-item', { item: name })}
            onClick={() => onChange({ ...line, lots: knownLots(row) })}
          >
            {t('stock.lots')}
          </Button>
        )}
      </div>
    </li>
  );
}
