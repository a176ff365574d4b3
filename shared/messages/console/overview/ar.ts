/** What the screens of `overview` say in Arabic. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'overview.title': 'نظرة عامة',
};
