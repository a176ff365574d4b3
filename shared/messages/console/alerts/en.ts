/** What the screens of `alerts` say in English. */

export const messages = {
  'alerts.title': 'Alerts',
} as const;
