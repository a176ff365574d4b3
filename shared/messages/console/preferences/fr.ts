/** What the screens of `preferences` say in French. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'preferences.title': 'Mes notifications',
};
