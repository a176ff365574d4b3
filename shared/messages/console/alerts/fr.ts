/** What the screens of `alerts` say in French. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'alerts.title': 'Alertes',
};
