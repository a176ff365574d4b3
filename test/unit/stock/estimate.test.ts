import * as fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { estimateOnHand } from '#shared/domain/stock/estimate.ts';
import type { LotBalance } from '#shared/domain/stock/item-state.ts';
import { byExpiry, usableOn } from '#shared/domain/stock/lots.ts';
import { count, FIRST, issue, judge, receipt, rounded, weekly } from './books.ts';

const lot = (name: string | null, expiry: number | null, quantity: number): LotBalance => ({
  lot: name,
  expiry,
  quantity,
  held: 0,
});
const estimate = (lots: readonly LotBalance[], adu: number, today: number, issued = 0) =>
  estimateOnHand(lots, new Fraction(adu), 0, today, issued).valueOf();

describe('what is probably left today', () => {
  test('stock falls by the rate of use for each day since the report', () => {
    expect([0, 1, 7, 25, 26].map((today) => estimate([lot(null, null, 2500)], 100, today))).toEqual([
      2500, 2400, 1800, 0, 0,
    ]);
  });
  test('a lot that expired since gave what it could first', () => {
    // 100 a day; 300 good through day 4: use of days 0 to 4 takes 300 of it, the rest from the other lot.
    const lots = [lot('A', 4, 300), lot('B', 300, 1000)];
    expect(estimate(lots, 100, 4)).toBe(900);
    expect(estimate(lots, 100, 5)).toBe(800);
  });
  test('what a lot could not give before it expired is lost, not used', () => {
    const lots = [lot('A', 1, 900), lot('B', 300, 1000)];
    expect(estimate(lots, 100, 10)).toBe(200);
  });
  test('two lots that expired one after the other do not give the same use twice', () => {
    const lots = [lot('A', 2, 250), lot('B', 4, 250), lot('C', 300, 1000)];
    expect(estimate(lots, 100, 10)).toBe(500);
    expect(estimate([lot('A', 2, 400), lot('B', 2, 400), lot('C', 300, 1000)], 100, 10)).toBe(300);
  });
  test('a lot that had expired before the report gives nothing', () => {
    expect(estimate([lot('A', -1, 900), lot('B', 300, 1000)], 100, 10)).toBe(0);
  });
  test('issues recorded since the report are in the book already', () => {
    expect(estimate([lot(null, null, 700)], 100, 7, 300)).toBe(300);
    expect(estimate([lot(null, null, 700)], 100, 7, 900)).toBe(700);
  });
  test('it is never below 0, never above what is usable, and never rises with time', () => {
    const lots = fc
      .array(
        fc.record({
          expiry: fc.option(fc.integer({ min: -5, max: 60 })),
          quantity: fc.integer({ min: -50, max: 900 }),
        }),
        { maxLength: 4 },
      )
      .map((all) => all.map((each, index) => lot(String(index), each.expiry, each.quantity)).sort(byExpiry));
    fc.assert(
      fc.property(lots, fc.nat({ max: 90 }), fc.nat({ max: 60 }), fc.nat({ max: 500 }), (all, adu, today, issued) => {
        const now = estimate(all, adu, today, issued);
        expect(now).toBeGreaterThanOrEqual(0);
        expect(now).toBeLessThanOrEqual(usableOn(all, today));
        if (all.every((each) => each.quantity >= 0))
          expect(estimate(all, adu, today + 1, issued)).toBeLessThanOrEqual(now);
      }),
      { numRuns: 500 },
    );
  });
  test('under counts an issue since the count lowers the book, and the estimate once', () => {
    const counts = weekly(0, 28, 5300, 100);
    expect(rounded(judge([...counts, issue(30, 300)], { today: 35 }).estimatedOnHand)).toBe(1800);
    expect(rounded(judge([...counts, issue(30, 900)], { today: 35 }).estimatedOnHand)).toBe(1600);
  });
  test('the estimate of lots of a count goes on from its day', () => {
    const lots = (a: number, b: number) =>
      [
        ['A', 33, a],
        ['B', 300, b],
      ] as const;
    const lines = [count(0, lots(1000, 1000)), count(14, lots(600, 1000)), count(28, lots(200, 1000))];
    const seen = judge(lines, { today: 38 });
    expect([rounded(seen.adu, 2), seen.usable, rounded(seen.estimatedOnHand, 2)]).toEqual([28.57, 1000, 885.71]);
  });
  test('a delivery that is keyed late changes what is left, not when it was reported', () => {
    const seen = judge([...weekly(0, 28, 5300, 100), receipt(28, 500, '09:00')], { today: 35 });
    expect([rounded(seen.estimatedOnHand), (seen.lastReportDay ?? 0) - FIRST]).toEqual([2300, 28]);
  });
});
