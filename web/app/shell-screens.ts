/** Screens of the shell itself. */
import type { Screen } from '../kit/screens.ts';

export const shellScreens: readonly Screen[] = [
  {
    path: '/queue',
    title: 'shell.queue',
    messages: ['shell'],
    load: () => import('./queue-screen.tsx'),
    samples: [{ as: 'manager.luzira@example.org', path: '/queue' }],
  },
];
