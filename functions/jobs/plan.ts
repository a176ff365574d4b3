/** Every tick of the schedule: which countries are to be swept or checked now. */
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { readEnv } from '#kit/env.ts';
import { scheduledJob } from '#kit/job.ts';
import { batchDeps } from './batch-deps.ts';
import { tickInput } from './messages.ts';
import { planRuns } from './plan-runs.ts';

const url = z.string().min(1);
const queuesEnv = z.object({ WORK_QUEUE_URL: url, NIGHTLY_QUEUE_URL: url, NEWS_QUEUE_URL: url });

export const handler = scheduledJob('plan', tickInput, planRuns, () => {
  const { WORK_QUEUE_URL, NIGHTLY_QUEUE_URL, NEWS_QUEUE_URL } = readEnv(queuesEnv);
  const queues = { sweep: WORK_QUEUE_URL, nightly: NIGHTLY_QUEUE_URL };
  return { ...batchDeps(), sqs: new SQSClient({}), queues, newsQueue: NEWS_QUEUE_URL };
});
