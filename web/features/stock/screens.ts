/** Screens of stock: what is there, the stock report, deliveries received, one item, and what else moves stock. */
import type { Screen } from '../../kit/screens.ts';

const manager = 'manager.luzira@example.org';
const place = '/facilities/UG-LUZIRA-UPPER';

export const screens: readonly Screen[] = [
  {
    path: '/facilities/:facilityId/stock',
    title: 'stock.title',
    messages: ['stock'],
    load: () => import('./stock-list.tsx'),
    needs: 'getStock',
    navigation: { label: 'shell.nav.stock', icon: 'box', roles: ['facility-manager'], order: 1 },
    samples: [{ as: manager, path: `${place}/stock` }],
  },
];
