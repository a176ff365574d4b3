/** Waits until nothing is under way any more: queues empty, streams read to their ends, functions idle; windows and retries are not waited for. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Lambda } from './lambda.ts';
import type { Pollers } from './pollers.ts';
import type { Schedules } from './schedules.ts';
import type { SqsEngine } from './sqs.ts';
import type { StreamPollers } from './stream-pollers.ts';

const lookMs = 25;
/** Looks in a row at which a message must still be held by nobody before its retry is brought forward. */
const looksBeforeRetry = 4;

export interface DrainParts {
  readonly lambda: Lambda;
  readonly pollers: Pollers;
  readonly streams: StreamPollers;
  readonly schedules: Schedules;
  readonly sqs: SqsEngine;
}

/**
 * Returns when no function runs, every polled queue is empty and every stream that feeds a function is read to its end.
 * What waits for a retry or for its window gets it at once, so this ends with each message and each change done or among
 * the dead letters.
 */
export async function drain({ lambda, pollers, streams, schedules, sqs }: DrainParts): Promise<void> {
  let quiet = 0;
  for (;;) {
    const working = lambda.busy() + pollers.busy() + streams.busy() + schedules.busy();
    const states = pollers.queues.map((name) => ({ name, ...sqs.state(name) }));
    const waiting = states.some((state) => state.visible + state.delayed > 0);
    const held = states.filter((state) => state.inFlight > 0);
    quiet = working > 0 || waiting ? 0 : quiet + 1;
    // While nothing works nobody writes: a stream that is at its end now stays there.
    if (!(await streams.quiet())) quiet = 0;
    if (quiet >= 2 && held.length === 0) return;
    if (quiet >= looksBeforeRetry) {
      for (const { name } of held) sqs.hurry(name);
      quiet = 0;
    }
    await pause(lookMs);
  }
}
