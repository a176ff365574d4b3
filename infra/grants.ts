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

export interface Grant {
  /** `dynamodb:` actions on the table. */
  readonly table?: readonly TableAction[];
  /** `dynamodb:` actions on GSI1. */
  readonly index?: readonly IndexAction[];
  /** `sqs:` actions on the queue of sweep batches. */
  readonly workQueue?: readonly QueueAction[];
  /** `sqs:` actions on the queue of nightly checks. */
  readonly nightlyQueue?: readonly QueueAction[];
}

/** What Lambda's poller asks for in the name of the function that it feeds. */
const consume = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'] as const;

export const grants = {
  facilities: {
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'ConditionCheckItem'],
    index: ['Query'],
  },
  catalogue: { table: ['GetItem', 'Query', 'PutItem'] },
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
  members: {
    table: ['GetItem', 'BatchGetItem', 'PutItem', 'DeleteItem'],
    index: ['Query'],
  },
  description: {},
  plan: {
    table: ['GetItem', 'PutItem'],
    index: ['Query'],
    workQueue: ['SendMessage'],
    nightlyQueue: ['SendMessage'],
  },
  assess: {
    table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
    workQueue: consume,
  },
  nightly: {
    table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
    nightlyQueue: consume,
  },
  'pre-sign-up': { table: ['GetItem'] },
  'pre-token': { table: ['GetItem', 'PutItem'] },
} satisfies Record<FunctionName, Grant>;

/** The grant of one function. */
export function grantOf(name: FunctionName): Grant {
  return grants[name];
}
