/** What the screens of `guidance` say in Russian. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'guidance.title': 'Рекомендации',
};
