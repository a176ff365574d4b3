/** The queue loses nothing and sends nothing twice in one lane at once, whatever order things happen in. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../web/kit/problem.ts';
import {
  due,
  type Entry,
  type NewEntry,
  nextDue,
  pauseMs,
  type QueueEvent,
  reduce,
  tally,
} from '../../../web/kit/queue/machine.ts';

const entry = (id: string, lane = 'UG-A'): NewEntry => ({
  id,
  lane,
  row: 'recordStockEvent',
  params: { facilityId: lane, eventId: id },
  body: { kind: 'count' },
  label: { key: 'shell.queue' },
});
const offline: Problem = { kind: 'offline' };
const refused: Problem = { kind: 'refused', status: 422, code: 'item.unknown', detail: '', errors: [] };
const queueAfter = (...events: QueueEvent[]): readonly Entry[] => events.reduce(reduce, [] as readonly Entry[]);
const added = (id: string, at: number, lane?: string): QueueEvent => ({ kind: 'added', entry: entry(id, lane), at });
const ids = (entries: readonly Entry[]) => entries.map(({ id }) => id);

describe('the order of sending', () => {
  test('is that of entering within a lane, and lanes do not wait for each other', () => {
    const entries = queueAfter(added('b', 2), added('a', 1), added('c', 3, 'UG-B'));
    expect(ids(due(entries, 10)).sort()).toEqual(['a', 'c']);
  });

  test('holds a lane up while its first entry is under way or pauses, and not for one that was refused', () => {
    const two = [added('a', 1), added('b', 2)];
    expect(due(queueAfter(...two, { kind: 'taken', id: 'a' }), 10)).toEqual([]);
    expect(due(queueAfter(...two, { kind: 'failed', id: 'a', problem: offline, at: 10 }), 11)).toEqual([]);
    expect(ids(due(queueAfter(...two, { kind: 'failed', id: 'a', problem: refused, at: 10 }), 11))).toEqual(['b']);
  });
});

describe('an entry', () => {
  test('waits without a pause after the sign-in has ended, so that signing in sends it at once', () => {
    const entries = queueAfter(added('a', 1), { kind: 'failed', id: 'a', problem: { kind: 'signed-out' }, at: 5 });
    expect(entries[0]).toMatchObject({ state: 'waiting', attempts: 0, notBefore: 0 });
  });

  test('is tried again ever later, never later than five minutes, and not before the server asks', () => {
    expect([1, 2, 3, 50].map((attempts) => pauseMs(attempts, offline))).toEqual([2000, 4000, 8000, 300_000]);
    expect(pauseMs(1, { kind: 'busy', status: 503, retryAfterSeconds: 20 })).toBe(20_000);
    const entries = queueAfter(added('a', 1), { kind: 'failed', id: 'a', problem: offline, at: 100 });
    expect(nextDue(entries)).toBe(2100);
  });

  test('that was being sent by a tab that is gone goes again under the same id', () => {
    const entries = queueAfter(added('a', 1), { kind: 'taken', id: 'a' }, { kind: 'abandoned' });
    expect(ids(due(entries, 10))).toEqual(['a']);
  });

  test('is corrected in its place, and not once the server has it', () => {
    const corrected: QueueEvent = { kind: 'corrected', id: 'a', entry: entry('a2'), at: 9 };
    const failed: QueueEvent = { kind: 'failed', id: 'a', problem: refused, at: 5 };
    const open = queueAfter(added('a', 1), failed, added('b', 2), corrected);
    expect(ids(due(open, 10))).toEqual(['a2']);
    expect(open[0]).toMatchObject({ id: 'a2', createdAt: 1 });
    expect(open[0]).not.toHaveProperty('refusal');
    expect(ids(queueAfter(added('a', 1), { kind: 'stored', id: 'a', at: 5 }, corrected))).toEqual(['a']);
  });

  test('that was sent is shown for a while and then goes; others stay', () => {
    const entries = queueAfter(added('a', 1), added('b', 2), { kind: 'stored', id: 'a', at: 5 });
    expect(tally(entries)).toEqual({ waiting: 1, refused: 0, sent: 1 });
    expect(ids(reduce(entries, { kind: 'forgotten', before: 6 }))).toEqual(['b']);
  });
});

const names = fc.constantFrom('a', 'b', 'c', 'd');
const problems = fc.constantFrom<Problem>(
  offline,
  refused,
  { kind: 'signed-out' },
  { kind: 'busy', status: 503, retryAfterSeconds: null },
);
const times = fc.nat(10_000);
const events: fc.Arbitrary<QueueEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('added' as const),
    entry: fc.tuple(names, fc.constantFrom('UG-A', 'UG-B')).map(([id, lane]) => entry(id, lane)),
    at: times,
  }),
  fc.record({ kind: fc.constant('taken' as const), id: names }),
  fc.record({ kind: fc.constant('stored' as const), id: names, at: times }),
  fc.record({ kind: fc.constant('failed' as const), id: names, problem: problems, at: times }),
  fc.record({ kind: fc.constant('abandoned' as const) }),
  fc.record({ kind: fc.constant('retried' as const), id: names }),
  fc.record({ kind: fc.constant('forgotten' as const), before: times }),
);

describe('whatever happens in whatever order', () => {
  test('an entry that is not stored is never lost, and never there twice', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), (all) => {
        const stored = new Set<string>();
        let entries: readonly Entry[] = [];
        for (const event of all) {
          const before = entries;
          entries = reduce(entries, event);
          if (event.kind === 'stored' && before.some(({ id }) => id === event.id)) stored.add(event.id);
          expect(new Set(ids(entries)).size).toBe(entries.length);
          const missing = ids(before).filter((id) => !ids(entries).includes(id));
          expect(missing.filter((id) => !stored.has(id))).toEqual([]);
        }
      }),
    );
  });

  test('what the server has is never sent again', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), (all) => {
        const entries = all.reduce(reduce, queueAfter(added('a', 1), { kind: 'stored', id: 'a', at: 10_000 }));
        expect(
          ids(due(entries, 1e9)).filter(
            (id) => id === 'a' && entries.some((one) => one.id === id && one.state === 'sent'),
          ),
        ).toEqual([]);
        expect(entries.find(({ id }) => id === 'a')?.state ?? 'sent').toBe('sent');
      }),
    );
  });

  test('at most one entry of a lane is due', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), times, (all, now) => {
        const lanes = due(all.reduce(reduce, [] as readonly Entry[]), now).map(({ lane }) => lane);
        expect(new Set(lanes).size).toBe(lanes.length);
      }),
    );
  });
});
