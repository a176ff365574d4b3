/** The rules of a stream's feed without a stream: which records pass, and how a batch comes to its end. */
import { describe, expect, test } from 'vitest';
import {
  type Delivery,
  type DeliveryRules,
  deliver,
  type GivenUp,
  type StreamRecord,
} from '../../infra/local/stream-delivery.ts';
import { readFilters } from '../../infra/local/stream-filter.ts';

const change = (PK: string, SK: string, eventName = 'INSERT') => ({
  eventName,
  dynamodb: { Keys: { PK: { S: PK }, SK: { S: SK } } },
});

describe('a filter pattern', () => {
  const judge = (...patterns: object[]) =>
    readFilters(
      patterns.map((one) => JSON.stringify(one)),
      'Feed',
    );

  test('wants every key to fit, and of a list one rule', () => {
    const passes = judge({
      eventName: ['INSERT', 'MODIFY'],
      dynamodb: { Keys: { PK: { S: [{ prefix: 'F#' }] }, SK: { S: ['S#HEADS', { prefix: 'S#ITEM#' }] } } },
    });
    expect(passes(change('F#A', 'S#HEADS'))).toBe(true);
    expect(passes(change('F#A', 'S#ITEM#soap', 'MODIFY'))).toBe(true);
    expect(passes(change('F#A', 'S#HEADSTONE'))).toBe(false);
    expect(passes(change('C#A', 'S#HEADS'))).toBe(false);
    expect(passes(change('F#A', 'S#HEADS', 'REMOVE'))).toBe(false);
  });

  test('asks whether something is there, and whether it is anything but', () => {
    const there = judge({ dynamodb: { NewImage: { told: { BOOL: [{ exists: false }] } } } });
    expect(there(change('a', 'b'))).toBe(true);
    expect(there({ dynamodb: { NewImage: { told: { BOOL: true } } } })).toBe(false);
    const but = judge({ eventName: [{ 'anything-but': ['REMOVE'] }] });
    expect(but(change('a', 'b'))).toBe(true);
    expect(but(change('a', 'b', 'REMOVE'))).toBe(false);
    expect(but({})).toBe(false);
    const noNews = judge({ dynamodb: { Keys: { PK: { S: [{ 'anything-but': { prefix: 'NEWS#' } }] } } } });
    expect(noNews(change('NEWS#1', 'b'))).toBe(false);
    expect(noNews(change('F#1', 'b'))).toBe(true);
  });

  test('is one of several, of which one is enough; none lets everything pass', () => {
    expect(judge({ eventName: ['REMOVE'] }, { eventName: ['INSERT'] })(change('a', 'b'))).toBe(true);
    expect(judge()(change('a', 'b'))).toBe(true);
  });

  test.each([[{ eventName: [{ suffix: 'T' }] }], [{ $or: [{ eventName: ['INSERT'] }] }], [{ eventName: 'INSERT' }]])(
    'that is not known here is refused with the name of the feed: %j',
    (pattern) => {
      expect(() => judge(pattern)).toThrow(/^Feed: /);
    },
  );
});

const record = (sequence: number, atMs = 1000): StreamRecord => ({ sequence: String(sequence), atMs, event: sequence });
const records = (...sequences: number[]): StreamRecord[] => sequences.map((sequence) => record(sequence));

/** Works a batch off with a function that answers by what it is given; tells what it saw. */
async function run(
  batch: readonly StreamRecord[],
  answer: (sequences: string[], call: number) => Delivery,
  rules: Partial<DeliveryRules> = {},
  stopAfter = Number.POSITIVE_INFINITY,
) {
  const calls: string[] = [];
  const lost: string[] = [];
  const done: string[] = [];
  const ended = await deliver(
    batch,
    { retries: 2, maxAgeSeconds: -1, bisect: true, ...rules },
    {
      async invoke(given) {
        const sequences = given.map(({ sequence }) => sequence);
        calls.push(sequences.join(' '));
        return answer(sequences, calls.length);
      },
      async giveUp(given, why: GivenUp) {
        lost.push(`${given.map(({ sequence }) => sequence).join(' ')}: ${why}`);
      },
      doneWith: ({ sequence }) => done.push(sequence),
      pause: async () => calls.length < stopAfter,
      nowMs: () => 10_000,
    },
  );
  return { calls, lost, done, ended };
}

const DONE: Delivery = { kind: 'done' };
const FAILED: Delivery = { kind: 'failed' };

describe('a batch', () => {
  test('that is done is done at once', async () => {
    expect(await run(records(1, 2, 3), () => DONE)).toEqual({ calls: ['1 2 3'], lost: [], done: ['3'], ended: true });
  });

  test('of which a record is named comes again from there', async () => {
    const answer = (_: string[], call: number): Delivery => (call === 1 ? { kind: 'partly', first: 1 } : DONE);
    expect(await run(records(1, 2, 3), answer)).toMatchObject({ calls: ['1 2 3', '2 3'], done: ['1', '3'] });
  });

  test('whose first record is named again and again is given up after its retries', async () => {
    const result = await run(records(1, 2), () => ({ kind: 'partly', first: 0 }));
    expect(result.calls).toEqual(['1 2', '1 2', '1 2']);
    expect(result.lost).toEqual(['1 2: RetryAttemptsExhausted']);
    expect(result.done).toEqual(['2']);
  });

  test('on which a function throws is halved until the one record stands alone', async () => {
    const result = await run(records(1, 2, 3, 4), (given) => (given.includes('3') ? FAILED : DONE));
    expect(result.lost).toEqual(['3: RetryAttemptsExhausted']);
    expect(result.calls).toEqual(['1 2 3 4', '1 2', '3 4', '3', '3', '3', '4']);
    expect(result.done).toEqual(['2', '3', '4']);
  });

  test('is not halved where the mapping does not say so', async () => {
    const result = await run(records(1, 2), () => FAILED, { bisect: false });
    expect(result.calls).toEqual(['1 2', '1 2', '1 2']);
    expect(result.lost).toEqual(['1 2: RetryAttemptsExhausted']);
  });

  test('gives up what is too old before it is handed on', async () => {
    const batch = [record(1, 1000), record(2, 9500)];
    const result = await run(batch, () => DONE, { maxAgeSeconds: 1 });
    expect(result).toMatchObject({ calls: ['2'], lost: ['1: MaximumRecordAgeExceeded'], done: ['1', '2'] });
  });

  test('without a bound is tried until it is done', async () => {
    const result = await run(records(1), (_, call) => (call < 9 ? FAILED : DONE), { retries: -1 });
    expect(result.calls).toHaveLength(9);
    expect(result.lost).toEqual([]);
  });

  test('is left as it is when the runner stops: what is not done with comes again', async () => {
    const result = await run(records(1, 2), () => FAILED, { bisect: false }, 1);
    expect(result).toEqual({ calls: ['1 2'], lost: [], done: [], ended: false });
  });
});
