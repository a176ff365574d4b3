/**
 * Names every action that a function may ask of the table and of the queues; what is not written here is denied, in
 * AWS and on one machine alike.
 *
 * A transaction needs no action of its own: TransactWriteItems asks for PutItem, UpdateItem, DeleteItem and
 * ConditionCheckItem, one for each kind of its parts; TransactGetItems asks for GetItem.
 */
import type { FunctionName } from './entries.ts';

/** Scan is left out on purpose: no request and no job may read what it was not asked for. */
export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem';
export type IndexAction = 'Query';
export type QueueAction = 'SendMessage' | 'ReceiveMessage' | 'DeleteMessage' | 'GetQueueAttributes';
export type StreamAction = 'GetRecords' | 'GetShardIterator' | 'DescribeStream';

export interface Grant {
  /** `dynamodb:` actions on the table. */
  readonly table?: readonly TableAction[];
  /** `dynamodb:` actions on GSI1. */
  readonly index?: readonly IndexAction[];
  /** `sqs:` actions on the queue of sweep batches. */
  readonly workQueue?: readonly QueueAction[];
  /** `sqs:` actions on the queue of nightly checks. */
  readonly nightlyQueue?: readonly QueueAction[];
  /** `sqs:` actions on the queue of what is to be told. */
  readonly newsQueue?: readonly QueueAction[];
  /** `sqs:` actions on the function's own dead letters, where Lambda puts in its name what it gave up. */
  readonly deadLetters?: readonly 'SendMessage'[];
  /** `dynamodb:` actions on the table's stream; ListStreams, which knows no resource, comes with them. */
  readonly stream?: readonly StreamAction[];
  /** `sns:` actions on the topic of alert changes. */
  readonly topic?: readonly 'Publish'[];
  /** `ses:` actions in the name of the one sender, through the one configuration set. */
  readonly mail?: readonly 'SendEmail'[];
}

/** What Lambda's poller asks for in the name of the function that it feeds. */
const consume = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'] as const;
const follow = ['GetRecords', 'GetShardIterator', 'DescribeStream'] as const;

export const grants = {
  facilities: {
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'ConditionCheckItem'],
    index: ['Query'],
  },
  catalogue: { table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'], index: ['Query'] },
  stock: { table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'] },
  shipments: {
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    index: ['Query'],
  },
  guidance: {
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'ConditionCheckItem'],
    index: ['Query'],
  },
  checklists: { table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'] },
  alerts: { table: ['BatchGetItem', 'Query', 'PutItem'], index: ['Query'] },
  overview: { table: ['GetItem', 'BatchGetItem', 'Query'], index: ['Query'] },
  needs: { table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'], index: ['Query'] },
  members: {
    table: ['GetItem', 'BatchGetItem', 'PutItem', 'DeleteItem'],
    index: ['Query'],
  },
  description: {},
  unsubscribe: { table: ['GetItem', 'PutItem'] },
  plan: {
    table: ['GetItem', 'PutItem'],
    index: ['Query'],
    workQueue: ['SendMessage'],
    nightlyQueue: ['SendMessage'],
    newsQueue: ['SendMessage'],
  },
  assess: {
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
    index: ['Query'],
    workQueue: consume,
    newsQueue: ['SendMessage'],
  },
  nightly: {
    table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
    nightlyQueue: consume,
  },
  react: {
    table: ['GetItem', 'Query', 'PutItem', 'DeleteItem', 'ConditionCheckItem'],
    stream: follow,
    deadLetters: ['SendMessage'],
  },
  announce: {
    table: ['GetItem', 'PutItem'],
    index: ['Query'],
    topic: ['Publish'],
    newsQueue: ['SendMessage'],
    stream: follow,
    deadLetters: ['SendMessage'],
  },
  tell: {
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem'],
    index: ['Query'],
    topic: ['Publish'],
    mail: ['SendEmail'],
    newsQueue: consume,
  },
  bounces: { table: ['GetItem', 'PutItem'], deadLetters: ['SendMessage'] },
  'pre-sign-up': { table: ['GetItem'] },
  'pre-token': { table: ['GetItem', 'PutItem'] },
} satisfies Record<FunctionName, Grant>;

/** The grant of one function. */
export function grantOf(name: FunctionName): Grant {
  return grants[name];
}
