/** The screen of what one is told by mail. */
import type { Screen } from '../../kit/screens.ts';

export const screens: readonly Screen[] = [
  {
    path: '/settings',
    title: 'preferences.title',
    messages: ['preferences'],
    load: () => import('./preferences.tsx'),
    navigation: {
      label: 'shell.nav.preferences',
      icon: 'settings',
      roles: ['programme-lead', 'logistics', 'facility-manager', 'observer'],
      order: 9,
      section: 'settings',
    },
    samples: [{ as: 'lead.ug@example.org', path: '/settings' }],
  },
];
