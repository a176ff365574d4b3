/** One batch of a sweep: every facility in it is evaluated, and its alerts are opened, moved and ended. */

import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { readEnv } from '#kit/env.ts';
import { queueJob } from '#kit/job.ts';
import { askToTell } from '#kit/telling-queue.ts';
import { addUp } from './add-up.ts';
import { batchDeps } from './batch-deps.ts';
import { evaluateFacility } from './evaluate-facility.ts';
import { batchMessage } from './messages.ts';
import { type BatchDeps, workOff } from './work-off.ts';

const queueEnv = z.object({ NEWS_QUEUE_URL: z.string().min(1) });

function sweepDeps(): BatchDeps {
  const queue = { sqs: new SQSClient({}), newsQueue: readEnv(queueEnv).NEWS_QUEUE_URL };
  return { ...batchDeps(), askToTell: (message) => askToTell(queue, message) };
}

export const handler = queueJob(
  'assess',
  batchMessage,
  (message, deps: BatchDeps, attempt) => workOff('sweep', message, deps, attempt, evaluateFacility, addUp),
  sweepDeps,
);
