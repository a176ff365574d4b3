/** Mail that comes back: SES tells of bounces and complaints, and whose they are gets no more mail until somebody says so. */
import type { SNSEvent } from 'aws-lambda';
import * as z from 'zod';
import { tableDeps } from '#kit/deps.ts';
import { readEnv } from '#kit/env.ts';
import { trigger } from '#kit/job.ts';
import { createLog } from '#kit/log.ts';
import { type BounceDeps, takeBack } from './take-back.ts';

const stageEnv = z.object({ STAGE: z.string().min(1) });
let deps: BounceDeps | undefined;

export const handler = trigger<SNSEvent, void>('bounces', async ({ Records }) => {
  deps ??= { ...tableDeps(), log: createLog(), stage: readEnv(stageEnv).STAGE };
  for (const { Sns } of Records) await takeBack(JSON.parse(Sns.Message), deps);
});
