/** What wakes a function that nobody calls: the messages of a queue, or the changes of the table that concern it. */
import { Duration } from 'aws-cdk-lib';
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type Function as LambdaFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export interface QueueFeed {
  readonly queue: IQueue;
  /** Messages per call: one slow one must not push the others over the timeout. */
  readonly batchSize: number;
  /** Calls at the same time. */
  readonly maxConcurrency: number;
  /** Off: the messages wait, and end with the queue's retention. */
  readonly enabled: boolean;
}

/** Feeds a queue to a function, which says what failed message by message. */
export function feedQueue(scope: Construct, id: string, target: LambdaFunction, feed: QueueFeed): void {
  new EventSourceMapping(scope, id, {
    target,
    eventSourceArn: feed.queue.queueArn,
    batchSize: feed.batchSize,
    maxConcurrency: feed.maxConcurrency,
    enabled: feed.enabled,
    reportBatchItemFailures: true,
  });
}

export interface StreamFeed {
  readonly streamArn: string;
  /** Which changes wake the function: what does not fit is not even paid for. */
  readonly pattern: Readonly<Record<string, unknown>>;
  readonly batchSize: number;
  /** How long changes are gathered before the function is woken. */
  readonly window: Duration;
  /** Calls at the same time for each shard; the changes of one partition stay in order. */
  readonly parallel: number;
  /** Attempts after the first, before a change is given up. */
  readonly retries: number;
  /** Older changes are given up. */
  readonly maxAge: Duration;
  /** Where it is told which changes were given up. */
  readonly deadLetters: IQueue;
}

/**
 * Feeds the table's stream to a function, which says what failed record by record. A record that fails always is told
 * apart from its neighbours by halves, and blocks its shard no longer than its retries take.
 */
export function feedStream(scope: Construct, id: string, target: LambdaFunction, feed: StreamFeed): void {
  new EventSourceMapping(scope, id, {
    target,
    eventSourceArn: feed.streamArn,
    // What was written while the stack was being deployed must not be missed; doing it again changes nothing.
    startingPosition: StartingPosition.TRIM_HORIZON,
    filters: [FilterCriteria.filter(feed.pattern)],
    batchSize: feed.batchSize,
    maxBatchingWindow: feed.window,
    parallelizationFactor: feed.parallel,
    retryAttempts: feed.retries,
    maxRecordAge: feed.maxAge,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    // The right to send there is in grants.ts, by name.
    onFailure: { bind: () => ({ destination: feed.deadLetters.queueArn }) },
  });
}

const partition = (prefix: string) => ({ S: FilterRule.beginsWith(prefix) });

/**
 * Rows of a facility that an evaluation reads. Alerts, summaries, the ledger and what is archived are not among them: an
 * evaluation must not wake itself.
 */
export const changesOfFacilities = {
  dynamodb: {
    Keys: {
      PK: partition('F#'),
      SK: {
        S: [
          ...['S#FACILITY', 'S#HEADS', 'S#REPORTS'],
          ...['S#ITEM#', 'S#LEVEL#', 'S#INBOUND#', 'S#ACK#', 'S#CHECK#', 'S#RECALL#'].map((prefix) => ({ prefix })),
        ],
      },
    },
  },
};

/** News as it is put down; what becomes of it afterwards is no news. */
export const newNews = {
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: { Keys: { PK: partition('NEWS#') } },
};

/** Gathers what one stock report writes, and is still within seconds. */
export const reactWindow = Duration.seconds(1);

/** Several reports of one evening become one mail rather than many. */
export const announceWindow = Duration.seconds(5);
