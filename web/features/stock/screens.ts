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
  {
    path: '/facilities/:facilityId/report',
    title: 'stock.report',
    messages: ['stock'],
    load: () => import('./report.tsx'),
    needs: 'recordStockEvent',
    navigation: { label: 'shell.nav.report', icon: 'clipboard', roles: ['facility-manager'], order: 2 },
    samples: [{ as: manager, path: `${place}/report` }],
  },
  {
    path: '/facilities/:facilityId/report/sheet',
    title: 'stock.sheet.title',
    messages: ['stock'],
    load: () => import('./sheet.tsx'),
    samples: [{ as: manager, path: `${place}/report/sheet` }],
  },
  {
    path: '/shipments/:shipmentId/receive',
    title: 'stock.receive.title',
    messages: ['stock'],
    load: () => import('./receive.tsx'),
    samples: [],
  },
  {
    path: '/facilities/:facilityId/stock/:itemId',
    title: 'stock.item.title',
    messages: ['stock'],
    load: () => import('./item.tsx'),
    needs: 'getStock',
    samples: [{ as: manager, path: `${place}/stock/soap-bar` }],
  },
  {
    path: '/facilities/:facilityId/movement',
    title: 'stock.movement',
    messages: ['stock'],
    load: () => import('./movement.tsx'),
    needs: 'recordStockEvent',
    samples: [{ as: manager, path: `${place}/movement` }],
  },
];
