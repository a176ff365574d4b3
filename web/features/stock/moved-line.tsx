/** One item that moved: how much, and of which batch where that is known. */
import { Button, TextInput } from '@mantine/core';
import { useReader } from '../../kit/i18n/reader.tsx';
import type { MovedLine } from './moved.ts';
import { QuantityFields } from './quantity-fields.tsx';
import styles from './report.module.css';
import type { Item } from './shelf.ts';

export interface MovedLineFieldsProps {
  readonly name: string;
  readonly item: Item | undefined;
  readonly line: MovedLine;
  readonly onChange: (next: MovedLine) => void;
  readonly onRemove: () => void;
}

export function MovedLineFields({ name, item, line, onChange, onRemove }: MovedLineFieldsProps) {
  const { t } = useReader();
  return (
    <li className={styles.line}>
      <div className={styles.lineHead}>
        <span className={styles.lineName}>{name}</span>
        <Button
          size="compact-md"
          variant="subtle"
          aria-label={t('stock.moved.remove.of', { item: name })}
          onClick={onRemove}
        >
          {t('stock.moved.remove')}
        </Button>
      </div>
      <QuantityFields
        item={item}
        name={name}
        packs={line.packs}
        loose={line.loose}
        onChange={(next) => onChange({ ...line, ...next })}
      />
      <div className={styles.lot}>
        <TextInput
          label={t('stock.lot')}
          maxLength={40}
          dir="ltr"
          value={line.lot}
          onChange={(event) => onChange({ ...line, lot: event.currentTarget.value })}
        />
        {line.lot !== '' && (
          <TextInput
            type="date"
            label={t('stock.expiry')}
            value={line.expiry}
            onChange={(event) => onChange({ ...line, expiry: event.currentTarget.value })}
          />
        )}
      </div>
    </li>
  );
}
