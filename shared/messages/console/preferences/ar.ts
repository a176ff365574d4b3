/** What the screens of `preferences` say in Arabic. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'preferences.title': 'ما يصلني من إشعارات',
};
