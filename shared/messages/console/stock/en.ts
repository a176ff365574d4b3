/** What the screens of `stock` say in English. */

export const messages = {
  'stock.title': 'Stock',
} as const;
