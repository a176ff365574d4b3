/** One batch of the nightly check: months are closed, and positions compared with their ledgers. */
import { queueJob } from '#kit/job.ts';
import { batchDeps } from './batch-deps.ts';
import { checkFacility } from './check-facility.ts';
import { batchMessage } from './messages.ts';
import { type BatchDeps, workOff } from './work-off.ts';

export const handler = queueJob(
  'nightly',
  batchMessage,
  (message, deps: BatchDeps, attempt) => workOff('nightly', message, deps, attempt, checkFacility),
  batchDeps,
);
