/** What the screens of `stock` say in Russian. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'stock.title': 'Запасы',
};
