/** Every tick of the schedule: which countries are to be swept or checked now. */
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { readEnv } from '#kit/env.ts';
import { scheduledJob } from '#kit/job.ts';
import { batchDeps } from './batch-deps.ts';
import { tickInput } from './messages.ts';
import { planRuns } from './plan-runs.ts';

const queuesEnv = z.object({ WORK_QUEUE_URL: z.string().min(1), NIGHTLY_QUEUE_URL: z.string().min(1) });

export const handler = scheduledJob('plan', tickInput, planRuns, () => {
  const { WORK_QUEUE_URL, NIGHTLY_QUEUE_URL } = readEnv(queuesEnv);
  return { ...batchDeps(), sqs: new SQSClient({}), queues: { sweep: WORK_QUEUE_URL, nightly: NIGHTLY_QUEUE_URL } };
});
