/** What the screens of `overview` say in French. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'overview.title': 'Vue d’ensemble',
};
