/** Every news, as it is put down: letters are laid by for its readers, other systems hear of it, and the teller is called. */
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { readEnv } from '#kit/env.ts';
import { streamJob } from '#kit/stream.ts';
import { announceChanges, countryOfNews } from './announce-changes.ts';
import { announceDeps } from './news-deps.ts';

const queueEnv = z.object({ NEWS_QUEUE_URL: z.string().min(1) });

export const handler = streamJob('announce', countryOfNews, announceChanges, () => ({
  ...announceDeps(),
  sqs: new SQSClient({}),
  newsQueue: readEnv(queueEnv).NEWS_QUEUE_URL,
}));
