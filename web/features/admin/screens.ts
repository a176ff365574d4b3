/** Screens of settings: places, items and people. */
import type { Screen } from '../../kit/screens.ts';

export const screens: readonly Screen[] = [
  {
    path: '/facilities',
    title: 'admin.facilities',
    messages: ['admin'],
    load: () => import('./facilities.tsx'),
    navigation: {
      label: 'shell.nav.facilities',
      icon: 'map',
      roles: ['programme-lead', 'observer'],
      order: 6,
      section: 'settings',
    },
    samples: [{ as: 'lead.ug@example.org', path: '/facilities' }],
  },
  {
    path: '/items',
    title: 'admin.items',
    messages: ['admin'],
    load: () => import('./items.tsx'),
    navigation: {
      label: 'shell.nav.items',
      icon: 'box',
      roles: ['programme-lead', 'logistics', 'observer'],
      order: 7,
      section: 'settings',
    },
    samples: [{ as: 'lead.ug@example.org', path: '/items' }],
  },
  {
    path: '/members',
    title: 'admin.members',
    messages: ['admin'],
    load: () => import('./members.tsx'),
    needs: 'listMembers',
    navigation: {
      label: 'shell.nav.members',
      icon: 'people',
      roles: ['programme-lead'],
      order: 8,
      section: 'settings',
    },
    samples: [{ as: 'lead.ug@example.org', path: '/members' }],
  },
];
