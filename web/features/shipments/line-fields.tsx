/** One line of a delivery as it is typed: item, packs x units in each, and what that makes. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useReader } from '../../kit/i18n/reader.tsx';
import { WholeField } from '../../kit/ui/fields.tsx';
import { Icon } from '../../kit/ui/icons.tsx';
import { type FormLine, lineFault, lineUnits, withItem } from './form.ts';
import type { Names } from './names.ts';
import { ItemSelect } from './place-select.tsx';
import css from './shipments.module.css';

export interface LineFieldsProps {
  readonly line: FormLine;
  /** Counted from 1. */
  readonly number: number;
  readonly names: Names;
  /** Say what is missing. */
  readonly checked: boolean;
  readonly change: (line: FormLine) => void;
  readonly remove: (() => void) | undefined;
}

export function LineFields({ line, number, names, checked, change, remove }: LineFieldsProps) {
  const { t } = useReader();
  const [batch, setBatch] = useState(line.lot !== '' || line.expiry !== '');
  const item = names.items.find(({ itemId }) => itemId === line.itemId);
  const units = lineUnits(line);
  const fault = checked ? lineFault(line) : undefined;
  return (
    <fieldset className={css.line}>
      <legend className="visually-hidden">{t('shipments.line', { n: number })}</legend>
      <ItemSelect
        label={t('shipments.item')}
        placeholder={t('shipments.item.hint')}
        names={names}
        value={line.itemId}
        onChange={(id) =>
          change(
            withItem(
              line,
              names.items.find(({ itemId }) => itemId === id),
            ),
          )
        }
        error={fault === 'item' ? t('shipments.fault.item') : undefined}
      />
      <WholeField
        label={t('shipments.packs')}
        value={line.packs}
        onChange={(packs) => change({ ...line, packs })}
        error={fault === 'quantity' ? t('shipments.fault.quantity') : undefined}
      />
      <WholeField
        label={t('shipments.in-each')}
        value={line.packSize}
        onChange={(packSize) => change({ ...line, packSize })}
      />
      <output className={css.units}>
        {units === null ? '' : t('shipments.makes', { n: units, unit: item?.unit ?? '' })}
      </output>
      <div className={css.lineActions}>
        {!batch && (
          <Button variant="subtle" size="compact-md" onClick={() => setBatch(true)}>
            {t('shipments.add-batch')}
          </Button>
        )}
        {remove !== undefined && (
          <Button
            variant="subtle"
            size="compact-md"
            color="gray.7"
            leftSection={<Icon name="close" size={16} />}
            onClick={remove}
          >
            {t('shipments.remove-line')}
          </Button>
        )}
      </div>
      {batch && (
        <div className={css.batch}>
          <TextInput
            label={t('shipments.batch')}
            value={line.lot}
            onChange={(event) => change({ ...line, lot: event.currentTarget.value })}
            error={fault === 'batch' ? t('shipments.fault.batch') : undefined}
          />
          <TextInput
            type="date"
            label={t('shipments.expiry')}
            value={line.expiry}
            onChange={(event) => change({ ...line, expiry: event.currentTarget.value })}
          />
        </div>
      )}
    </fieldset>
  );
}
