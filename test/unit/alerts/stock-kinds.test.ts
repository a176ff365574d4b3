import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import type { AlertLevel } from '#shared/domain/alerts/alert.ts';
import { assess } from '#shared/domain/alerts/assess.ts';
import type { Condition } from '#shared/domain/alerts/condition.ts';
import { showDay } from '#shared/domain/day.ts';
import { estimateOnHand } from '#shared/domain/stock/estimate.ts';
import type { ItemPosition } from '#shared/domain/stock/facts.ts';
import { lotsOf } from '#shared/domain/stock/position.ts';
import { project } from '#shared/domain/stock/projection.ts';
import { count, FIRST, stateAfter } from '../stock/books.ts';
import { atCover, findings, position, today } from './sample.ts';

const levels = (found: readonly Condition[]) => found.map(({ kind, enters, keeps }) => [kind, enters, keeps]);

/** Day 100 of the books is today. */
const NOW = FIRST + 100;

/** One count of soap, so many days from now, by lots with their last good day from now; used at `adu` a day since. */
function shelf(
  counted: number,
  lots: readonly (readonly [lot: string, expiry: number, quantity: number])[],
  adu: number | null = null,
) {
  const amount = lots.map(([lot, expiry, quantity]) => [lot, 100 + expiry, quantity] as const);
  const state = stateAfter([count(100 + counted, amount)]);
  const rate = adu === null ? null : new Fraction(adu);
  const settled = lotsOf(state);
  const estimated = estimateOnHand(settled, rate, NOW + counted, NOW, 0);
  const { unused } = project({ today: NOW, lots: settled, estimated, adu: rate, arrivals: [] });
  const at = position({ adu: rate, estimatedOnHand: estimated, unused, lastReportDay: NOW + counted });
  return { today: NOW, lastReportDay: NOW, positions: [at], states: new Map([['soap-bar', { value: state, v: 1 }]]) };
}

/** Out on the 30th day from now, next delivery on the 30th, 7 days of safety. */
function projected(changes: Partial<ItemPosition> = {}): ItemPosition {
  return atCover(30, { projectedShort: true, stockOutOn: today + 29, nextDeliveryOn: today + 30, ...changes });
}

describe('a shortage to come', () => {
  it.each([
    ['soap-bar', 'medium'],
    ['mask-medical', 'low'],
    ['ball', 'low'],
  ] as const)('of %s is told at %s', (itemId, level) => {
    const found = assess(findings({ positions: [projected({ itemId })] }));
    expect(levels(found)).toEqual([['shortage', level, level]]);
    expect(found[0]?.facts).toMatchObject({
      status: 'projected',
      projectedShort: true,
      stockOutOn: '2026-12-19',
      nextDeliveryOn: '2026-12-20',
    });
  });

  it('is found of what is overstocked today too', () => {
    expect(levels(assess(findings({ positions: [projected({ status: 'overstocked' })] })))).toEqual([
      ['shortage', 'medium', 'medium'],
    ]);
  });

  it.each([
    ['just beyond the limit', 37, 'medium'],
    ['at 1.15 times the limit', 42, 'medium'],
    ['beyond that', 43, null],
  ] as const)('that has moved %s keeps an open alert as long as it may: %i days', (_what, days, keeps) => {
    const at = projected({ projectedShort: false, coverDays: new Fraction(days), stockOutOn: today + days - 1 });
    expect(levels(assess(findings({ positions: [at] })))).toEqual(keeps === null ? [] : [['shortage', null, keeps]]);
  });

  it('is over when nobody can say when the next delivery comes, or when the shelf is empty', () => {
    const clear = { projectedShort: false };
    expect(assess(findings({ positions: [projected({ ...clear, nextDeliveryOn: null })] }))).toEqual([]);
    expect(assess(findings({ positions: [projected({ ...clear, stockOutOn: null })] }))).toEqual([]);
  });
});

describe('a delivery that lands in time', () => {
  const covered = { deliveryInTime: true };
  it.each([
    ['to come', projected(covered), 'soap-bar', 'low'],
    ['low', atCover(20, covered), 'soap-bar', 'low'],
    ['very low', atCover(5, covered), 'soap-bar', 'medium'],
    ['gone', atCover(0, covered), 'soap-bar', 'critical'],
    ['very low', atCover(5, covered), 'mask-medical', 'low'],
    ['gone', atCover(0, covered), 'mask-medical', 'high'],
    ['very low', atCover(5, covered), 'ball', 'low'],
  ] as const)(
    'makes a shortage that is %s one level milder, but not one that is there',
    (_stage, at, itemId, level) => {
      const found = assess(findings({ positions: [{ ...at, itemId }] }));
      expect(levels(found)).toEqual([['shortage', level, level satisfies AlertLevel]]);
      expect(found[0]?.facts.deliveryInTime).toBe(true);
    },
  );
});

describe('an item that was retired', () => {
  it('is short of nothing and too much of nothing; what expires of it is still told', () => {
    const given = shelf(-1, [['A', 30, 500]]);
    const positions = given.positions.map((at) => ({ ...at, status: 'overstocked' as const, projectedShort: true }));
    expect(levels(assess(findings({ ...given, positions, criticality: new Map() })))).toEqual([
      ['expiring', 'medium', 'medium'],
    ]);
    expect(assess(findings({ positions: [atCover(0)], criticality: new Map() }))).toEqual([]);
  });
});

describe('overstock', () => {
  const unused = [{ lot: 'A', expiry: today + 200, quantity: 60 }];
  const plenty = position({ status: 'overstocked', coverDays: new Fraction(120) });
  const short = { shortElsewhere: new Set(['soap-bar']) };

  it('alone is nothing to tell', () => {
    expect(assess(findings({ positions: [plenty], shortElsewhere: new Set(['ball']) }))).toEqual([]);
  });

  it('is told where it will expire, or a sister facility is short', () => {
    const expires = assess(findings({ positions: [{ ...plenty, unused }] }));
    expect(levels(expires)).toEqual([['overstock', 'low', 'low']]);
    expect(expires[0]?.facts).toMatchObject({
      coverDays: 120,
      usable: 400,
      adu: 10,
      unused: 60,
      shortElsewhere: false,
    });
    expect(levels(assess(findings({ positions: [plenty], ...short })))).toEqual([['overstock', 'low', 'low']]);
  });

  it('ends when the item would be ordered again, or the reason is gone', () => {
    const less = { ...plenty, status: 'adequate' as const };
    expect(levels(assess(findings({ positions: [less], ...short })))).toEqual([['overstock', null, 'low']]);
    expect(assess(findings({ positions: [{ ...less, suggestedQuantity: 25 }], ...short }))).toEqual([]);
    expect(assess(findings({ positions: [less] }))).toEqual([]);
  });

  it.each(['unknown', 'count-needed'] as const)('is neither found nor ended where the status is %s', (status) => {
    const found = assess(findings({ positions: [{ ...plenty, status }], ...short }));
    expect(found.filter(({ kind }) => kind === 'overstock')).toMatchObject([{ enters: null, keeps: 'as-is' }]);
  });
});

describe('what expires', () => {
  const kinds = (found: readonly Condition[], kind: string) => found.filter((one) => one.kind === kind);

  it.each([
    ['in 90 days, and nobody uses it', 90, 500, null, 500],
    ['in 91 days', 91, 500, null, null],
    ['and will be used before', 60, 500, 10, null],
    ['and will be used in part', 39, 500, 10, 100],
    ['today', 0, 500, null, 500],
  ] as const)('%s', (_what, expiry, quantity, adu, unused) => {
    const found = kinds(assess(findings(shelf(0, [['A', expiry, quantity]], adu))), 'expiring');
    expect(found.map(({ enters, facts }) => [enters, facts.unused, facts.lot])).toEqual(
      unused === null ? [] : [['medium', unused, 'A']],
    );
  });

  it('names the soonest day and the sum of several lots', () => {
    const lots = [
      ['A', 20, 30],
      ['B', 10, 30],
      ['C', 200, 30],
    ] as const;
    expect(kinds(assess(findings(shelf(0, lots))), 'expiring')).toMatchObject([
      { facts: { lot: null, lots: 2, expiresOn: showDay(NOW + 10), unused: 60, quantity: 60 } },
    ]);
  });

  it.each([
    ['counted after its date', 0, -1, null, 500],
    ['gone bad since the last count', -3, -2, null, 500],
    ['gone bad since, and used up before', -30, -2, 100, null],
    ['gone bad since, and used in part', -3, -2, 100, 300],
    ['good today for the last time', 0, 0, null, null],
  ] as const)('%s stands on the shelf', (_what, counted, expiry, adu, left) => {
    const found = kinds(assess(findings(shelf(counted, [['A', expiry, 500]], adu))), 'expired');
    expect(found.map(({ enters, facts }) => [enters, facts.quantity, facts.lot])).toEqual(
      left === null ? [] : [['low', left, 'A']],
    );
  });

  it('stays as it was where nobody has reported for long', () => {
    const given = shelf(-30, [['A', 1, 500]]);
    const found = assess(
      findings({ ...given, positions: given.positions.map((at) => ({ ...at, status: 'unknown' })) }),
    );
    expect(found.map(({ kind, enters, keeps }) => [kind, enters, keeps])).toEqual([
      ['shortage', null, 'as-is'],
      ['overstock', null, 'as-is'],
      ['expiring', null, 'as-is'],
      ['expired', null, 'as-is'],
    ]);
  });
});

describe('a count that somebody should look at again', () => {
  const { states } = shelf(-2, [['A', 400, 36585]]);
  it.each([
    ['implausible-report', { implausible: true, conflict: false }, 'medium', { quantity: 36585 }],
    ['count-conflict', { implausible: false, conflict: true }, 'low', { second: 36585 }],
  ] as const)('is told as %s until the next one', (kind, anchorFlags, level, facts) => {
    const found = assess(findings({ positions: [position({ anchorFlags })], states }));
    expect(levels(found)).toEqual([[kind, level, level]]);
    expect(found[0]?.facts).toMatchObject({ itemId: 'soap-bar', reportedOn: showDay(NOW - 2), ...facts });
    expect(assess(findings({ states }))).toEqual([]);
  });
});
