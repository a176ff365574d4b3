import { describe, expect, test } from 'vitest';
import { addMonths, lastDayOf, monthOf } from '#shared/domain/day.ts';
import { closingOf } from '#shared/domain/stock/closing.ts';
import { settleLots } from '#shared/domain/stock/lots.ts';
import { compactSegments } from '#shared/domain/stock/segments.ts';
import { adjust, count, damagedOnArrival, FIRST, issue, receipt, stateAfter, weekly } from './books.ts';

/** Day 0 of a story is 1 June. */
const june = monthOf(FIRST);
const may = addMonths(june, -1);
const dispatch = (day: number, quantity: number) => ({ ...issue(day, quantity), kind: 'dispatch' as const });

describe('the closing of a month', () => {
  test('says what was there, what came, what left and why, and what was used', () => {
    const lines = [
      count(-10, 1000),
      count(-3, 900),
      receipt(2, 500),
      damagedOnArrival(3, 100, 20),
      adjust(4, -30, 'damaged'),
      adjust(5, -10, 'damaged'),
      adjust(5, -5, 'lost'),
      dispatch(6, 200),
      adjust(8, 15, 'found'),
      count(11, 1100),
    ];
    expect(closingOf(stateAfter(lines), june, 'counts')).toMatchObject({
      month: june,
      opening: 900,
      received: 615,
      dispatched: 200,
      losses: { damaged: 40, lost: 5 },
      used: 170,
      closing: 1100,
      held: 20,
      stockDays: 14,
      daysOut: 0,
    });
  });
  test('a month without a line closes as it opened', () => {
    const state = stateAfter([count(-10, 1000), receipt(-5, 50)]);
    expect(closingOf(state, june, 'counts')).toMatchObject({
      opening: 1050,
      closing: 1050,
      received: 0,
      losses: {},
      used: 0,
    });
    expect(closingOf(state, may, 'counts')).toMatchObject({ opening: 0, received: 50, closing: 1050 });
  });
  test('a span belongs to the month of its closing count', () => {
    const state = stateAfter([count(-10, 1000), count(4, 300)]);
    expect([closingOf(state, june, 'counts').used, closingOf(state, may, 'counts').used]).toEqual([700, 0]);
  });
  test('a logged day belongs to its own month, and idle days go on to the end', () => {
    const mode = { bookkeeping: 'movements' } as const;
    const lines = [count(-4, 1000, mode), issue(-2, 10), issue(3, 20), issue(9, 30)];
    const state = stateAfter(lines);
    expect(closingOf(state, june, 'movements')).toMatchObject({ used: 50, stockDays: 30, daysOut: 0 });
    expect(closingOf(stateAfter(lines.slice(0, 2)), may, 'movements')).toMatchObject({ used: 10, stockDays: 4 });
  });
  test('use of a week that spans two months stays with the days on which it was logged, however old it gets', () => {
    const mode = { bookkeeping: 'movements' } as const;
    // 29 June to 5 July of the story's year is one week.
    const lines = [count(-4, 1000, mode), issue(28, 100), issue(29, 7), issue(30, 5), issue(32, 10)];
    const july = addMonths(june, 1);
    const inJuly = [...lines, issue(58, 1)];
    expect(closingOf(stateAfter(lines.slice(0, 3)), june, 'movements').used).toBe(107);
    expect(closingOf(stateAfter(inJuly), july, 'movements').used).toBe(16);
    expect(closingOf(stateAfter([...inJuly, count(59, 877, mode)]), july, 'movements').used).toBe(16);
  });
  test('use of a span that ended empty is used all the same', () => {
    expect(closingOf(stateAfter([count(0, 700), count(7, 0)]), june, 'counts')).toMatchObject({
      used: 700,
      stockDays: 7,
    });
  });
  test('use of twelve months and the current one is kept, and no more', () => {
    const state = stateAfter(weekly(0, 700, 100_000, 10));
    expect(state.months.length).toBe(13);
    expect(state.segments.length).toBeLessThan(22);
  });
});

describe('withdrawals without a lot', () => {
  const end = lastDayOf(june) - FIRST;
  test('wait for the end of their month: what arrived since and expires first gives first', () => {
    const lines = [count(0, [['B', 300, 500]]), issue(2, 100), receipt(20, [['A', 200, 80]])];
    const { lots, open } = stateAfter(lines);
    expect(settleLots(lots, open)).toMatchObject([{ lot: 'B', quantity: 480 }]);
  });
  test('of a month gone by are not taken from what arrived after it', () => {
    const lines = [count(0, [['B', 300, 500]]), issue(2, 100), receipt(end + 2, [['A', 200, 80]])];
    const { lots, open } = stateAfter(lines);
    expect(settleLots(lots, open)).toMatchObject([
      { lot: 'A', quantity: 80 },
      { lot: 'B', quantity: 400 },
    ]);
  });
  test('written off as expired, they take expired lots before stock without a lot', () => {
    const lines = [
      count(0, [
        [null, null, 100],
        ['A', 5, 500],
        ['B', 300, 500],
      ]),
      adjust(10, -500, 'expired'),
      issue(11, 150),
    ];
    const { lots, open } = stateAfter(lines);
    expect(settleLots(lots, open)).toMatchObject([{ lot: 'B', quantity: 450 }]);
  });
  test('beyond what the books know they are owed, and taken from the next delivery', () => {
    const lines = [count(0, [['A', 300, 50]]), issue(2, 80)];
    expect(settleLots(stateAfter(lines).lots, stateAfter(lines).open)).toMatchObject([{ lot: null, quantity: -30 }]);
    const { lots, open } = stateAfter([...lines, receipt(end + 3, [['C', 300, 100]])]);
    expect(settleLots(lots, open)).toMatchObject([{ lot: 'C', quantity: 70 }]);
  });
});

describe('stretches of days', () => {
  test('old counts of every day become one stretch a week, and leave week by week', () => {
    const days = Array.from({ length: 200 }, (_, index) => count(index, 100_000 - index * 10));
    const state = stateAfter(days);
    const newest = FIRST + 199;
    const lengths = state.segments.map((each) => each.to - each.from);
    expect(new Set(lengths.slice(0, -20))).toEqual(new Set([7]));
    expect(lengths.slice(-14)).toEqual(Array.from({ length: 14 }, () => 1));
    expect(newest - (state.segments[0]?.from ?? 0)).toBeLessThanOrEqual(127);
    const all = Array.from({ length: 199 }, (_, index) => ({
      ...(state.segments.at(-1) ?? {
        kind: 'span' as const,
        used: 0,
        received: 0,
        adjusted: 0,
        dispatched: 0,
        daysOut: 0,
        uses: 0,
        spans: 1,
        mark: null,
      }),
      from: FIRST + index,
      to: FIRST + index + 1,
    }));
    expect(state.segments).toEqual(compactSegments(all, newest));
  });
});
