/** When people are told, and what several changes come to in one mail. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameFor } from '#shared/domain/news/names.ts';
import type { News } from '#shared/domain/news/news.ts';
import {
  byFacility,
  type DigestPlan,
  digestDue,
  latestWords,
  quarterPassed,
  tellingNow,
  worstFirst,
} from '#shared/domain/news/telling.ts';
import { anyNews, LUZIRA, newsOf } from './given.ts';

const minutes = (count: number) => count * 60_000;

describe('a mail at once', () => {
  test('comes a quarter of an hour after the one before, by the clock, and by the time that is told only where it was given by hand', () => {
    const last = { nowMs: 0, clockMs: 0 };
    expect(quarterPassed(null, 0, 0)).toBe(true);
    expect(quarterPassed(last, minutes(15) - 1, minutes(15) - 1)).toBe(false);
    expect(quarterPassed(last, minutes(15), minutes(6))).toBe(false);
    expect(quarterPassed(last, minutes(24 * 60), 0)).toBe(false);
    expect(quarterPassed(last, minutes(24 * 60) + 1, 0)).toBe(true);
    expect(quarterPassed({ nowMs: minutes(2000), clockMs: 0 }, minutes(2014), minutes(1))).toBe(false);
    expect(quarterPassed({ nowMs: minutes(99), clockMs: 0 }, 0, minutes(15))).toBe(true);
  });

  test('never speaks from before the one before: two clocks may be an hour apart', () => {
    expect(tellingNow({ nowMs: minutes(60), clockMs: 0 }, 0)).toBe(minutes(60));
    expect(tellingNow({ nowMs: 0, clockMs: 0 }, minutes(60))).toBe(minutes(60));
  });
});

describe('several changes of one alert', () => {
  const story = (...steps: [News['change'], News['level'], News['level'] | null][]) =>
    latestWords(
      steps.map(([change, level, previousLevel], at) => newsOf({ version: at + 1, change, level, previousLevel })),
    );

  test.each<[string, Parameters<typeof story>, News['change'], News['level']]>([
    [
      'opened and worse: new, at its level now',
      [
        ['opened', 'medium', null],
        ['worsened', 'high', 'medium'],
      ],
      'opened',
      'high',
    ],
    [
      'worse, and worse again',
      [
        ['worsened', 'high', 'medium'],
        ['worsened', 'critical', 'high'],
      ],
      'worsened',
      'critical',
    ],
    [
      'worse, then better than at first',
      [
        ['worsened', 'high', 'medium'],
        ['improved', 'low', 'high'],
      ],
      'improved',
      'low',
    ],
    [
      'worse, then as it was',
      [
        ['worsened', 'high', 'medium'],
        ['improved', 'medium', 'high'],
      ],
      'improved',
      'medium',
    ],
    [
      'opened and over',
      [
        ['opened', 'high', null],
        ['resolved', 'high', 'high'],
      ],
      'resolved',
      'high',
    ],
    [
      'over and back',
      [
        ['resolved', 'high', 'high'],
        ['reopened', 'high', 'high'],
      ],
      'reopened',
      'high',
    ],
    [
      'nobody took it on',
      [
        ['opened', 'high', null],
        ['escalated', 'high', 'high'],
      ],
      'escalated',
      'high',
    ],
  ])('%s', (_, steps, change, level) => {
    expect(story(...steps)).toMatchObject([{ change, level, version: steps.length }]);
  });

  test('are one word each, the latest, whatever order the letters lie in', () => {
    fc.assert(
      fc.property(fc.array(anyNews, { maxLength: 12 }), (news) => {
        const unique = [...new Map(news.map((one) => [`${one.alertId}${one.version}`, one])).values()];
        const words = latestWords(unique);
        const alerts = new Set(unique.map(({ alertId }) => alertId));
        expect(words.map(({ alertId }) => alertId).sort()).toEqual([...alerts].sort());
        for (const word of words) {
          const own = unique.filter(({ alertId }) => alertId === word.alertId);
          expect(word.version).toBe(Math.max(...own.map(({ version }) => version)));
        }
        expect(latestWords(unique.toReversed()).sort(worstFirst)).toEqual(words.sort(worstFirst));
      }),
    );
  });
});

test('facilities come with the worst first, and what is over last', () => {
  const grouped = byFacility([
    newsOf({ facilityId: 'UG-A', level: 'critical', change: 'resolved' }),
    newsOf({ facilityId: 'UG-B', level: 'medium' }),
    newsOf({ level: 'low', subject: 'mask-medical' }),
    newsOf({ level: 'high' }),
  ]);
  expect([...grouped.keys()]).toEqual([LUZIRA, 'UG-B', 'UG-A']);
  expect(grouped.get(LUZIRA)?.map(({ level }) => level)).toEqual(['high', 'low']);
});

describe('a digest', () => {
  const uganda = { timeZone: 'Africa/Kampala', digestHour: 7 };
  const tick = (iso: string, forced = false) => ({ timeMs: Date.parse(iso), forced });
  const at = (iso: string, last?: DigestPlan, forced = false) => digestDue(last, tick(iso, forced), uganda);

  test("is due from the country's hour on, once a local date", () => {
    expect(at('2026-11-23T03:45:00Z')).toBeNull();
    const plan = at('2026-11-23T04:00:00Z');
    expect(plan).toMatchObject({ now: '2026-11-23T04:00:00.000Z', done: false });
    const done = plan && { ...plan, done: true };
    expect(at('2026-11-23T20:45:00Z', done ?? undefined)).toBeNull();
    expect(at('2026-11-24T03:45:00Z', done ?? undefined)).toBeNull();
    expect(at('2026-11-24T04:00:00Z', done ?? undefined)).toMatchObject({ now: '2026-11-24T04:00:00.000Z' });
  });

  test('that was missed comes later the same day, and the one that did not reach everybody again, as it was', () => {
    expect(at('2026-11-23T15:00:00Z')).toMatchObject({ now: '2026-11-23T15:00:00.000Z' });
    const open = at('2026-11-23T04:00:00Z') ?? undefined;
    expect(at('2026-11-23T04:15:00Z', open)).toBe(open);
    expect(at('2026-11-24T01:00:00Z', open)).toBe(open);
  });

  test('comes at once, and anew, when somebody asks for it', () => {
    const last = { day: 20_780, now: '2026-11-23T04:00:00.000Z', done: true };
    expect(at('2026-11-23T00:00:00Z', last, true)?.now).toBe('2026-11-23T04:00:00.001Z');
    expect(at('2026-11-23T09:00:00Z', last, true)?.now).toBe('2026-11-23T09:00:00.000Z');
  });

  test('comes once a date in every zone, whatever hour the country chose', () => {
    const zones = fc.constantFrom('Africa/Kampala', 'Africa/Tunis', 'Asia/Almaty', 'Europe/Berlin', 'America/St_Johns');
    fc.assert(
      fc.property(zones, fc.nat(23), fc.nat(364), (timeZone, digestHour, startDay) => {
        let last: DigestPlan | undefined;
        const days: number[] = [];
        const start = Date.UTC(2026, 0, 1 + startDay);
        for (let quarter = 0; quarter < 5 * 96; quarter++) {
          const plan = digestDue(
            last,
            { timeMs: start + minutes(15 * quarter), forced: false },
            { timeZone, digestHour },
          );
          if (plan === null) continue;
          days.push(plan.day);
          last = { ...plan, done: true };
        }
        expect(days).toEqual([...new Set(days)]);
        expect(days.length).toBeGreaterThanOrEqual(4);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a name', () => {
  const names = { en: 'Soap', 'fr-FR': 'Savon', kk: 'Сабын' };

  test.each([
    ['fr-TN', 'Savon', false],
    ['kk-Cyrl-KZ', 'Сабын', false],
    ['en-UG', 'Soap', false],
    ['ar-TN', 'Soap', true],
  ])('for %s is %s', (locale, text, missing) => {
    expect(nameFor(names, locale, 'soap-bar')).toEqual({ text, missing });
  });

  test('falls back to any language, and to the id', () => {
    expect(nameFor({ kk: 'Сабын' }, 'fr-TN', 'soap-bar')).toEqual({ text: 'Сабын', missing: true });
    expect(nameFor({}, 'fr-TN', 'soap-bar')).toEqual({ text: 'soap-bar', missing: true });
  });
});
