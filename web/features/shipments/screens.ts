/** Screens of deliveries and of what places need. */
import type { Screen } from '../../kit/screens.ts';

const logistics = 'logistics.ug@example.org';

export const screens: readonly Screen[] = [
  {
    path: '/shipments',
    title: 'shipments.title',
    messages: ['shipments'],
    load: () => import('./deliveries.tsx'),
    navigation: {
      label: 'shell.nav.shipments',
      icon: 'truck',
      roles: ['logistics', 'programme-lead', 'observer'],
      order: 1,
    },
    samples: [
      { as: logistics, path: '/shipments' },
      { as: logistics, path: '/shipments?view=table' },
      { as: logistics, path: '/shipments?show=to-settle' },
    ],
  },
  {
    path: '/shipments/new',
    title: 'shipments.log',
    messages: ['shipments'],
    load: () => import('./log-delivery.tsx'),
    needs: 'putShipment',
    samples: [{ as: logistics, path: '/shipments/new' }],
  },
  {
    path: '/shipments/:shipmentId',
    title: 'shipments.one',
    messages: ['shipments'],
    load: () => import('./delivery.tsx'),
    samples: [],
  },
  {
    path: '/shipments/:shipmentId/note',
    title: 'shipments.paper',
    messages: ['shipments'],
    load: () => import('./note.tsx'),
    samples: [],
  },
  {
    path: '/needs',
    title: 'shipments.needs',
    messages: ['shipments'],
    load: () => import('./needs.tsx'),
    needs: 'getNeeds',
    navigation: { label: 'shell.nav.needs', icon: 'hands', roles: ['logistics', 'programme-lead'], order: 3 },
    samples: [{ as: logistics, path: '/needs' }],
  },
];
