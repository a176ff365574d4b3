/** Sends a logged delivery: at once where there is a network, else by the queue; the same ids either way, so that it is logged once. */

import { call } from '../../kit/api.ts';
import { problemFrom } from '../../kit/problem.ts';
import type { Queue } from '../../kit/queue/queue.ts';
import { entryOf, newId } from '../../kit/queue/use-queue.tsx';
import type { Plan } from './form.ts';

export interface Logged {
  readonly shipmentId: string;
  readonly plan: Plan;
  /** Instant at which it left; undefined while it is only planned. */
  readonly leftAt: string | undefined;
  /** Name of the destination, for whoever looks at the queue. */
  readonly place: string;
}

async function keepForLater(queue: Queue, logged: Logged, step: 'plan' | 'dispatch', key: string): Promise<void> {
  const { shipmentId, plan, leftAt, place } = logged;
  const values = { place };
  const params = { shipmentId };
  const common = { lane: shipmentId, params };
  if (step === 'plan')
    await queue.add(
      entryOf('putShipment', { ...common, id: shipmentId, body: plan, label: { key: 'shipments.queue.plan', values } }),
    );
  if (leftAt !== undefined)
    await queue.add(
      entryOf('dispatchShipment', {
        ...common,
        id: key,
        body: { dispatchedAt: leftAt },
        label: { key: 'shipments.queue.dispatch', values },
      }),
    );
}

/** `sent`, or `kept` where there was no network. Throws what the server refused. */
export async function sendPlan(queue: Queue, logged: Logged): Promise<'sent' | 'kept'> {
  const { shipmentId, plan, leftAt } = logged;
  const key = newId();
  let step: 'plan' | 'dispatch' = 'plan';
  try {
    await call('putShipment', { params: { shipmentId }, body: plan });
    step = 'dispatch';
    if (leftAt !== undefined)
      await call(
        'dispatchShipment',
        { params: { shipmentId }, body: { dispatchedAt: leftAt } },
        { idempotencyKey: key },
      );
    return 'sent';
  } catch (error) {
    const problem = problemFrom(error);
    if (problem === undefined || problem.kind === 'refused') throw error;
    await keepForLater(queue, logged, step, key);
    return 'kept';
  }
}
