/** What the screens of `shipments` say in Kazakh, in Cyrillic letters. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'shipments.title': 'Жеткізілімдер',
};
