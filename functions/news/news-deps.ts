/** What the functions between an alert and a person are handed: clients that send once, and say when they did not. */
import { SNSClient } from '@aws-sdk/client-sns';
import * as z from 'zod';
import { tableDeps } from '#kit/deps.ts';
import { readEnv } from '#kit/env.ts';
import { createLog } from '#kit/log.ts';
import type { AnnounceDeps } from './announce-news.ts';

/** What leaves the programme is never sent again by itself: a lost answer may hide that it went out. */
export const sendOnce = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
} as const;

const topicEnv = z.object({ TOPIC_ARN: z.string().min(1) });

/** The real ones. */
export function announceDeps(): AnnounceDeps {
  const { TOPIC_ARN } = readEnv(topicEnv);
  return { ...tableDeps(), log: createLog(), sns: new SNSClient(sendOnce), topicArn: TOPIC_ARN };
}
