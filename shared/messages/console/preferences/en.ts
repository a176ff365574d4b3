/** What the screens of `preferences` say in English. */

export const messages = {
  'preferences.title': 'What I am told',
} as const;
