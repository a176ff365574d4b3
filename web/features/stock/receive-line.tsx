/** One line of a delivery: what was sent beside what arrived, and what the two together mean. */
import { Button } from '@mantine/core';
import { useReader } from '../../kit/i18n/reader.tsx';
import { WholeField } from '../../kit/ui/fields.tsx';
import { Badge } from '../../kit/ui/tone.tsx';
import type { Difference, ReceivedDraft } from './receipt.ts';
import styles from './report.module.css';

export interface ReceiveLineProps {
  readonly name: string;
  /** Units still to come. */
  readonly outstanding: number;
  readonly line: ReceivedDraft | undefined;
  readonly difference: Difference | null | undefined;
  readonly onChange: (next: ReceivedDraft) => void;
}

export function ReceiveLine({ name, outstanding, line, difference, onChange }: ReceiveLineProps) {
  const { t } = useReader();
  const { accepted = '', damaged = '' } = line ?? {};
  const exact = difference && difference.missing + difference.surplus + difference.damaged === 0;
  return (
    <li className={styles.line} data-done={difference !== null && difference !== undefined}>
      <div className={styles.lineHead}>
        <span className={styles.lineName}>{name}</span>
        {exact && <Badge tone="good" icon="check" label={t('stock.receive.exact')} />}
      </div>
      <div className={styles.known}>
        <span>{t('stock.receive.sent', { n: outstanding })}</span>
        {difference && difference.missing > 0 && <span>{t('stock.receive.missing', { n: difference.missing })}</span>}
        {difference && difference.surplus > 0 && <span>{t('stock.receive.surplus', { n: difference.surplus })}</span>}
      </div>
      <div className={styles.quantity}>
        <WholeField
          label={t('stock.receive.good')}
          aria-label={t('stock.receive.good.of', { item: name })}
          value={accepted}
          onChange={(next) => onChange({ accepted: next, damaged })}
        />
        <WholeField
          label={t('stock.receive.damaged')}
          aria-label={t('stock.receive.damaged.of', { item: name })}
          value={damaged}
          onChange={(next) => onChange({ accepted, damaged: next })}
        />
      </div>
      <div className={styles.lineActions}>
        {outstanding > 0 && (
          <Button
            size="compact-md"
            variant="light"
            aria-label={t('stock.receive.as-sent.of', { item: name })}
            onClick={() => onChange({ accepted: String(outstanding), damaged: '' })}
          >
            {t('stock.receive.as-sent')}
          </Button>
        )}
        <Button
          size="compact-md"
          variant="subtle"
          aria-label={t('stock.receive.none.of', { item: name })}
          onClick={() => onChange({ accepted: '0', damaged: '' })}
        >
          {t('stock.receive.none')}
        </Button>
      </div>
    </li>
  );
}
