/** What the screens of `admin` say in English. */

export const messages = {
  'admin.title': 'Settings',
} as const;
