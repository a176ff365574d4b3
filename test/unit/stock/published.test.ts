import Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { normRate } from '#shared/domain/stock/rate.ts';
import { DAYS_PER_MONTH, shown } from '#shared/domain/stock/show.ts';
import { adjust, count, issue, judge, receipt, rounded, stateAfter } from './books.ts';

/** Numbers that manuals of supply chains publish; where their convention differs from ours, both figures stand here. */
describe('published numbers', () => {
  test('balance: 1000 + 500 - 100 - 200 = 1200', () => {
    const lines = [count(0, 1000), receipt(1, 500), adjust(2, -100, 'lost'), issue(3, 200)];
    expect(judge(lines, { today: 3 }).onHand).toBe(1200);
  });
  test('balance: 1000 + 500 - 800 with a closing of 300 means 400 used', () => {
    const lines = [count(0, 1000), receipt(1, 500), adjust(2, -800, 'given-away'), count(7, 300)];
    expect(stateAfter(lines).segments.map((span) => span.used)).toEqual([400]);
  });
  test('20 used in 3 months with 5 days out of stock are 22 in a quarter of 90 days with stock', () => {
    const lines = [count(0, 100), count(45, 90, { daysOut: 5 }), count(90, 80)];
    const { adu } = judge(lines, { today: 90 });
    expect(adu?.equals(new Fraction(20, 85))).toBe(true);
    expect(Math.ceil(Number(adu?.mul(90).valueOf()))).toBe(22);
  });
  test('20 used with nothing there on all but the first of 90 days stay 20', () => {
    const lines = [count(0, 20), count(45, 0, { outSince: 0 }), count(90, 0)];
    expect([judge(lines, { today: 90 }).adu?.valueOf(), judge(lines, { today: 90 }).basis]).toEqual([20, 'last-known']);
  });
  test('6 used in 30 days, 15 of them out of stock: 12 in a month of 30', () => {
    const lines = [count(0, 50), count(15, 44), count(30, 44, { daysOut: 15 })];
    expect(rounded(judge(lines, { today: 30 }).adu?.mul(30) ?? null)).toBe(12);
  });
  test.each([
    [[200, 150, 100], [0, 5, 10], 10],
    [[200, 150, 100, 50], [0, 5, 10, 20], 7.5],
  ])('reports of %j on days %j are %d a day', (quantities, days, expected) => {
    const lines = quantities.map((quantity, index) => count(days[index] ?? 0, quantity));
    expect(rounded(judge(lines, { today: days.at(-1) ?? 0 }).adu)).toBe(expected);
  });
  test.each([
    [100, 10],
    [500, 2],
    [1200, 0.83],
  ])('1000 on hand at %d a month last %d months', (amc, months) => {
    const adu = new Fraction(amc).div(DAYS_PER_MONTH);
    expect(shown(new Fraction(1000).div(adu.mul(DAYS_PER_MONTH)), 2)).toBe(months);
  });
  test('5,000 people x 4 masks x 5 days x 12 weeks are 1,200,000 masks', () => {
    const heads = { day: 0, staff: 5000, staffOnDuty: 0, held: 0, women: 0, juveniles: 0 };
    expect(
      normRate({ norms: { staff: 4 } }, heads)
        ?.mul(5 * 12)
        .valueOf(),
    ).toBe(1_200_000);
  });
  test('the minimum is lead-time stock + safety stock, the maximum adds the stock of one order interval', () => {
    const seen = (stock: number) =>
      judge([count(0, stock + 840), count(7, stock + 560), count(14, stock + 280), count(21, stock)], { today: 21 });
    expect([seen(839).status, seen(840).status]).toEqual(['low', 'adequate']);
    expect(seen(840).suggestedQuantity).toBe(1200);
    expect(seen(2040).suggestedQuantity).toBe(0);
  });
});
