/** What the screens of `preferences` say in Russian. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'preferences.title': 'Мои уведомления',
};
