/** What the screens of `alerts` say in Arabic. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'alerts.title': 'التنبيهات',
};
