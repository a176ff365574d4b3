/** What the screens of `stock` say in French. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'stock.title': 'Stock',
};
