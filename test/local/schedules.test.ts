/** Schedules fire by the clock, and by hand at a time of one's choosing. */
import { beforeAll, describe, expect, test } from 'vitest';
import { readExpression } from '../../infra/local/schedule-expression.ts';
import type { Local } from '../../infra/local/start.ts';
import { call, start, synthesize } from './fixture/run.ts';

describe('a schedule run by hand', () => {
  let local: Local;
  beforeAll(async () => {
    local = await start({
      assembly: synthesize(),
      members: async () => [{ member: 'lead@example.org', name: 'Lead' }],
    });
  });

  test('merges its manual input and takes the given time for its own', async () => {
    expect(await local.runSchedule('sweep', '2026-03-01T05:00:00.000Z')).toEqual({
      received: { time: '2026-03-01T05:00:00Z', force: 'sweep' },
    });
  });

  test('answers the result over HTTP too', async () => {
    expect(
      await call(local, 'POST', '/_local/schedules/sweep/run', { body: { time: '2026-03-01T05:00:00+03:00' } }),
    ).toMatchObject({
      status: 200,
      body: { result: { received: { time: '2026-03-01T02:00:00Z', force: 'sweep' } } },
    });
    expect(await call(local, 'POST', '/_local/schedules/sweep/run')).toMatchObject({ status: 200 });
  });

  test('answers the failure of its function as a problem', async () => {
    expect(await call(local, 'POST', '/_local/schedules/fail/run')).toMatchObject({
      status: 502,
      body: { code: 'schedule.failed', detail: 'RangeError: asked to fail' },
    });
    await expect(local.runSchedule('fail')).rejects.toThrow('RangeError: asked to fail');
  });

  test.each<[string, string, unknown, number]>([
    ['an unknown name', '/_local/schedules/other/run', {}, 404],
    ['a time that is none', '/_local/schedules/sweep/run', { time: 'yesterday' }, 400],
    ['an unknown field', '/_local/schedules/sweep/run', { at: '2026-03-01T05:00:00Z' }, 400],
    ['an unknown path', '/_local/other', {}, 404],
  ])('refuses %s with a problem', async (_, path, body, status) => {
    const answer = await call(local, 'POST', path, { body });
    expect(answer).toMatchObject({ status, body: { status, code: expect.any(String) } });
  });

  test('is listed with the rest of what runs here', async () => {
    expect(await call(local, 'GET', '/_local/')).toMatchObject({
      status: 200,
      body: {
        urls: { api: `${local.url}/api/v1` },
        functions: expect.arrayContaining([expect.stringMatching(/^Api/)]),
        schedules: ['sweep', 'fail'],
        members: [{ member: 'lead@example.org', name: 'Lead' }],
      },
    });
  });

  test('cannot be asked for by a page of another origin', async () => {
    const headers = { origin: 'https://elsewhere.example' };
    expect(await call(local, 'POST', '/_local/token', { headers, body: { member: 'lead@example.org' } })).toMatchObject(
      { status: 403 },
    );
  });
});

describe('a schedule expression', () => {
  const at = (text: string, after: string, zone = 'UTC'): string | undefined =>
    readExpression(text, zone)?.(new Date(after))?.toISOString();

  test.each([
    ['rate(15 minutes)', '2026-11-23T20:44:59.999Z', 'UTC', '2026-11-23T20:45:00.000Z'],
    ['rate(15 minutes)', '2026-11-23T20:45:00.000Z', 'UTC', '2026-11-23T21:00:00.000Z'],
    ['rate(1 hour)', '2026-11-23T20:45:00.000Z', 'UTC', '2026-11-23T21:00:00.000Z'],
    ['rate(1 day)', '2026-11-23T20:45:00.000Z', 'UTC', '2026-11-24T00:00:00.000Z'],
    ['cron(0 7 * * ? *)', '2026-11-23T20:45:00.000Z', 'Africa/Kampala', '2026-11-24T04:00:00.000Z'],
    ['cron(0/15 8-9 ? * MON-FRI *)', '2026-11-20T09:50:00.000Z', 'UTC', '2026-11-23T08:00:00.000Z'],
    ['cron(30 6 L * ? *)', '2026-11-23T20:45:00.000Z', 'UTC', '2026-11-30T06:30:00.000Z'],
    ['cron(0 0 ? * 2 2027)', '2026-11-23T20:45:00.000Z', 'UTC', '2027-01-04T00:00:00.000Z'],
  ])('%s after %s in %s', (text, after, zone, expected) => {
    expect(at(text, after, zone)).toBe(expected);
  });

  test.each(['rate(0 minutes)', 'rate(15)', 'cron(x)', 'cron(0 7 * * *)', 'at(2026-11-23T20:45:00)', ''])(
    '%s is not known',
    (text) => {
      expect(at(text, '2026-11-23T20:45:00Z')).toBeUndefined();
    },
  );
});
