/** Screens of the overview: every facility of a country by every item. */
import type { Screen } from '../../kit/screens.ts';

export const screens: readonly Screen[] = [
  {
    path: '/overview',
    title: 'overview.title',
    messages: ['overview'],
    load: () => import('./overview.tsx'),
    navigation: { label: 'shell.nav.overview', icon: 'grid', roles: ['programme-lead', 'observer'], order: 1 },
    samples: [
      { as: 'lead.ug@example.org', path: '/overview' },
      { as: 'observer.ug@example.org', path: '/overview?sort=prepared' },
    ],
  },
];
