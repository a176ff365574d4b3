/** Screens of guidance: what a facility is to read, and for leads who has read it. */
import type { Screen } from '../../kit/screens.ts';

export const screens: readonly Screen[] = [
  {
    path: '/facilities/:facilityId/guidance',
    title: 'guidance.title',
    messages: ['guidance'],
    load: () => import('./to-read.tsx'),
    navigation: { label: 'shell.nav.guidance', icon: 'book', roles: ['facility-manager'], order: 4 },
    samples: [{ as: 'manager.luzira@example.org', path: '/facilities/UG-LUZIRA-UPPER/guidance' }],
  },
  {
    path: '/guidance',
    title: 'guidance.title',
    messages: ['guidance'],
    load: () => import('./versions.tsx'),
    navigation: { label: 'shell.nav.guidance', icon: 'book', roles: ['programme-lead', 'observer'], order: 5 },
    samples: [{ as: 'lead.ug@example.org', path: '/guidance' }],
  },
  {
    path: '/guidance/:documentId/:version',
    title: 'guidance.coverage',
    messages: ['guidance'],
    load: () => import('./coverage.tsx'),
    samples: [{ as: 'lead.ug@example.org', path: '/guidance/who-euro-prisons/2021-02' }],
  },
];
