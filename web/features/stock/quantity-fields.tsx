/** A quantity as it stands on a shelf: packs and loose units, with what they come to. */
import { useReader } from '../../kit/i18n/reader.tsx';
import { WholeField } from '../../kit/ui/fields.tsx';
import { unitsOf } from './count.ts';
import styles from './report.module.css';
import { type Item, packOf } from './shelf.ts';

export interface QuantityFieldsProps {
  readonly item: Item | undefined;
  /** The item's name, for whoever hears the fields. */
  readonly name: string;
  readonly packs: string;
  readonly loose: string;
  readonly onChange: (next: { readonly packs: string; readonly loose: string }) => void;
}

/** One field where the item comes in no packs. */
export function QuantityFields({ item, name, packs, loose, onChange }: QuantityFieldsProps) {
  const { t } = useReader();
  const pack = packOf(item);
  const units = unitsOf(packs, loose, pack);
  return (
    <div className={styles.quantity}>
      {pack > 1 && (
        <WholeField
          label={t('stock.packs', { size: pack })}
          aria-label={t('stock.packs.of', { item: name, size: pack })}
          value={packs}
          onChange={(text) => onChange({ packs: text, loose })}
        />
      )}
      <WholeField
        label={pack > 1 ? t('stock.loose') : t('stock.quantity')}
        aria-label={pack > 1 ? t('stock.loose.of', { item: name }) : t('stock.quantity.of', { item: name })}
        value={loose}
        onChange={(text) => onChange({ packs, loose: text })}
      />
      {pack > 1 && packs !== '' && typeof units === 'number' && (
        <output className={styles.sum}>{t('stock.sum', { n: units })}</output>
      )}
    </div>
  );
}
