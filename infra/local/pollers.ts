/** Feeds queues to functions as Lambda's event source mappings do: batches, partial failures, a bound on concurrency, and the function's own role. */
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { judge } from './iam.ts';
import { account } from './intrinsics.ts';
import type { Lambda } from './lambda.ts';
import type { FunctionModel, Model } from './model.ts';
import { StartRefused } from './refused.ts';
import { createSignedClient } from './signed-call.ts';

export interface Pollers {
  /** Queue names that are polled. */
  readonly queues: readonly string[];
  /** Batches that are with a function now. */
  busy(): number;
  stop(): Promise<void>;
}

const messageSchema = z.object({
  MessageId: z.string(),
  ReceiptHandle: z.string(),
  Body: z.string(),
  MD5OfBody: z.string(),
  Attributes: z.record(z.string(), z.string()).default({}),
  MessageAttributes: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
type Message = z.infer<typeof messageSchema>;
const receivedSchema = z.object({ Messages: z.array(messageSchema).default([]) });
const answerSchema = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() })
  .nullable();

/** Which messages of a batch failed, from the function's answer (JSON). An answer that cannot be read fails them all. */
export function failedMessages(payload: string, ids: readonly string[], reportsFailures: boolean): ReadonlySet<string> {
  if (!reportsFailures) return new Set();
  try {
    const failures = answerSchema.parse(JSON.parse(payload))?.batchItemFailures ?? [];
    const named = new Set(failures.map((failure) => failure.itemIdentifier));
    return [...named].every((id) => ids.includes(id)) ? named : new Set(ids);
  } catch {
    return new Set(ids);
  }
}

/** The record of an SQS event. */
function toRecord(message: Message, queueArn: string, region: string): object {
  const attributes = Object.entries(message.MessageAttributes).map(([name, value]) => [
    name,
    {
      dataType: value.DataType,
      stringValue: value.StringValue,
      binaryValue: value.BinaryValue,
      stringListValues: [],
      binaryListValues: [],
    },
  ]);
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes,
    messageAttributes: Object.fromEntries(attributes),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}

export interface PollerOptions {
  readonly endpoint: string;
  readonly lambda: Lambda;
  readonly report: (line: string) => void;
}

/** Messages per call where the template says nothing. */
const usualBatch = 10;

/** Stops the start when the function's role does not allow what its poller does. */
function checkRole(model: Model, logicalId: string, target: FunctionModel, queueArn: string): void {
  const statements = model.roles.get(target.roleArn)?.statements ?? [];
  for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']) {
    const verdict = judge(statements, action, queueArn);
    if (!verdict.allowed) {
      throw new StartRefused(
        `${logicalId}: the role of ${target.logicalId} lacks ${action} on ${queueArn}, which its poller needs.`,
      );
    }
  }
}

/** Starts a poller for every mapping of a queue. Throws `StartRefused` for a role that is too narrow. */
export function startPollers(model: Model, options: PollerOptions): Pollers {
  const { lambda, report } = options;
  const { region } = model.assembly;
  const stopping = new AbortController();
  const loops: Promise<void>[] = [];
  const queues: string[] = [];
  let busy = 0;

  for (const { logicalId, properties } of model.find('AWS::Lambda::EventSourceMapping')) {
    const queueArn = properties.EventSourceArn;
    if (!queueArn.startsWith('arn:aws:sqs:')) continue;
    const target = model.functions.find((one) => [one.arn, one.name].includes(properties.FunctionName));
    if (target === undefined)
      throw new StartRefused(`${logicalId}: its function ${properties.FunctionName} is not in the template.`);
    checkRole(model, logicalId, target, queueArn);
    if (!properties.Enabled) continue;

    const name = queueArn.split(':').at(-1) ?? '';
    const queueUrl = `${options.endpoint}/${account}/${name}`;
    const client = createSignedClient(options.endpoint, target.logicalId, region, 'sqs');
    queues.push(name);
    const reportsFailures = properties.FunctionResponseTypes.length > 0;
    const batchSize = properties.BatchSize ?? usualBatch;

    const receive = async (most: number, waitSeconds: number): Promise<Message[]> => {
      const body = {
        QueueUrl: queueUrl,
        MaxNumberOfMessages: Math.min(10, most),
        WaitTimeSeconds: Math.min(20, Math.ceil(waitSeconds)),
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      };
      return receivedSchema.parse(await client.call('AmazonSQS.ReceiveMessage', body, stopping.signal)).Messages;
    };

    const gather = async (first: readonly Message[]): Promise<Message[]> => {
      const batch = [...first];
      const until = Date.now() + properties.MaximumBatchingWindowInSeconds * 1000;
      while (batch.length < batchSize) {
        const more = await receive(batchSize - batch.length, Math.max(0, until - Date.now()) / 1000);
        if (more.length === 0) break;
        batch.push(...more);
      }
      return batch;
    };

    const process = async (batch: readonly Message[]): Promise<void> => {
      const outcome = await lambda.invoke(target.arn, { Records: batch.map((one) => toRecord(one, queueArn, region)) });
      if (!outcome.ok) return;
      const failures = failedMessages(
        outcome.payload,
        batch.map((one) => one.MessageId),
        reportsFailures,
      );
      if (failures.size > 0)
        report(`${target.name}: ${failures.size} of ${batch.length} messages failed and will be retried`);
      const done = batch.filter((one) => !failures.has(one.MessageId));
      for (let at = 0; at < done.length; at += 10) {
        const Entries = done
          .slice(at, at + 10)
          .map((one, index) => ({ Id: String(index), ReceiptHandle: one.ReceiptHandle }));
        await client.call('AmazonSQS.DeleteMessageBatch', { QueueUrl: queueUrl, Entries });
      }
    };

    const loop = async (): Promise<void> => {
      while (!stopping.signal.aborted) {
        try {
          const first = await receive(batchSize, 20);
          if (first.length === 0) continue;
          busy += 1;
          await gather(first)
            .then(process)
            .finally(() => {
              busy -= 1;
            });
        } catch (error) {
          if (stopping.signal.aborted) break;
          report(`the poller of ${name}: ${error instanceof Error ? error.message : String(error)}`);
          await pause(1000, undefined, { signal: stopping.signal }).catch(() => {});
        }
      }
    };
    const parallel = Math.min(5, properties.ScalingConfig.MaximumConcurrency ?? 2, target.maxConcurrency ?? 5);
    const running = Array.from({ length: parallel }, loop);
    loops.push(Promise.all(running).then(() => client.close()));
  }

  return {
    queues,
    busy: () => busy,
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
