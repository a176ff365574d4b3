/** What the screens of `guidance` say in English. */

export const messages = {
  'guidance.title': 'Guidance',
} as const;
