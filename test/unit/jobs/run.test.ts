import { describe, expect, it } from 'vitest';
import { localDay } from '#shared/domain/day.ts';
import {
  batchesAlong,
  batchesOf,
  effectiveNow,
  nightlyDue,
  plannedRun,
  type Run,
  reactionTime,
  sweepDue,
  sweepLate,
  type Tick,
} from '#shared/domain/sweeps/run.ts';

const at = (iso: string) => Date.parse(iso);
const tick = (iso: string, changes: Partial<Tick> = {}): Tick => ({
  timeMs: at(iso),
  clockMs: at(iso),
  force: undefined,
  ...changes,
});

function run(now: string, changes: Partial<Run> = {}): Run {
  return {
    country: 'UG',
    kind: 'sweep',
    runId: now,
    now,
    day: localDay(at(now), 'Africa/Kampala'),
    startedAt: now,
    cuts: [],
    pending: new Set(),
    facilities: 0,
    failures: 0,
    last: null,
    ...changes,
  };
}

describe('a sweep', () => {
  it('is due on every tick', () => {
    expect(sweepDue(undefined, tick('2026-11-20T08:00:00.000Z'))).toBe(true);
    expect(sweepDue(run('2026-11-20T08:00:00.000Z'), tick('2026-11-20T08:15:00.000Z'))).toBe(true);
  });

  it('waits for the one before, but not for ever', () => {
    const slow = run('2026-11-20T08:00:00.000Z', { pending: new Set(['7']) });
    expect(sweepDue(slow, tick('2026-11-20T08:15:00.000Z'))).toBe(false);
    expect(sweepDue(slow, tick('2026-11-20T08:30:00.000Z'))).toBe(true);
    expect(sweepDue(slow, tick('2026-11-20T08:15:00.000Z', { force: 'sweep' }))).toBe(true);
  });

  it('is not part of a nightly check asked for by hand', () => {
    expect(sweepDue(undefined, tick('2026-11-20T08:00:00.000Z', { force: 'nightly' }))).toBe(false);
    expect(nightlyDue(undefined, tick('2026-11-20T08:00:00.000Z', { force: 'sweep' }), 'Africa/Kampala')).toBe(false);
  });

  it('is never about an earlier time than the one before', () => {
    const travelled = run('2026-12-20T08:00:00.000Z');
    expect(effectiveNow(travelled, tick('2026-11-20T08:00:00.000Z'))).toBe('2026-12-20T08:00:00.000Z');
    expect(effectiveNow(travelled, tick('2026-12-20T08:00:00.001Z'))).toBe('2026-12-20T08:00:00.001Z');
  });
});

describe('a watch over sweeps', () => {
  const finishedAt = '2026-11-20T08:00:00.000Z';
  const last = { now: finishedAt, startedAt: finishedAt, finishedAt, facilities: 3, failures: 0 };

  it('misses a country whose last finished sweep is more than an hour old, whatever is under way since', () => {
    const later = run('2026-11-20T09:00:00.000Z', { pending: new Set(['1']), last });
    expect(sweepLate(later, at('2026-11-20T09:00:00.000Z'))).toBe(false);
    expect(sweepLate(later, at('2026-11-20T09:00:00.001Z'))).toBe(true);
  });

  it('misses no country that has just been added, and one whose first sweep came to no end', () => {
    expect(sweepLate(undefined, at(finishedAt))).toBe(false);
    const first = run(finishedAt, { pending: new Set(['1']) });
    expect(sweepLate(first, at('2026-11-20T08:15:00.000Z'))).toBe(false);
    expect(sweepLate(first, at('2026-11-20T08:30:00.000Z'))).toBe(true);
  });

  it('goes by the clock when it was finished, not by the time that it was about', () => {
    const travelled = run('2027-11-20T08:00:00.000Z', { last: { ...last, now: '2027-11-20T08:00:00.000Z' } });
    expect(sweepLate(travelled, at('2026-11-20T10:00:00.000Z'))).toBe(true);
  });
});

describe('the nightly check', () => {
  it.each([
    ['Africa/Kampala', '2026-11-19T22:59:00.000Z', false],
    ['Africa/Kampala', '2026-11-19T23:00:00.000Z', true],
    ['Africa/Tunis', '2026-11-20T00:59:00.000Z', false],
    ['Africa/Tunis', '2026-11-20T01:00:00.000Z', true],
    ['Asia/Almaty', '2026-11-19T21:00:00.000Z', true],
  ])('in %s at %s is due: %s', (zone, time, due) => {
    expect(nightlyDue(undefined, tick(time), zone)).toBe(due);
  });

  it('runs once a local date', () => {
    const last = run('2026-11-19T23:00:00.000Z', { kind: 'nightly' });
    expect(nightlyDue(last, tick('2026-11-20T09:00:00.000Z'), 'Africa/Kampala')).toBe(false);
    expect(nightlyDue(last, tick('2026-11-20T22:59:00.000Z'), 'Africa/Kampala')).toBe(false);
    expect(nightlyDue(last, tick('2026-11-20T23:00:00.000Z'), 'Africa/Kampala')).toBe(true);
    expect(nightlyDue(last, tick('2026-11-20T09:00:00.000Z', { force: 'nightly' }), 'Africa/Kampala')).toBe(true);
  });
});

describe('a nightly check that came to no end', () => {
  it('is asked for again after two hours', () => {
    const stuck = run('2026-11-19T23:00:00.000Z', { kind: 'nightly', pending: new Set(['0']) });
    expect(nightlyDue(stuck, tick('2026-11-20T00:45:00.000Z'), 'Africa/Kampala')).toBe(false);
    expect(nightlyDue(stuck, tick('2026-11-20T01:00:00.000Z'), 'Africa/Kampala')).toBe(true);
  });
});

describe('a planned run', () => {
  const plan = {
    country: 'UG',
    kind: 'sweep',
    runId: 'r',
    now: '2026-11-19T22:00:00.000Z',
    day: localDay(at('2026-11-19T22:00:00.000Z'), 'Africa/Kampala'),
  } as const;

  it('is cut into batches of ten', () => {
    const batches = batchesOf(Array.from({ length: 25 }, (_, index) => `UG-${index}`));
    expect(batches.map(({ batchId, facilities }) => [batchId, facilities.length])).toEqual([
      ['0', 10],
      ['1', 10],
      ['2', 5],
    ]);
    expect(plannedRun(plan, batches, '2026-11-19T22:00:01.000Z', undefined)).toMatchObject({
      day: localDay(at('2026-11-20T00:00:00.000Z'), 'UTC'),
      cuts: ['UG-0', 'UG-10', 'UG-20'],
      pending: new Set(['0', '1', '2']),
      facilities: 25,
      last: null,
    });
  });

  it('keeps its batches when facilities came or went since it was cut', () => {
    const facilities = ['UG-A', 'UG-B', 'UG-D', 'UG-G', 'UG-Z'];
    const along = (ids: readonly string[]) => batchesAlong(['UG-B', 'UG-D', 'UG-E'], ids).map((one) => one.facilities);
    expect(along(facilities)).toEqual([['UG-A', 'UG-B'], ['UG-D'], ['UG-G', 'UG-Z']]);
    expect(along(['UG-G'])).toEqual([[], [], ['UG-G']]);
    expect(along([])).toEqual([[], [], []]);
    expect(batchesAlong([], facilities)).toEqual([]);
  });

  it('cut along its own cuts is cut as before', () => {
    const batches = batchesOf(Array.from({ length: 25 }, (_, index) => `UG-${String(index).padStart(2, '0')}`));
    const { cuts } = plannedRun(plan, batches, '2026-11-19T22:00:01.000Z', undefined);
    expect(
      batchesAlong(
        cuts,
        batches.flatMap((batch) => batch.facilities),
      ),
    ).toEqual(batches);
  });

  it('keeps the heartbeat of the one before until it is through', () => {
    const last = { now: 'a', startedAt: 'b', finishedAt: 'c', facilities: 1, failures: 0 };
    const before = run('2026-11-19T08:00:00.000Z', { last });
    expect(plannedRun(plan, batchesOf(['UG-1']), '2026-11-19T22:00:01.000Z', before).last).toBe(last);
  });

  it('of a country without facilities is through at once', () => {
    expect(plannedRun(plan, [], '2026-11-19T22:00:01.000Z', undefined).last).toEqual({
      now: plan.now,
      startedAt: '2026-11-19T22:00:01.000Z',
      finishedAt: '2026-11-19T22:00:01.000Z',
      facilities: 0,
      failures: 0,
    });
  });
});

describe('the time at which a change is judged between two sweeps', () => {
  const clock = at('2026-11-20T18:00:00.000Z');
  const swept = (now: string, startedAt: string) => reactionTime({ now, startedAt }, clock);

  it('is the clock, or that of the last sweep where another clock is ahead', () => {
    expect(reactionTime(undefined, clock)).toBe(clock);
    expect(swept('2026-11-20T17:45:00.000Z', '2026-11-20T17:45:02.000Z')).toBe(clock);
    expect(swept('2026-11-20T16:45:00.000Z', '2026-11-20T17:45:02.000Z')).toBe(clock);
    expect(swept('2026-11-20T19:00:00.000Z', '2026-11-20T17:45:02.000Z')).toBe(at('2026-11-20T19:00:00.000Z'));
  });

  it('is that of the last sweep where somebody asked for a time long past, and the clock again after the next tick', () => {
    expect(swept('2026-01-20T18:00:00.000Z', '2026-11-20T17:45:02.000Z')).toBe(at('2026-01-20T18:00:00.000Z'));
    expect(swept('2026-11-19T18:00:00.000Z', '2026-11-19T18:00:02.000Z')).toBe(clock);
  });
});
