/** Follows one stream for one function: filters, windows, batches in order, checkpoints, and letters about what was given up. */
import { randomUUID } from 'node:crypto';
import type { Checkpoints } from './checkpoints.ts';
import { account } from './intrinsics.ts';
import type { Lambda } from './lambda.ts';
import type { Found, FunctionModel } from './model.ts';
import { failedMessages } from './pollers.ts';
import { createSignedClient } from './signed-call.ts';
import { type Delivery, deliver, type GivenUp, type StreamRecord } from './stream-delivery.ts';
import { readFilters } from './stream-filter.ts';
import { createReader, type RawRecord } from './stream-reader.ts';

export interface StreamFeedOptions {
  readonly endpoint: string;
  readonly lambda: Lambda;
  readonly checkpoints: Checkpoints;
  readonly report: (line: string) => void;
}

export type Mapping = Found<'AWS::Lambda::EventSourceMapping'>;

const usualBatch = 100;
/** Lambda asks each shard four times a second. */
const pollMs = 250;
const afterErrorMs = 1000;
const firstRetryMs = 200;
const longestRetryMs = 5000;

/** A wait that can be cut short, by a ring or by the end of the runner. */
function createBell() {
  let ring: (() => void) | undefined;
  return {
    ring: () => ring?.(),
    wait: (milliseconds: number, signal: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          ring = undefined;
          resolve();
        };
        const timer = setTimeout(end, milliseconds);
        signal.addEventListener('abort', end);
        ring = end;
      }),
  };
}

export interface Feed {
  readonly running: Promise<void>;
  busy(): boolean;
  quiet(): Promise<boolean>;
}

export interface FeedParts extends StreamFeedOptions {
  readonly region: string;
  readonly signal: AbortSignal;
}

/** What the dead letters get: where the batch is, not what is in it. */
function letterOf(records: readonly StreamRecord[], why: GivenUp, attempts: number, about: LetterParts): object {
  const at = (record: StreamRecord | undefined) => new Date(record?.atMs ?? 0).toISOString();
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn: about.functionArn,
      condition: why,
      approximateInvokeCount: attempts,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: null },
    version: '1.0',
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      shardId: about.shardId,
      startSequenceNumber: records.at(0)?.sequence,
      endSequenceNumber: records.at(-1)?.sequence,
      approximateArrivalOfFirstRecord: at(records.at(0)),
      approximateArrivalOfLastRecord: at(records.at(-1)),
      batchSize: records.length,
      streamArn: about.streamArn,
    },
  };
}

interface LetterParts {
  readonly functionArn: string;
  readonly shardId: string;
  readonly streamArn: string;
}

/** Starts to follow. Throws `StartRefused` for a filter that is not known. */
export function startFeed({ logicalId, properties }: Mapping, target: FunctionModel, parts: FeedParts): Feed {
  const { endpoint, lambda, checkpoints, report, region, signal } = parts;
  const passes = readFilters(properties.FilterCriteria?.Filters.map(({ Pattern }) => Pattern) ?? [], logicalId);
  const streams = createSignedClient(endpoint, target.logicalId, region, 'dynamodb');
  const queues = createSignedClient(endpoint, target.logicalId, region, 'sqs');
  const reader = createReader(streams, properties.EventSourceArn.split('/')[1] ?? '', signal);
  const batchSize = properties.BatchSize ?? usualBatch;
  const reportsFailures = properties.FunctionResponseTypes.length > 0;
  const rules = {
    retries: properties.MaximumRetryAttempts,
    maxAgeSeconds: properties.MaximumRecordAgeInSeconds,
    bisect: properties.BisectBatchOnFunctionError,
  };
  const bell = createBell();
  let asked: ((quiet: boolean) => void)[] = [];
  let busy = false;

  async function invoke(records: readonly StreamRecord[]): Promise<Delivery> {
    const outcome = await lambda.invoke(target.arn, { Records: records.map(({ event }) => event) });
    if (!outcome.ok) return { kind: 'failed' };
    const ids = records.map(({ sequence }) => sequence);
    const failures = failedMessages(outcome.payload, ids, reportsFailures);
    if (failures.size === 0) return { kind: 'done' };
    report(`${target.name}: ${failures.size} of ${ids.length} records failed and will be retried`);
    return { kind: 'partly', first: ids.findIndex((id) => failures.has(id)) };
  }

  const deliveryTo = (shardId: string) => ({
    invoke,
    async giveUp(records: readonly StreamRecord[], why: GivenUp, attempts: number): Promise<void> {
      report(`${target.name}: ${records.length} records are given up (${why})`);
      const destination = properties.DestinationConfig.OnFailure?.Destination;
      if (destination === undefined) return;
      const about = { functionArn: target.arn, shardId, streamArn: properties.EventSourceArn };
      await queues.call('AmazonSQS.SendMessage', {
        QueueUrl: `${endpoint}/${account}/${destination.split(':').at(-1)}`,
        MessageBody: JSON.stringify(letterOf(records, why, attempts, about)),
      });
    },
    doneWith: ({ sequence }: StreamRecord) => checkpoints.set(logicalId, shardId, sequence),
    async pause(attempts: number): Promise<boolean> {
      if (asked.length === 0) await bell.wait(Math.min(longestRetryMs, firstRetryMs * 2 ** (attempts - 1)), signal);
      return !signal.aborted;
    },
    nowMs: () => Date.now(),
  });

  const toRecord = (record: RawRecord): StreamRecord => ({
    sequence: record.dynamodb.SequenceNumber,
    atMs: record.dynamodb.ApproximateCreationDateTime * 1000,
    event: { ...record, awsRegion: region, eventSourceARN: properties.EventSourceArn },
  });

  /** Reads from where the last run ended until the runner stops. A throw starts it again from the last checkpoint. */
  async function follow(): Promise<void> {
    const shard = await reader.shard();
    const parts = deliveryTo(shard.ShardId);
    let readTo = checkpoints.get(logicalId, shard.ShardId);
    let iterator = await reader.iterator(shard, readTo, properties.StartingPosition ?? 'TRIM_HORIZON');
    let waiting: StreamRecord[] = [];
    let due = 0;
    while (!signal.aborted) {
      const hurried = asked;
      asked = [];
      let found = 0;
      try {
        if (waiting.length < batchSize) {
          const { Records, NextShardIterator } = await reader.read(iterator);
          found = Records.length;
          readTo = Records.at(-1)?.dynamodb.SequenceNumber ?? readTo;
          iterator = NextShardIterator ?? (await reader.iterator(shard, readTo, 'TRIM_HORIZON'));
          if (waiting.length === 0) due = Date.now() + properties.MaximumBatchingWindowInSeconds * 1000;
          waiting.push(...Records.map(toRecord).filter(({ event }) => passes(event)));
        }
        if (waiting.length === 0) {
          if (found > 0 && readTo !== undefined) checkpoints.set(logicalId, shard.ShardId, readTo);
        } else if (waiting.length >= batchSize || Date.now() >= due || hurried.length > 0) {
          busy = true;
          const batch = waiting.slice(0, batchSize);
          if (!(await deliver(batch, rules, parts))) return;
          waiting = waiting.slice(batch.length);
          found = batch.length;
        }
      } finally {
        busy = false;
        for (const answer of hurried) answer(found === 0 && waiting.length === 0 && !signal.aborted);
      }
      if (found === 0 && asked.length === 0) {
        const untilDue = waiting.length === 0 ? pollMs : due - Date.now();
        await bell.wait(Math.max(1, Math.min(pollMs, untilDue)), signal);
      }
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        await follow();
      } catch (error) {
        if (signal.aborted) break;
        report(`the feed of ${target.name}: ${error instanceof Error ? error.message : String(error)}`);
        await bell.wait(afterErrorMs, signal);
      }
    }
    for (const answer of asked) answer(true);
    streams.close();
    queues.close();
  }

  return {
    running: run(),
    busy: () => busy,
    quiet: () =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve(true);
        asked.push(resolve);
        bell.ring();
      }),
  };
}
