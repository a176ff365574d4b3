import { describe, expect, test } from 'vitest';
import { shelfOf } from '#shared/domain/stock/lots.ts';
import { lotsOf } from '#shared/domain/stock/position.ts';
import {
  adjust,
  count,
  damagedOnArrival,
  flagsOf,
  issue,
  judge,
  receipt,
  reverse,
  rounded,
  stateAfter,
  weekly,
} from './books.ts';

const onShelf = (lines: Parameters<typeof stateAfter>[0]) => {
  const state = stateAfter(lines);
  return shelfOf(state.lots, state.open);
};
const byLot = (lines: Parameters<typeof stateAfter>[0]) =>
  Object.fromEntries(lotsOf(stateAfter(lines)).map((lot) => [lot.lot ?? '-', lot.quantity]));
const usedInSpans = (lines: Parameters<typeof stateAfter>[0]) => stateAfter(lines).segments.map((s) => s.used);

describe('silence', () => {
  test('thirty days without a word leave an estimate of nothing and the status unknown, with the last seen figure kept', () => {
    const seen = judge(weekly(0, 28, 5800, 100), { today: 58 });
    expect([rounded(seen.estimatedOnHand), seen.status, seen.onHand]).toEqual([0, 'unknown', 3000]);
  });
  test('seven days after a count of 2,500 at 100 a day, 1,800 are left: 18 days, low', () => {
    const seen = judge(weekly(0, 28, 5300, 100), { today: 35 });
    expect([rounded(seen.estimatedOnHand), rounded(seen.coverDays), seen.status]).toEqual([1800, 18, 'low']);
  });
  test('a delivery of 1,000 on day 6 is not a report: 2,800, not 3,400', () => {
    const seen = judge([...weekly(0, 28, 5300, 100), receipt(34, 1000)], { today: 35 });
    expect(rounded(seen.estimatedOnHand)).toBe(2800);
  });
});

describe('surge', () => {
  test('20 a day for 83 days, then 400 a day for 7: the recent rate of 210 says 9.5 days', () => {
    const lines = [count(0, 6460)];
    for (let day = 7; day <= 77; day += 7) lines.push(count(day, 6460 - 20 * day));
    lines.push(count(83, 4800), count(90, 2000));
    const seen = judge(lines, { today: 90 });
    expect([rounded(seen.adu), seen.basis, rounded(seen.coverDays)]).toEqual([210, 'recent', 9.5]);
  });
  test('soap handed out monthly is no surge: the long rate of 40 a day stays', () => {
    const lines = [
      count(0, 10000),
      count(2, 8800),
      count(30, 8800),
      count(32, 7600),
      count(60, 7600),
      count(80, 7600),
      count(82, 6400),
      count(90, 6400),
    ];
    const seen = judge(lines, { today: 90 });
    expect([rounded(seen.adu), seen.basis]).toEqual([40, 'long']);
  });
});

describe('rhythms', () => {
  test('a store with 90 days from abroad is low at 93 days of cover and never at once overstocked', () => {
    const lines = [...weekly(0, 84, 9300 + 84 * 100, 100)];
    const seen = judge(lines, { today: 84, store: true });
    expect([rounded(seen.coverDays), seen.status]).toEqual([93, 'low']);
  });
  test('a quarterly fill is not overstocked when the order interval says so', () => {
    const lines = weekly(0, 84, 12000 + 84 * 100, 100);
    expect(judge(lines, { today: 84, levels: { orderIntervalDays: 120 } }).status).toBe('adequate');
    expect(judge(lines, { today: 84 }).status).toBe('overstocked');
  });
});

describe('day one', () => {
  test('an item on the standard list without any record is no data, never a shortage', () => {
    expect(judge([], { today: 0 }).status).toBe('no-data');
  });
  test.each([60, 330])('a gift of 12 coveralls used up at once, %i days ago, is not stocked and no shortage', (ago) => {
    const lines = [count(0, 0), receipt(1, 12), count(2, 0)];
    expect(judge(lines, { today: 2 + ago, listed: false }).status).toBe('not-stocked');
  });
});

describe('what a count means', () => {
  const book = count(0, [
    ['A', 100, 300],
    ['B', 200, 200],
  ]);
  test('a total below the book takes the difference from the lot that expires first', () => {
    expect(byLot([book, count(7, 420)])).toEqual({ A: 220, B: 200 });
  });
  test('a count that names lot A only says that B is gone, and flags it', () => {
    const lines = [book, count(7, [['A', 100, 300]])];
    expect(byLot(lines)).toEqual({ A: 300 });
    expect(flagsOf(lines)).toMatchObject([{ code: 'lot-not-counted', detail: { lot: 'B', quantity: 200 } }]);
  });
  test('a partial count of lot A leaves B as it was, and its difference is neither use nor loss', () => {
    const lines = [book, count(7, [['A', 100, 250]], { partial: true }), count(14, 450)];
    expect(byLot(lines)).toEqual({ A: 250, B: 200 });
    expect(usedInSpans(lines)).toEqual([0]);
  });
  test('420 and 430 by two officers within ten minutes raise nothing; the later stands', () => {
    const lines = [count(0, 500), count(7, 420, { by: 'a' }), count(7, 430, { by: 'b', at: '08:10' })];
    expect([onShelf(lines), usedInSpans(lines)]).toEqual([430, [70]]);
    expect(flagsOf(lines).map((flag) => flag.code)).toEqual(['superseded']);
  });
  test('420 and 850 by two officers are a conflict', () => {
    const lines = [count(0, 900), count(7, 420, { by: 'a' }), count(7, 850, { by: 'b', at: '08:10' })];
    expect(flagsOf(lines).map((flag) => flag.code)).toContain('count-conflict');
    expect(onShelf(lines)).toBe(850);
  });
});

describe('unrecorded movements', () => {
  test('800 expired masks written off between two counts are not use', () => {
    expect(usedInSpans([count(0, 1000), adjust(3, -800, 'expired'), count(7, 150)])).toEqual([50]);
  });
  test('an unrecorded gift is an unexplained gain and no use; when its receipt comes late, use becomes 50', () => {
    const lines = [count(0, 100), count(7, 550)];
    expect(flagsOf(lines).map((flag) => flag.code)).toEqual(['unexplained-gain']);
    expect(judge(lines, { today: 7 }).adu).toBeNull();
    expect(usedInSpans([...lines, receipt(3, 500)])).toEqual([50]);
  });
  test('goods that arrived on Thursday, counted on Friday and keyed on Monday, are not there twice', () => {
    const lines = [count(0, 100), count(4, 570), receipt(3, 500)];
    expect([onShelf(lines), usedInSpans(lines)]).toEqual([570, [30]]);
  });
});

describe('a span that ends empty', () => {
  test('700 on Monday and 0 at the next count is at least 100 a day', () => {
    const seen = judge([count(0, 700), count(7, 0), receipt(7, 2100)], { today: 7 });
    expect([rounded(seen.adu), seen.basis]).toEqual([100, 'last-known']);
  });
  test('beside a known 350 a day the bound says nothing: 2,100 last 6 days, not 21', () => {
    const lines = [
      count(0, 2450),
      count(7, 0, { daysOut: 0 }),
      receipt(7, 700),
      count(7, 700, { at: '18:00' }),
      count(14, 0),
      receipt(14, 2100),
    ];
    const seen = judge(lines, { today: 14 });
    expect([rounded(seen.adu), rounded(seen.coverDays)]).toEqual([350, 6]);
  });
  test('with the day since when it was empty, the span is exact: 350 a day', () => {
    const seen = judge([count(0, 700), count(7, 0, { outSince: 2 }), receipt(7, 2100)], { today: 7 });
    expect(rounded(seen.adu)).toBe(350);
  });
  test('a surge that empties the shelf raises the recent rate to about 163 a day: 12.9 days, low', () => {
    const lines = [...weekly(0, 84, 3680, 20), count(91, 0), receipt(92, 2100, '07:00'), count(92, 2100)];
    const seen = judge(lines, { today: 92 });
    expect([rounded(seen.adu, 0), seen.basis, rounded(seen.coverDays), seen.status]).toEqual([
      163,
      'recent',
      12.9,
      'low',
    ]);
  });
});

describe('out for long', () => {
  test('out on 85 of 90 days: what the last twelve months say rules', () => {
    const lines = [
      ...weekly(0, 56, 6000, 100),
      count(60, 0, { daysOut: 0 }),
      count(145, 0),
      receipt(146, 3000, '07:00'),
      count(146, 3000),
    ];
    const seen = judge(lines, { today: 146 });
    expect([seen.basis, rounded(seen.adu)]).toEqual(['last-known', 100]);
  });
});

describe('changing bookkeeping', () => {
  const may = [count(0, 1000), count(21, 700)];
  test('counts of May stay 300 used after the switch of 1 June, and a late issue of May changes nothing', () => {
    const june = count(40, 650, { bookkeeping: 'movements' });
    expect(usedInSpans([...may, june])[0]).toBe(300);
    expect(usedInSpans([...may, june, issue(10, 120)])[0]).toBe(300);
  });
  test('a late receipt of 50 in May makes it 350', () => {
    expect(usedInSpans([...may, receipt(10, 50)])).toEqual([350]);
  });
});

describe('books below zero', () => {
  test('issues keyed before the opening count ask for a count, and are no critical shortage', () => {
    const seen = judge([issue(0, 40)], { today: 1, bookkeeping: 'movements' });
    expect([seen.onHand, seen.status]).toEqual([-40, 'count-needed']);
  });
});

describe('expired first', () => {
  const stock = count(0, [
    ['A', 10, 500],
    ['B', 300, 500],
  ]);
  test('an issue without a lot is not taken from what has expired', () => {
    expect(judge([stock, issue(40, 300)], { today: 40 }).usable).toBe(200);
  });
  test('an issue of May is taken from the lot that was good until 31 May', () => {
    const inMay = [
      count(-20, [
        ['A', -1, 500],
        ['B', 300, 500],
      ]),
      issue(-10, 300),
    ];
    expect(judge(inMay, { today: -1 }).usable).toBe(700);
    expect(judge(inMay, { today: 0 }).usable).toBe(500);
  });
  test('writing off 500 as expired leaves the 500 good ones', () => {
    expect(judge([stock, adjust(40, -500, 'expired')], { today: 40 }).usable).toBe(500);
  });
});

describe('hand-over', () => {
  const lines = [count(0, 0), damagedOnArrival(29, 3700, 50)];
  test('3,750 bars on hand are 3,700 usable and 50 kept apart', () => {
    const seen = judge(lines, { today: 29 });
    expect([seen.onHand, seen.usable]).toEqual([3750, 3700]);
  });
  test('counting 3,700 on the shelf the next day changes nothing and is no use', () => {
    const counted = [...lines, count(30, 3700)];
    expect(judge(counted, { today: 30 }).onHand).toBe(3750);
    expect(usedInSpans(counted)).toEqual([0]);
  });
});

describe('mistakes', () => {
  test('a reversed document leaves no trace in any figure', () => {
    const typo = issue(3, 5000);
    const lines = [count(0, 1000), issue(2, 50), count(7, 900)];
    expect(stateAfter([...lines, typo, reverse(typo)])).toEqual(stateAfter(lines));
  });
  test('reversing the second count of a day brings the first one back', () => {
    const first = count(7, 420);
    const second = count(7, 850, { at: '09:00' });
    expect(stateAfter([count(0, 900), first, second, reverse(second)])).toEqual(stateAfter([count(0, 900), first]));
  });
});
