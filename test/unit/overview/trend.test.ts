import { describe, expect, it } from 'vitest';
import { evaluationLate } from '#shared/domain/overview/late.ts';
import { trendOf } from '#shared/domain/overview/trend.ts';
import { dailyFromRow } from '#shared/store/daily-preparedness.ts';
import { day, today } from '../alerts/sample.ts';

const kept = (daysAgo: number, score: number | null) => ({
  day: today - daysAgo,
  score,
  supplies: null,
  guidance: null,
  reporting: null,
  checklist: null,
});

describe('a trend', () => {
  it.each([
    ['four weeks ago', [kept(27, 10), kept(28, 60), kept(29, 20)], { since: today - 28, score: 60, change: 15 }],
    [
      'the night before when one was missed',
      [kept(30, 90), kept(29, 80)],
      { since: today - 29, score: 80, change: -5 },
    ],
    ['up to six days earlier', [kept(34, 75)], { since: today - 34, score: 75, change: 0 }],
    ['nothing older', [kept(35, 75)], null],
    ['nothing newer', [kept(27, 75)], null],
    ['a day that had a score', [kept(28, null), kept(31, 70)], { since: today - 31, score: 70, change: 5 }],
  ])('compares with %s', (_what, days, expected) => {
    expect(trendOf(75, days, today)).toEqual(expected);
  });

  it('is none while there is no score today', () => {
    expect(trendOf(null, [kept(28, 60)], today)).toBeNull();
  });

  it('reads the days of a month in their order, whatever order the row has them in', () => {
    const row = {
      PK: 'F#UG-A',
      SK: 'A#READY#2026-11',
      month: '2026-11',
      d20: [60, 1, 2, 3, null],
      d3: [null, 1, 2, 3, 4],
    };
    expect(dailyFromRow(row)).toEqual([
      { day: day('2026-11-03'), score: null, supplies: 1, guidance: 2, reporting: 3, checklist: 4 },
      { day: day('2026-11-20'), score: 60, supplies: 1, guidance: 2, reporting: 3, checklist: null },
    ]);
  });
});

describe('an evaluation', () => {
  const now = Date.parse('2026-11-20T09:00:00Z');
  it.each([
    ['2026-11-20T08:45:00.000Z', false],
    ['2026-11-20T08:00:00.000Z', false],
    ['2026-11-20T07:59:59.999Z', true],
    ['2026-11-21T09:00:00.000Z', false],
    [null, true],
  ])('that ended at %s is late at nine: %s', (at, late) => {
    expect(evaluationLate(at, now)).toBe(late);
  });
});
