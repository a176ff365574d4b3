/** The way in for queues and schedules: parsed input, one log line, and failures told message by message. */
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { createLog, errorFields, type Log } from './log.ts';

/** Does the work of one message; a throw puts just this message back to its queue. `attempt`: 1 for the first delivery. */
export type Work<S extends z.ZodType, D> = (message: z.output<S>, deps: D, attempt: number) => Promise<void>;
/** Does what a schedule asks for; a throw fails the invocation, and the scheduler tries again. */
export type Task<S extends z.ZodType, D, A> = (input: z.output<S>, deps: D) => Promise<A>;

/**
 * A function behind a queue. All messages of a batch are worked on at once; those that fail (or do not fit the schema)
 * are the only ones that come back, and end in the dead-letter queue when they keep failing.
 */
export function queueJob<S extends z.ZodType, D>(
  name: string,
  schema: S,
  work: Work<S, D>,
  makeDeps: () => D,
  log: Log = createLog(),
): (event: SQSEvent, context: Context) => Promise<SQSBatchResponse> {
  let deps: D | undefined;
  const one = async (record: SQSRecord): Promise<boolean> => {
    const started = performance.now();
    const attempt = Number(record.attributes?.ApproximateReceiveCount ?? 1);
    const fields = { job: name, messageId: record.messageId, attempt };
    try {
      deps ??= makeDeps();
      await work(schema.parse(JSON.parse(record.body)), deps, attempt);
      log('info', 'job', { ...fields, ms: Math.round(performance.now() - started) });
      return true;
    } catch (error) {
      log('error', 'job failed', { ...fields, ...errorFields(error) });
      return false;
    }
  };
  return invoked<SQSEvent, SQSBatchResponse>(async (event) => {
    const done = await Promise.all(event.Records.map(one));
    const failed = event.Records.filter((_, index) => !done[index]);
    return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.messageId })) };
  });
}

/** A function behind a schedule. Its input is parsed; what the task gives back is the invocation's answer. */
export function scheduledJob<S extends z.ZodType, D, A>(
  name: string,
  schema: S,
  task: Task<S, D, A>,
  makeDeps: () => D,
  log: Log = createLog(),
): (event: unknown, context: Context) => Promise<A> {
  let deps: D | undefined;
  return invoked<unknown, A>(async (event) => {
    const started = performance.now();
    try {
      deps ??= makeDeps();
      const result = await task(schema.parse(event), deps);
      log('info', 'job', { job: name, ms: Math.round(performance.now() - started) });
      return result;
    } catch (error) {
      log('error', 'job failed', { job: name, ...errorFields(error) });
      throw error;
    }
  });
}

/** What a trigger throws to say no: the caller's protocol knows no other way, and it is no failure of ours. */
export class TriggerRefusal extends Error {
  override readonly name = 'TriggerRefusal';
}

/** A Lambda handler of anything else that calls us by trigger, such as the user pool. */
export function trigger<E, A>(
  name: string,
  run: (event: E) => Promise<A>,
  log: Log = createLog(),
): (event: E, context: Context) => Promise<A> {
  return invoked<E, A>(async (event) => {
    try {
      return await run(event);
    } catch (error) {
      if (error instanceof TriggerRefusal) log('warn', 'trigger refused', { trigger: name, reason: error.message });
      else log('error', 'trigger failed', { trigger: name, ...errorFields(error) });
      throw error;
    }
  });
}

/** The handler around every way in that is not HTTP. */
export function invoked<E, A>(run: (event: E) => Promise<A>): (event: E, context: Context) => Promise<A> {
  const handler = middy<E, A>().handler(run);
  return async (event, context) => await handler(event, context);
}
