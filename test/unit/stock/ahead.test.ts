import { describe, expect, test } from 'vitest';
import type { LedgerLine } from '#shared/domain/stock/ledger.ts';
import { count, FIRST, issue, judge, receipt, rounded, type Setting, weekly } from './books.ts';

/** 100 a day, and on day 70 so many left; counted on that day. */
const hundredADay = (left: number) => weekly(0, 70, left + 7000, 100);
const ahead = (lines: readonly LedgerLine[], setting: Partial<Setting> = {}) => {
  const seen = judge(lines, { today: 70, ...setting });
  const story = (day: number | null) => (day === null ? null : day - FIRST);
  return {
    ...seen,
    out: story(seen.stockOutOn),
    next: story(seen.nextDeliveryOn),
    landing: seen.landing && [story(seen.landing.on), rounded(seen.landing.coverDays)],
    unused: seen.unused.map(({ lot, expiry, quantity }) => [lot, story(expiry), quantity]),
    cover: rounded(seen.coverDays),
    rate: rounded(seen.adu, 2),
  };
};

describe('looking ahead', () => {
  test('2,500 at 100 a day are gone by the evening of the twenty-fifth day', () => {
    expect(ahead(hundredADay(2500))).toMatchObject({ status: 'adequate', cover: 25, out: 94, unused: [] });
  });

  test('it starts from the estimate: a week of silence is a week of use', () => {
    expect(ahead(hundredADay(2500), { today: 77 })).toMatchObject({ cover: 18, out: 94 });
  });

  test('what was never recorded, and books below zero, are not looked ahead', () => {
    const item = { norms: { held: 0.1 } };
    expect(ahead([], { item, held: [[0, 100]] })).toMatchObject({ status: 'no-data', out: null, unused: [] });
    expect(ahead([issue(60, 40), issue(69, 1)])).toMatchObject({ status: 'count-needed', out: null });
  });

  test('too much of a lot expires: overstocked today, and gone sooner than its cover says', () => {
    const lots = (good: number) =>
      [
        ['A', 90, 2000],
        ['B', 110, 8000],
        ['C', null, good],
      ] as const;
    const lines = [...hundredADay(0).slice(0, -1), receipt(69, [...lots(3000)]), count(70, [...lots(3000)])];
    expect(ahead(lines, { levels: { maxCoverDays: 60 } })).toMatchObject({
      status: 'overstocked',
      unused: [['B', 110, 5900]],
      out: 140,
    });
  });

  test('lots that nobody may use are on hand, and neither usable nor counted on', () => {
    const lots = [
      ['A', 300, 1500],
      ['B', 300, 1000],
    ] as const;
    const lines = [...hundredADay(2500).slice(0, -1), count(70, [...lots])];
    expect(ahead(lines)).toMatchObject({ usable: 2500, status: 'adequate', out: 94 });
    const blocked = ahead(lines, { blocked: ['A'] });
    expect(blocked).toMatchObject({ onHand: 2500, usable: 1000, status: 'low', out: 79 });
    expect(ahead(lines, { blocked: ['A', 'B'] })).toMatchObject({ onHand: 2500, usable: 0, status: 'out', out: 70 });
  });
});

describe('deliveries on their way', () => {
  test('one that lands in time puts the day off and lifts the item back above its limit', () => {
    const seen = ahead(hundredADay(1000), { arrivals: [[75, 2000]] });
    expect(seen).toMatchObject({ status: 'low', out: 99, landing: [75, 25], deliveryInTime: true });
  });

  test('one that lands in time with too little does not', () => {
    const seen = ahead(hundredADay(1000), { arrivals: [[75, 400]] });
    expect(seen).toMatchObject({ out: 83, landing: [75, 9], deliveryInTime: false });
  });

  test('two that are enough together do', () => {
    const arrivals = [
      [75, 400],
      [78, 1600],
    ] as const;
    expect(ahead(hundredADay(1000), { arrivals })).toMatchObject({ landing: [75, 9], deliveryInTime: true });
  });

  test('one that lands on the morning after is too late', () => {
    expect(ahead(hundredADay(1000), { arrivals: [[80, 9000]] })).toMatchObject({
      out: 79,
      landing: null,
      deliveryInTime: false,
    });
  });

  test('where units are the limit, it is held against units', () => {
    const levels = { minQuantity: 2000 };
    expect(ahead(hundredADay(1500), { levels, arrivals: [[75, 900]] }).deliveryInTime).toBe(false);
    expect(ahead(hundredADay(1500), { levels, arrivals: [[75, 1000]] }).deliveryInTime).toBe(true);
  });
});

describe('short before the next delivery', () => {
  const adequate = hundredADay(2500);
  test.each([
    { story: 'nobody knows when the next delivery comes', setting: {}, next: null, short: false },
    { story: 'it comes in 18 days: seven are left as safety', setting: { nextDeliveryOn: 88 }, next: 88, short: false },
    { story: 'it comes a day later: not enough for safety', setting: { nextDeliveryOn: 89 }, next: 89, short: true },
    { story: 'the day that was named is over', setting: { nextDeliveryOn: 69 }, next: null, short: false },
    {
      story: 'a delivery lands before that',
      setting: { nextDeliveryOn: 95, arrivals: [[80, 900]] },
      next: 95,
      short: false,
    },
  ] satisfies { story: string; setting: Partial<Setting>; next: number | null; short: boolean }[])(
    '$story',
    ({ setting, next, short }) => {
      expect(ahead(adequate, setting)).toMatchObject({ status: 'adequate', next, projectedShort: short });
    },
  );

  test('the rhythm is the last receipt and an order interval; a missed one goes on', () => {
    const received = (day: number) => [...adequate, receipt(day, 1, '07:00')];
    expect(ahead(received(60))).toMatchObject({ next: 90, projectedShort: true });
    expect(ahead(received(45))).toMatchObject({ next: 75, projectedShort: false });
    expect(ahead(received(40))).toMatchObject({ next: 70, projectedShort: false });
    expect(ahead(received(39))).toMatchObject({ next: 99, projectedShort: true });
    expect(ahead(received(60), { levels: { orderIntervalDays: 15 } })).toMatchObject({ next: 75 });
  });

  test('what is low already is not projected to be', () => {
    expect(ahead(hundredADay(1500), { nextDeliveryOn: 100 })).toMatchObject({ status: 'low', projectedShort: false });
  });
});

describe('a surge that a lead has dated', () => {
  test('multiplies measured use: 40 days become 20, and low', () => {
    expect(ahead(hundredADay(4000))).toMatchObject({ cover: 40, status: 'adequate', surge: null });
    const seen = ahead(hundredADay(4000), { surge: 2 });
    expect(seen).toMatchObject({ basis: 'long', rate: 200, cover: 20, status: 'low', out: 89 });
    expect(rounded(seen.surge)).toBe(2);
  });

  test('multiplies the norm too, and the cover by norm beside', () => {
    const setting = { item: { norms: { held: 0.1 } }, held: [[0, 100]], surge: 3 } as const;
    const seen = ahead([count(70, 900)], setting);
    expect(seen).toMatchObject({ basis: 'norm', rate: 30, cover: 30 });
    expect(rounded(seen.coverByNorm)).toBe(30);
  });

  test('is not shown where there is no rate for it to act on', () => {
    expect(ahead([count(70, 900)], { surge: 3 })).toMatchObject({ status: 'no-data', adu: null, surge: null });
  });

  test('does not act on required quantities', () => {
    const item = { planning: 'per-person', norms: { held: 0.1 } } as const;
    expect(ahead([count(70, 9)], { item, held: [[0, 100]], surge: 3 })).toMatchObject({
      requiredQuantity: 10,
      surge: null,
    });
  });
});

describe('use per person', () => {
  const item = { norms: { held: 0.033 } };

  test('950 held become 475: soap for 19 days by the old rate is 38 days', () => {
    const seen = ahead(hundredADay(1900), {
      item,
      held: [
        [0, 950],
        [70, 475],
      ],
    });
    expect(seen).toMatchObject({ basis: 'long', rate: 50, cover: 38, status: 'adequate', fromHeads: true });
    expect(rounded(seen.scaledBy)).toBe(0.5);
    expect(ahead(hundredADay(1900), { item, held: [[0, 950]] })).toMatchObject({ cover: 19, scaledBy: null });
  });

  test('a measured rate that follows nobody tells nothing of how many people are there', () => {
    expect(
      ahead(hundredADay(1900), {
        item,
        held: [
          [0, 950],
          [70, 900],
        ],
      }),
    ).toMatchObject({ rate: 100, fromHeads: false });
    expect(ahead([count(70, 900)], { item, held: [[0, 950]] })).toMatchObject({ basis: 'norm', fromHeads: true });
  });

  test('what was last known is scaled from the people of the months in which it was measured', () => {
    const lines = [
      count(0, 5000),
      count(30, 2000),
      count(40, 1000),
      count(200, 0, { daysOut: 160 }),
      receipt(200, 900),
    ];
    const seen = ahead(lines, {
      today: 200,
      item,
      held: [
        [0, 1000],
        [190, 500],
      ],
    });
    expect(seen.basis).toBe('last-known');
    expect(rounded(seen.scaledBy, 3)).toBe(0.513);
  });
});
