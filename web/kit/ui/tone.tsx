/** How good or bad something is: a colour, a sign and a word together, never a colour alone. */
import type { AlertLevel } from '#shared/domain/alerts/alert.ts';
import type { StockStatus } from '#shared/domain/stock/facts.ts';
import { useReader } from '../i18n/reader.tsx';
import { Icon, type IconName } from './icons.tsx';
import ui from './ui.module.css';

export type Tone = 'critical' | 'warning' | 'good' | 'info' | 'muted';

export const toneClass: Readonly<Record<Tone, string>> = {
  critical: ui.critical ?? '',
  warning: ui.warning ?? '',
  good: ui.good ?? '',
  info: ui.info ?? '',
  muted: ui.muted ?? '',
};

export const statusTones: Readonly<Record<StockStatus, Tone>> = {
  out: 'critical',
  emergency: 'critical',
  'count-needed': 'warning',
  low: 'warning',
  unknown: 'muted',
  'no-data': 'muted',
  overstocked: 'info',
  adequate: 'good',
  'not-stocked': 'muted',
};

/** Signs that differ in shape, for whoever does not see the colours apart. */
export const statusIcons: Readonly<Record<StockStatus, IconName>> = {
  out: 'close',
  emergency: 'warning',
  'count-needed': 'clipboard',
  low: 'down',
  unknown: 'clock',
  'no-data': 'empty',
  overstocked: 'plus',
  adequate: 'check',
  'not-stocked': 'minus',
};

export const levelTones: Readonly<Record<AlertLevel, Tone>> = {
  critical: 'critical',
  high: 'warning',
  medium: 'info',
  low: 'muted',
};
const levelIcons: Readonly<Record<AlertLevel, IconName>> = {
  critical: 'warning',
  high: 'flag',
  medium: 'clock',
  low: 'info',
};

export interface BadgeProps {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly label: string;
}

export function Badge({ tone, icon, label }: BadgeProps) {
  return (
    <span className={`${ui.badge} ${toneClass[tone]}`}>
      <Icon name={icon} size={14} />
      {label}
    </span>
  );
}

export function StatusBadge({ status }: { readonly status: StockStatus }) {
  const { t } = useReader();
  return <Badge tone={statusTones[status]} icon={statusIcons[status]} label={t(`words.status.${status}`)} />;
}

export function LevelBadge({ level }: { readonly level: AlertLevel }) {
  const { t } = useReader();
  return <Badge tone={levelTones[level]} icon={levelIcons[level]} label={t(`words.level.${level}`)} />;
}
