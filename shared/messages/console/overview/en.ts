/** What the screens of `overview` say in English. */

export const messages = {
  'overview.title': 'Overview',
} as const;
