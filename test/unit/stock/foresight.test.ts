import { describe, expect, test } from 'vitest';
import { foresee } from '../../replay/foresight.ts';
import { rules, scoreOf } from '../../replay/rules.ts';
import type { MonthOfItem } from '../../support/series.ts';

/** 300 a month from 1,000, nothing delivered: 700, 400, 100, 0. */
const slide = (changes: Partial<MonthOfItem>[] = []): MonthOfItem[] =>
  ['2018-01', '2018-02', '2018-03', '2018-04'].map((month, index) => {
    const opening = 1000 - 300 * index;
    const issued = Math.min(opening, 300);
    const base = { month, itemId: 'soap', opening, received: 0, issued, adjusted: 0, closing: opening - issued };
    return { ...base, amc: 300, daysOut: 0, ...changes[index] };
  });

describe('a replay of monthly rows', () => {
  test('says at each month end what the product says, and what the next month ended with', () => {
    const seen = foresee(slide());
    expect(seen.map(({ month, position, emptyNext }) => [month, position.status, emptyNext])).toEqual([
      ['2018-01', 'adequate', false],
      ['2018-02', 'adequate', false],
      ['2018-03', 'low', true],
    ]);
  });

  test('passes over months whose next one is missing, and what has run out already', () => {
    const [first, second, , fourth] = slide([{}, { closing: 0, issued: 700 }]);
    if (!first || !second || !fourth) throw new Error('four months');
    expect(foresee([first, fourth])).toEqual([]);
    expect(foresee([first, second]).map(({ month, emptyNext }) => [month, emptyNext])).toEqual([['2018-01', true]]);
    expect(foresee([second, { ...fourth, month: '2018-03' }])).toEqual([]);
  });

  test('an opening that is not the last closing is a correction, neither use nor a gain', () => {
    const [first, second, third] = slide([{}, { opening: 900, closing: 600 }, { opening: 600, closing: 300 }]);
    if (!first || !second || !third) throw new Error('three months');
    const seen = foresee([first, second, third]);
    expect(seen.at(-1)?.position.adu?.mul(58).round(0).valueOf()).toBe(600);
  });

  test('a rule is scored by how many of its warnings came true, and how many empty shelves it warned of', () => {
    const seen = foresee(slide());
    const alert = Object.values(rules)[0] ?? (() => false);
    expect(scoreOf(seen, alert)).toEqual({ cases: 3, flagged: 1, hits: 1, empty: 1, precision: 1, recall: 1 });
    expect(scoreOf(seen, () => true)).toMatchObject({ flagged: 3, hits: 1, precision: 1 / 3, recall: 1 });
    expect(scoreOf(seen, () => false)).toMatchObject({ flagged: 0, precision: null, recall: 0 });
  });
});
