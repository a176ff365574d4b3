/** What the screens of `shipments` say in English. */

export const messages = {
  'shipments.title': 'Deliveries',
} as const;
