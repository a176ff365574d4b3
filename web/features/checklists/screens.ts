/** The screen of a facility's checklists: answer, result, history. */
import type { Screen } from '../../kit/screens.ts';

export const screens: readonly Screen[] = [
  {
    path: '/facilities/:facilityId/checklist',
    title: 'checklists.title',
    messages: ['checklists'],
    load: () => import('./checklists.tsx'),
    navigation: { label: 'shell.nav.checklists', icon: 'checklist', roles: ['facility-manager'], order: 5 },
    samples: [{ as: 'manager.luzira@example.org', path: '/facilities/UG-LUZIRA-UPPER/checklist' }],
  },
];
