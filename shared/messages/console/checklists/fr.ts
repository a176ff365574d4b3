/** What the screens of `checklists` say in French. */
import type { messages as en } from './en.ts';

export const messages: Readonly<Record<keyof typeof en, string>> = {
  'checklists.title': 'Liste de contrôle',
};
