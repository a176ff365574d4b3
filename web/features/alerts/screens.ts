/** Screens of alerts: the inbox, and one alert that mails and lists point to. */
import type { Screen } from '../../kit/screens.ts';

export const screens: readonly Screen[] = [
  {
    path: '/alerts',
    title: 'alerts.title',
    messages: ['alerts'],
    load: () => import('./inbox.tsx'),
    navigation: {
      label: 'shell.nav.alerts',
      icon: 'bell',
      roles: ['programme-lead', 'logistics', 'facility-manager', 'observer'],
      order: 2,
    },
    samples: [{ as: 'lead.ug@example.org', path: '/alerts' }],
  },
  {
    path: '/alerts/:alertId',
    title: 'alerts.title',
    messages: ['alerts'],
    load: () => import('./alert.tsx'),
    samples: [{ as: 'lead.ug@example.org', path: '/alerts/UG-MBARARA-MAIN~report-overdue~-~latest' }],
  },
];
