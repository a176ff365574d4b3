import { describe, expect, test } from 'vitest';
import type { LedgerLine } from '#shared/domain/stock/ledger.ts';
import {
  adjust,
  count,
  damagedOnArrival,
  FIRST,
  flagsOf,
  issue,
  judge,
  receipt,
  rounded,
  stateAfter,
  weekly,
} from './books.ts';

const movements = { bookkeeping: 'movements' } as const;
const daily = (from: number, to: number, perDay: number): LedgerLine[] =>
  Array.from({ length: to - from + 1 }, (_, index) => issue(from + index, perDay));

describe('books by movements', () => {
  test('issues of every day are the rate of use', () => {
    const seen = judge([count(0, 1000, movements), ...daily(1, 19, 10)], { today: 19, ...movements });
    expect([rounded(seen.adu, 2), seen.basis]).toEqual([9.5, 'long']);
    expect(seen.onHand).toBe(810);
  });
  test('days before the switch are cut off a stretch without movements that reaches across it', () => {
    const lines = [count(-4, 10000), issue(19, 100), issue(29, 100), receipt(5, 1), receipt(12, 1)];
    const seen = judge(lines, { today: 29, since: 0, ...movements });
    expect(rounded(seen.adu, 2)).toBe(6.67);
  });
  test('a silence of more than two report intervals says nothing about use', () => {
    const lines = [count(0, 1000, movements), ...daily(0, 13, 10), ...daily(34, 47, 10)];
    expect(rounded(judge(lines, { today: 47, ...movements }).adu)).toBe(10);
  });
  test('a silence of two report intervals is days without use', () => {
    const lines = [count(0, 1000, movements), ...daily(0, 13, 10), ...daily(27, 40, 10)];
    expect(rounded(judge(lines, { today: 40, ...movements }).adu, 2)).toBe(6.83);
  });
  test('days on which nothing was there from start to end do not count', () => {
    const lines = [count(0, 100, movements), ...daily(0, 9, 10), receipt(20, 100), ...daily(21, 29, 10)];
    const seen = judge(lines, { today: 29, ...movements });
    expect(rounded(seen.adu, 2)).toBe(9.5);
  });
  test('a difference at a count is flagged and no use', () => {
    const lines = [count(0, 1000, movements), issue(3, 50), count(14, 900, movements)];
    expect(rounded(judge(lines, { today: 14, ...movements }).adu, 2)).toBe(3.33);
    expect(flagsOf(lines)).toMatchObject([{ code: 'discrepancy', detail: { difference: -50 } }]);
    expect(judge(lines, { today: 14, ...movements }).onHand).toBe(900);
  });
  test('a difference that the count line calls used is use, and no discrepancy', () => {
    const lines = [count(0, 1000, movements), issue(3, 50), count(14, 900, { ...movements, difference: 'used' })];
    expect(rounded(judge(lines, { today: 14, ...movements }).adu, 2)).toBe(6.67);
    expect(flagsOf(lines)).toEqual([]);
  });
  test('a surplus stays a discrepancy whatever the line says', () => {
    const lines = [count(0, 1000, movements), count(14, 1100, { ...movements, difference: 'used' })];
    expect(flagsOf(lines)).toMatchObject([{ code: 'discrepancy', detail: { difference: 100 } }]);
  });
  test('any document of the facility is a report, and a span between a count of each kind is judged as counts', () => {
    const lines = [count(0, 1000), count(30, 700, movements)];
    expect(stateAfter(lines).segments).toMatchObject([{ kind: 'span', used: 300 }]);
    const seen = judge([...lines, issue(50, 1)], { today: 52, since: 25, ...movements });
    expect((seen.lastReportDay ?? 0) - FIRST).toBe(50);
    expect(seen.stale).toBe(false);
  });
  test('three days of issues far above the average are a surge', () => {
    const lines = [count(0, 9000, movements), ...daily(1, 80, 10), ...daily(81, 90, 60)];
    const seen = judge(lines, { today: 90, ...movements });
    expect([seen.basis, rounded(seen.adu, 1)]).toEqual(['recent', 45.7]);
  });
});

describe('books by counts', () => {
  test('use is never less than the issues recorded, also where the count is a little above the book', () => {
    expect(stateAfter([count(0, 1000), issue(3, 100), count(7, 920)]).segments[0]?.used).toBe(100);
  });
  test('a small gain without issues is netted against its neighbours', () => {
    const lines = [count(0, 1000), count(7, 900), count(14, 940), count(21, 840)];
    expect(stateAfter(lines).segments.map((span) => span.used)).toEqual([100, -40, 100]);
    expect(rounded(judge(lines, { today: 21 }).adu, 2)).toBe(7.62);
  });
  test.each([
    [1050, false],
    [1051, true],
  ])('a gain from 1,000 to %i is unexplained: %s', (counted, flagged) => {
    const codes = flagsOf([count(0, 1000), count(7, counted)]).map((flag) => flag.code);
    expect(codes).toEqual(flagged ? ['unexplained-gain'] : []);
  });
  test('what was returned or found never lowers use', () => {
    const lines = [count(0, 1000), adjust(2, 50, 'returned'), adjust(3, 50, 'found'), count(7, 900)];
    expect(stateAfter(lines).segments[0]?.used).toBe(200);
  });
  test('nothing was there until the delivery of day 3: the days before it do not count', () => {
    const lines = [count(0, 0), receipt(3, 700), count(10, 350)];
    expect(stateAfter(lines).segments[0]).toMatchObject({ used: 350, daysOut: 3 });
  });
  test('days without stock at the start and since a later day add up, and none is counted twice', () => {
    const span = (outSince: number) =>
      stateAfter([count(0, 0), receipt(3, 700), count(10, 0, { outSince })]).segments[0]?.daysOut;
    expect([span(6), span(1)]).toEqual([7, 3]);
    expect(stateAfter([count(0, 500), count(10, 0, { outSince: 6 })]).segments[0]).toMatchObject({
      daysOut: 4,
      mark: null,
    });
  });
  test('a span with an unexplained gain says nothing about use', () => {
    const lines = [...weekly(0, 14, 1000, 10), count(21, 2000), count(28, 1930)];
    expect(rounded(judge(lines, { today: 28 }).adu)).toBe(10);
  });
  test('a surge of less than a pack is none', () => {
    const lines = [...weekly(0, 70, 1000, 1), count(77, 928), count(84, 926)];
    const more = [...weekly(0, 70, 1000, 1), count(77, 919), count(84, 877)];
    expect([judge(lines, { today: 84 }).basis, judge(more, { today: 84 }).basis]).toEqual(['long', 'recent']);
    expect(judge(more, { today: 84, item: { packs: [{ name: 'box', size: 40 }] } }).basis).toBe('long');
  });
  test('ten days with stock are enough for an average, nine are not', () => {
    const basis = (last: number) => judge([count(0, 100), count(5, 90), count(last, 80)], { today: last }).basis;
    expect([basis(10), basis(9)]).toEqual(['long', 'last-known']);
  });
  test('a span keeps at least one day with stock where something was used', () => {
    expect(stateAfter([count(0, 10), count(7, 0, { daysOut: 60 })]).segments[0]).toMatchObject({ daysOut: 6 });
  });
  test('two spans and ten days with stock make an average, one span alone is what was last known', () => {
    expect(judge(weekly(0, 14, 1000, 10), { today: 14 }).basis).toBe('long');
    expect(judge([count(0, 1000), count(60, 400)], { today: 60 }).basis).toBe('last-known');
    expect(judge(weekly(0, 8, 1000, 10), { today: 7 }).basis).toBe('last-known');
  });
  test('a span that the window cuts counts in proportion', () => {
    // 100 days at 10 a day, then 40 days at 20 a day: of the first span 50 days lie in the window.
    const lines = [count(0, 5000), count(100, 4000), count(140, 3200)];
    expect(rounded(judge(lines, { today: 140 }).adu, 3)).toBe(14.444);
  });
  test('the norm goes before what was last known in the first four weeks, and after it from then on', () => {
    const item = { norms: { held: 0.1 } };
    const headCount = { held: 300 };
    expect(judge([count(0, 1000), count(7, 930)], { today: 7, item, headCount }).basis).toBe('norm');
    const long = [count(0, 1000), count(28, 720)];
    expect([judge(long, { today: 28, item, headCount }).basis, judge(long, { today: 28 }).basis]).toEqual([
      'last-known',
      'last-known',
    ]);
  });
});

describe('status', () => {
  const at = (stock: number, today = 21, extra = {}) =>
    judge(weekly(0, 21, stock + 840, 40), { today, ...extra }).status;
  test.each([
    [0, 'out'],
    [279, 'emergency'],
    [280, 'low'],
    [839, 'low'],
    [840, 'adequate'],
    [3600, 'adequate'],
    [3601, 'overstocked'],
  ])('%i at 40 a day is %s', (stock, status) => expect(at(stock)).toBe(status));
  test('an estimate of nothing is an emergency, never out', () => {
    expect(at(400, 34)).toBe('emergency');
  });
  test('out stays out however long nobody reports', () => {
    expect(at(0, 200)).toBe('out');
  });
  test('silent for two report intervals is still judged, a day longer is unknown', () => {
    expect([at(3600, 35), at(3600, 36)]).toEqual(['adequate', 'unknown']);
  });
  test('figures are stale once they are older than one report interval', () => {
    const lines = weekly(0, 21, 4440, 40);
    expect([judge(lines, { today: 28 }).stale, judge(lines, { today: 29 }).stale]).toEqual([false, true]);
  });
  test('all of it expired or kept apart is out', () => {
    expect(judge([count(0, [['A', 5, 100]])], { today: 6 }).status).toBe('out');
    expect(judge([count(0, 0), damagedOnArrival(1, 0, 50)], { today: 2 }).status).toBe('out');
  });
  test('without a rate there is no cover and no shortage', () => {
    const seen = judge([count(0, 100)], { today: 3 });
    expect([seen.status, seen.coverDays, seen.suggestedQuantity]).toEqual(['no-data', null, null]);
  });
  test('an item that nobody uses has no cover, never an infinite one', () => {
    const seen = judge(weekly(0, 28, 100, 0), { today: 28 });
    expect([seen.adu?.valueOf(), seen.coverDays, seen.status]).toEqual([0, null, 'no-data']);
  });
  test('fixed quantities judge instead of days where a lead set them', () => {
    const levels = { minQuantity: 1000, emergencyQuantity: 300, maxQuantity: 2000 };
    expect([299, 300, 999, 1000, 2001].map((stock) => at(stock, 21, { levels }))).toEqual([
      'emergency',
      'low',
      'low',
      'adequate',
      'overstocked',
    ]);
  });
});

describe('required quantities', () => {
  test('so many per person: up to whole units, whatever was used', () => {
    const setting = {
      today: 5,
      item: { planning: 'per-person', norms: { staff: 1.5 } } as const,
      headCount: { staff: 121 },
    };
    const seen = judge([count(0, 100)], setting);
    expect([seen.requiredQuantity, seen.status, seen.suggestedQuantity, seen.adu]).toEqual([182, 'low', 100, null]);
    expect(judge([count(0, 182)], setting).status).toBe('adequate');
  });
  test('without a head count nobody can say', () => {
    const seen = judge([count(0, 100)], { today: 5, item: { planning: 'per-person', norms: { staff: 2 } } });
    expect([seen.requiredQuantity, seen.status]).toEqual([null, 'no-data']);
  });
  test('a fixed number, from the item or from a nearer level', () => {
    const item = { planning: 'fixed', requiredQuantity: 10, packs: [] } as const;
    expect(judge([count(0, 9)], { today: 5, item })).toMatchObject({ status: 'low', suggestedQuantity: 1 });
    expect(judge([count(0, 9)], { today: 5, item, levels: { requiredQuantity: 9 } }).status).toBe('adequate');
    expect(judge([count(0, 9)], { today: 5, item, inTransit: 1 }).suggestedQuantity).toBe(0);
  });
});

describe('suggested quantity', () => {
  test('whole first packs, less what is there and on its way', () => {
    // 40 a day for 14 + 7 + 30 days are 2,040.
    const lines = weekly(0, 21, 300 + 840, 40);
    expect(judge(lines, { today: 21 }).suggestedQuantity).toBe(1750);
    expect(judge(lines, { today: 21, inTransit: 1740 }).suggestedQuantity).toBe(0);
    expect(judge(lines, { today: 21, inTransit: 1739 }).suggestedQuantity).toBe(25);
    expect(judge(lines, { today: 21, item: { packs: [] } }).suggestedQuantity).toBe(1740);
  });
  test('is none of what a lead says is not stocked there', () => {
    const seen = judge(weekly(0, 21, 300 + 840, 40), { today: 21, notStocked: true });
    expect([seen.status, seen.suggestedQuantity]).toEqual(['not-stocked', null]);
  });
});

describe('lots', () => {
  test('another expiry for a known lot: the later word holds, and is flagged', () => {
    const lines = [count(0, [['A', 100, 50]]), receipt(3, [['A', 130, 20]])];
    expect(stateAfter(lines).lots).toMatchObject([{ lot: 'A', expiry: FIRST + 130, quantity: 70 }]);
    expect(flagsOf(lines)).toMatchObject([{ code: 'expiry-conflict' }]);
  });
  test('lines of one item add up, and a line without a lot beside lots is stock without a lot', () => {
    const lines = [
      count(0, [
        ['A', 100, 50],
        ['A', 100, 25],
        [null, null, 10],
      ]),
    ];
    expect(stateAfter(lines).lots).toMatchObject([
      { lot: null, quantity: 10 },
      { lot: 'A', quantity: 75 },
    ]);
  });
  test('a total above the book: the rest is stock without a lot', () => {
    const lines = [count(0, [['A', 100, 50]]), count(7, 52)];
    expect(stateAfter(lines).lots).toMatchObject([
      { lot: null, quantity: 2 },
      { lot: 'A', quantity: 50 },
    ]);
  });
});
