/** Waits until nothing is under way any more: queues empty, functions idle, retries not waited for but made at once. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Lambda } from './lambda.ts';
import type { Pollers } from './pollers.ts';
import type { Schedules } from './schedules.ts';
import type { SqsEngine } from './sqs.ts';

const lookMs = 25;
/** Looks in a row at which a message must still be held by nobody before its retry is brought forward. */
const looksBeforeRetry = 4;

/**
 * Returns when no function runs and every polled queue is empty. A message that waits for its retry gets it at once,
 * so this ends with each message done or among the dead letters.
 */
export async function drain(lambda: Lambda, pollers: Pollers, schedules: Schedules, sqs: SqsEngine): Promise<void> {
  let quiet = 0;
  for (;;) {
    const working = lambda.busy() + pollers.busy() + schedules.busy();
    const states = pollers.queues.map((name) => ({ name, ...sqs.state(name) }));
    const waiting = states.some((state) => state.visible + state.delayed > 0);
    const held = states.filter((state) => state.inFlight > 0);
    quiet = working > 0 || waiting ? 0 : quiet + 1;
    if (quiet >= 2 && held.length === 0) return;
    if (quiet >= looksBeforeRetry) {
      for (const { name } of held) sqs.hurry(name);
      quiet = 0;
    }
    await pause(lookMs);
  }
}
