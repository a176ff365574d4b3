/** Takes one batch of a stream to its end as Lambda does: partial failures, halves, retries, and what is given up. */

export interface StreamRecord {
  readonly sequence: string;
  /** Epoch ms when it was written. */
  readonly atMs: number;
  /** As the function gets it. */
  readonly event: unknown;
}

/** What a function made of a batch. */
export type Delivery =
  | { readonly kind: 'done' }
  /** It threw, ran out of time, or answered what nobody understands. */
  | { readonly kind: 'failed' }
  /** It named records; `first` is the place of the oldest of them in the batch. */
  | { readonly kind: 'partly'; readonly first: number };

export type GivenUp = 'RetryAttemptsExhausted' | 'MaximumRecordAgeExceeded';

export interface DeliveryRules {
  /** Attempts after the first; -1 without end. */
  readonly retries: number;
  /** -1 for any age. */
  readonly maxAgeSeconds: number;
  readonly bisect: boolean;
}

export interface DeliveryParts {
  readonly invoke: (records: readonly StreamRecord[]) => Promise<Delivery>;
  /** Tells the dead letters; `attempts` were made. */
  readonly giveUp: (records: readonly StreamRecord[], why: GivenUp, attempts: number) => Promise<void>;
  /** All records up to this one are done with, in order. */
  readonly doneWith: (record: StreamRecord) => void;
  /** Waits before the attempt after the given number of them; false when the runner stops. */
  readonly pause: (attempts: number) => Promise<boolean>;
  readonly nowMs: () => number;
}

/** Works a batch off, in order. Returns false when the runner stopped in between: what is not done with comes again. */
export async function deliver(
  batch: readonly StreamRecord[],
  rules: DeliveryRules,
  parts: DeliveryParts,
): Promise<boolean> {
  const waiting: (readonly StreamRecord[])[] = [batch];
  const finish = (records: readonly StreamRecord[]): void => {
    const last = records.at(-1);
    if (last !== undefined) parts.doneWith(last);
  };
  for (let records = waiting.shift(); records !== undefined; records = waiting.shift()) {
    let attempts = 0;
    while (records.length > 0) {
      const oldest = parts.nowMs() - rules.maxAgeSeconds * 1000;
      const young: number = rules.maxAgeSeconds < 0 ? 0 : records.findIndex(({ atMs }) => atMs >= oldest);
      const aged = young < 0 ? records : records.slice(0, young);
      if (aged.length > 0) {
        await parts.giveUp(aged, 'MaximumRecordAgeExceeded', attempts);
        finish(aged);
        records = records.slice(aged.length);
        continue;
      }
      const delivery = await parts.invoke(records);
      attempts += 1;
      if (delivery.kind === 'done') {
        finish(records);
        break;
      }
      if (delivery.kind === 'partly' && delivery.first > 0) {
        finish(records.slice(0, delivery.first));
        records = records.slice(delivery.first);
        attempts = 0;
      } else if (delivery.kind === 'failed' && rules.bisect && records.length > 1) {
        const middle = Math.ceil(records.length / 2);
        waiting.unshift(records.slice(0, middle), records.slice(middle));
        break;
      } else if (rules.retries >= 0 && attempts > rules.retries) {
        await parts.giveUp(records, 'RetryAttemptsExhausted', attempts);
        finish(records);
        break;
      }
      if (!(await parts.pause(attempts))) return false;
    }
  }
  return true;
}
