/** How big and how patient each function is, and which settings it is told, with the reason beside each number. */
import type { FunctionName } from '../entries.ts';

export type Setting =
  | 'TABLE_NAME'
  | 'WORK_QUEUE_URL'
  | 'NIGHTLY_QUEUE_URL'
  | 'NEWS_QUEUE_URL'
  | 'TOPIC_ARN'
  | 'MAIL_FROM'
  | 'CONFIGURATION_SET'
  | 'API_URL'
  | 'CONSOLE_URL'
  | 'ISSUER'
  | 'CLIENT_ID'
  | 'FIRST_LEAD';

export interface FunctionShape {
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Environment beyond `STAGE` and `LOG_LEVEL`, which every function gets. */
  readonly settings: readonly Setting[];
}

/** Memory buys CPU: at 1 GB the import of a bundle takes half of what it takes at 512 MB, for the same price. */
const apiMemoryMb = 1024;

/** Three attempts of a transaction fit in; API Gateway itself gives up at 30 s. */
const apiTimeoutSeconds = 20;

/** Cognito waits 5 s for a trigger and then tries again: an answer after that is of no use. */
const triggerTimeoutSeconds = 5;

/** Reads the countries and sends batches; nothing here grows with the number of items. */
const planTimeoutSeconds = 60;

/** A batch of sweep is a few seconds of Queries; the rest is room for throttling. */
const assessTimeoutSeconds = 60;

/** A batch of the nightly check reads a month of lines of each facility. */
const nightlyTimeoutSeconds = 300;

/** A batch of the stream is as long as a hundred facilities take, one transaction each. */
const streamTimeoutSeconds = 60;

/** All mails of one country, one after the other as SES lets them through. */
const tellTimeoutSeconds = 120;

const api = { memoryMb: apiMemoryMb, timeoutSeconds: apiTimeoutSeconds, settings: ['TABLE_NAME'] } as const;

const trigger = {
  memoryMb: apiMemoryMb,
  timeoutSeconds: triggerTimeoutSeconds,
  settings: ['TABLE_NAME', 'FIRST_LEAD'],
} as const;

export const functionShapes = {
  facilities: api,
  catalogue: api,
  stock: api,
  shipments: api,
  guidance: api,
  checklists: api,
  alerts: api,
  overview: api,
  needs: api,
  members: api,
  unsubscribe: api,
  description: { ...api, settings: ['ISSUER', 'CLIENT_ID'] },
  plan: {
    memoryMb: apiMemoryMb,
    timeoutSeconds: planTimeoutSeconds,
    settings: ['TABLE_NAME', 'WORK_QUEUE_URL', 'NIGHTLY_QUEUE_URL', 'NEWS_QUEUE_URL'],
  },
  assess: {
    memoryMb: apiMemoryMb,
    timeoutSeconds: assessTimeoutSeconds,
    settings: ['TABLE_NAME', 'NEWS_QUEUE_URL'],
  },
  nightly: { memoryMb: apiMemoryMb, timeoutSeconds: nightlyTimeoutSeconds, settings: ['TABLE_NAME'] },
  react: { memoryMb: apiMemoryMb, timeoutSeconds: streamTimeoutSeconds, settings: ['TABLE_NAME'] },
  announce: {
    memoryMb: apiMemoryMb,
    timeoutSeconds: streamTimeoutSeconds,
    settings: ['TABLE_NAME', 'TOPIC_ARN', 'NEWS_QUEUE_URL'],
  },
  tell: {
    memoryMb: apiMemoryMb,
    timeoutSeconds: tellTimeoutSeconds,
    settings: ['TABLE_NAME', 'TOPIC_ARN', 'MAIL_FROM', 'CONFIGURATION_SET', 'API_URL', 'CONSOLE_URL'],
  },
  bounces: { memoryMb: apiMemoryMb, timeoutSeconds: apiTimeoutSeconds, settings: ['TABLE_NAME'] },
  'pre-sign-up': trigger,
  'pre-token': trigger,
} satisfies Record<FunctionName, FunctionShape>;
