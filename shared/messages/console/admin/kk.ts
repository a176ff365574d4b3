/** What the screens of `admin` say in Kazakh, in Cyrillic letters. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'admin.title': 'Баптаулар',
};
