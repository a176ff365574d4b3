/** What the screens of `checklists` say in English. */

export const messages = {
  'checklists.title': 'Checklist',
} as const;
