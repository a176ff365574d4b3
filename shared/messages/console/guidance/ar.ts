/** What the screens of `guidance` say in Arabic. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'guidance.title': 'الإرشادات',
};
