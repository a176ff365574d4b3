/** One batch of a sweep: every facility in it is evaluated, and its alerts are opened, moved and ended. */
import { queueJob } from '#kit/job.ts';
import { batchDeps } from './batch-deps.ts';
import { evaluateFacility } from './evaluate-facility.ts';
import { batchMessage } from './messages.ts';
import { type BatchDeps, workOff } from './work-off.ts';

export const handler = queueJob(
  'assess',
  batchMessage,
  (message, deps: BatchDeps, attempt) => workOff('sweep', message, deps, attempt, evaluateFacility),
  batchDeps,
);
