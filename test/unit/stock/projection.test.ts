import * as fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { HORIZON_DAYS, type Outlook, project } from '#shared/domain/stock/projection.ts';
import { dayByDay } from './naive-projection.ts';

const today = 20_605;

type Lot = readonly [lot: string | null, expiresIn: number | null, quantity: number];

/** `lots` by days until their last good day, `arrivals` by days from today. */
function ahead(
  lots: readonly Lot[],
  adu: number | null,
  { arrivals = [], estimated }: { arrivals?: readonly (readonly [number, number])[]; estimated?: number } = {},
) {
  const outlook: Outlook = {
    today,
    lots: lots.map(([lot, days, quantity]) => ({
      lot,
      expiry: days === null ? null : today + days,
      quantity,
      held: 0,
    })),
    estimated: new Fraction(
      estimated ?? lots.filter(([, days]) => days === null || days >= 0).reduce((sum, [, , units]) => sum + units, 0),
    ),
    adu: adu === null ? null : new Fraction(adu),
    arrivals: arrivals.map(([days, quantity]) => ({ on: today + days, quantity })),
  };
  const { stockOutOn, unused, landings } = project(outlook);
  return {
    out: stockOutOn === null ? null : stockOutOn - today,
    unused: unused.map(({ lot, expiry, quantity }) => [lot, expiry - today, quantity]),
    landings: landings.map(({ on, held, coverDays }) => [on - today, held.valueOf(), coverDays.valueOf()]),
  };
}

describe('the day on which the shelf is empty', () => {
  test.each([
    { story: '100 at 10 a day last through the tenth day, today being the first', units: 100, adu: 10, out: 9 },
    { story: '101 at 10 a day leave a unit for an eleventh day', units: 101, adu: 10, out: 10 },
    { story: 'less than a day of stock is gone by tonight', units: 3, adu: 10, out: 0 },
    { story: 'nothing at all is nothing by tonight', units: 0, adu: 10, out: 0 },
    { story: 'half a unit a day makes 3 last six days', units: 3, adu: 0.5, out: 5 },
    { story: 'what lasts beyond the horizon is not dated', units: 4001, adu: 10, out: null },
    { story: 'what lasts to the horizon and no further is', units: 4000, adu: 10, out: HORIZON_DAYS - 1 },
    { story: 'without use nothing runs out', units: 10, adu: 0, out: null },
    { story: 'without a known use nobody can say', units: 10, adu: null, out: null },
  ])('$story', ({ units, adu, out }) => {
    expect(ahead([[null, null, units]], adu).out).toBe(out);
  });

  test('a lot is good through its last day, and gone on the next', () => {
    expect(ahead([['A', 4, 1000]], 10)).toMatchObject({ out: 5, unused: [['A', 4, 950]] });
  });

  test('use goes by the estimate: what was used unrecorded came from the lot that expires first', () => {
    const lots: Lot[] = [
      ['A', 4, 60],
      ['B', 30, 100],
    ];
    expect(ahead(lots, 10, { estimated: 110 })).toMatchObject({ out: 10, unused: [] });
    expect(ahead(lots, 10)).toMatchObject({ out: 14, unused: [['A', 4, 10]] });
  });
});

describe('what will expire before it can be used', () => {
  test('first-expired first: each lot is used until its last day, the rest of it stays', () => {
    const lots: Lot[] = [
      ['C', 100, 500],
      ['A', 9, 150],
      ['B', 19, 120],
    ];
    expect(ahead(lots, 10)).toMatchObject({
      unused: [
        ['A', 9, 50],
        ['B', 19, 20],
      ],
      out: 69,
    });
  });

  test('a part of a unit that stays is not counted', () => {
    expect(ahead([['A', 2, 10]], 3.2).unused).toEqual([]);
    expect(ahead([['A', 2, 10]], 2.9).unused).toEqual([['A', 2, 1]]);
  });

  test('without use it is everything that expires within the horizon, and what has expired already is not told again', () => {
    const lots: Lot[] = [
      ['GONE', -1, 7],
      ['A', 0, 5],
      ['B', HORIZON_DAYS - 1, 6],
      ['C', HORIZON_DAYS, 8],
      [null, null, 9],
    ];
    const unused = [
      ['A', 0, 5],
      ['B', HORIZON_DAYS - 1, 6],
    ];
    expect(ahead(lots, null).unused).toEqual(unused);
    expect(ahead(lots, 0).unused).toEqual(unused);
  });
});

describe('what is on its way', () => {
  test('a delivery that lands before the shelf is empty puts the day off', () => {
    expect(ahead([[null, null, 100]], 10, { arrivals: [[8, 50]] })).toEqual({
      out: 14,
      unused: [],
      landings: [[8, 70, 7]],
    });
  });

  test('the day after is too late, and what comes then is not counted', () => {
    expect(ahead([[null, null, 100]], 10, { arrivals: [[10, 500]] })).toMatchObject({ out: 9, landings: [] });
  });

  test('deliveries of one day land together, one of the past does not land at all', () => {
    const arrivals = [
      [3, 20],
      [3, 10],
      [-1, 900],
    ] as const;
    expect(ahead([[null, null, 100]], 10, { arrivals })).toMatchObject({ out: 12, landings: [[3, 100, 10]] });
  });

  test('it saves no lot from expiring: dated stock is used first', () => {
    expect(ahead([['A', 9, 150]], 10, { arrivals: [[2, 1000]] })).toMatchObject({ unused: [['A', 9, 50]], out: 109 });
  });
});

const outlooks: fc.Arbitrary<Outlook> = fc
  .record({
    lots: fc.array(
      fc.record({
        lot: fc.constantFrom(null, 'A', 'B', 'C', 'D'),
        expiry: fc.option(
          fc.integer({ min: -3, max: 420 }).map((days) => today + days),
          { nil: null, freq: 4 },
        ),
        quantity: fc.integer({ min: -20, max: 900 }),
        held: fc.constant(0),
      }),
      { maxLength: 6 },
    ),
    part: fc.tuple(fc.integer({ min: 0, max: 97 }), fc.constant(97)),
    adu: fc.oneof(
      fc.constant(null),
      fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 91 })).map(([n, d]) => new Fraction(n, d)),
    ),
    arrivals: fc.array(
      fc.record({
        on: fc.integer({ min: -5, max: 420 }).map((days) => today + days),
        quantity: fc.integer({ min: 1, max: 900 }),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ lots, part: [n, d], adu, arrivals }) => {
    const distinct = lots.filter((lot, index) => lots.findIndex((other) => other.lot === lot.lot) === index);
    const good = distinct
      .filter((lot) => lot.quantity > 0 && (lot.expiry === null || lot.expiry >= today))
      .reduce((sum, lot) => sum + lot.quantity, 0);
    return { today, lots: distinct, estimated: new Fraction(good * n, d), adu, arrivals };
  });

test('going from one turning day to the next finds what going day by day finds', () => {
  fc.assert(
    fc.property(outlooks, (outlook) => {
      const { stockOutOn, unused, landings } = project(outlook);
      const naive = dayByDay(outlook);
      expect(stockOutOn).toBe(naive.stockOutOn);
      expect(unused).toEqual(naive.unused);
      if (outlook.adu !== null && outlook.adu.compare(0) > 0)
        expect(landings.map(({ on }) => on)).toEqual(naive.landed);
    }),
    { numRuns: 300 },
  );
});

test('two hundred items with six lots and four deliveries each look 400 days ahead in well under 100 ms', () => {
  const sample = fc.sample(outlooks, { numRuns: 200, seed: 1 });
  const run = () => {
    const start = performance.now();
    for (const outlook of sample) project(outlook);
    return performance.now() - start;
  };
  expect(Math.min(run(), run(), run())).toBeLessThan(50);
});
