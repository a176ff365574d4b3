/** The first screen: what each role should do now. */
import type { Screen } from '../../kit/screens.ts';

export const screens: readonly Screen[] = [
  {
    path: '/',
    title: 'home.title',
    messages: ['home'],
    load: () => import('./home.tsx'),
    navigation: {
      label: 'shell.home',
      icon: 'home',
      roles: ['logistics', 'facility-manager', 'programme-lead', 'observer'],
      order: 0,
    },
    samples: [
      { as: 'manager.luzira@example.org', path: '/' },
      { as: 'logistics.ug@example.org', path: '/' },
      { as: 'lead.ug@example.org', path: '/' },
    ],
  },
];
