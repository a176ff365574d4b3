import { describe, expect, test } from 'vitest';
import type { FacilityKind } from '#shared/domain/facilities/facility.ts';
import { effectiveLevels, type LevelSet, type LevelSources, levelConflicts } from '#shared/domain/stock/levels.ts';

const prison = (sources: Omit<LevelSources, 'kind'> = {}) => effectiveLevels({ kind: 'prison', ...sources });

describe('levels in effect', () => {
  test.each<[FacilityKind, number[]]>([
    ['prison', [14, 7, 30, 7, 90, 7]],
    ['remand-centre', [14, 7, 30, 7, 90, 7]],
    ['store', [90, 45, 90, 30, 225, 7]],
  ])('nothing set at a %s', (kind, expected) => {
    const levels = effectiveLevels({ kind });
    const { leadTimeDays, safetyDays, orderIntervalDays, emergencyLeadDays, maxCoverDays, reportEveryDays } = levels;
    expect([leadTimeDays, safetyDays, orderIntervalDays, emergencyLeadDays, maxCoverDays, reportEveryDays]).toEqual(
      expected,
    );
    expect([levels.minQuantity, levels.maxQuantity, levels.emergencyQuantity, levels.requiredQuantity]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(levels.fitted).toEqual([]);
  });
  test('the nearest one wins: country, kind in the country, facility, item', () => {
    const sources = {
      country: { leadTimeDays: 20 },
      countryKind: { leadTimeDays: 21 },
      facility: { leadTimeDays: 22 },
    };
    expect(prison({ country: sources.country }).leadTimeDays).toBe(20);
    expect(prison({ country: sources.country, countryKind: sources.countryKind }).leadTimeDays).toBe(21);
    expect(prison(sources).leadTimeDays).toBe(22);
    expect(prison({ ...sources, item: { leadTimeDays: 23 } }).leadTimeDays).toBe(23);
  });
  test('0 is "not set": it inherits, and is never a limit of nothing', () => {
    expect(prison({ country: { safetyDays: 10 }, item: { safetyDays: 0, minQuantity: 0 } })).toMatchObject({
      safetyDays: 10,
      minQuantity: null,
    });
  });
});

describe('inherited levels that contradict a nearer one', () => {
  test.each<[string, Omit<LevelSources, 'kind'>, object]>([
    [
      'a longer lead time raises the maximum above it',
      { item: { leadTimeDays: 120 } },
      { maxCoverDays: 127, emergencyLeadDays: 7, fitted: ['maxCoverDays'] },
    ],
    [
      'a very short lead time lowers the emergency below it',
      { item: { leadTimeDays: 2, safetyDays: 1 } },
      { emergencyLeadDays: 2, fitted: ['emergencyLeadDays'] },
    ],
    [
      'a facility whose emergency lead outgrew its country gets more safety stock',
      { country: { leadTimeDays: 5, safetyDays: 5 }, facility: { emergencyLeadDays: 15 } },
      { safetyDays: 11, emergencyLeadDays: 15, fitted: ['safetyDays'] },
    ],
    [
      'safety stock that was raised raises the maximum too',
      { country: { maxCoverDays: 40 }, facility: { emergencyLeadDays: 60 } },
      { safetyDays: 47, maxCoverDays: 61, fitted: ['safetyDays', 'maxCoverDays'] },
    ],
  ])('%s', (_, sources, expected) => expect(prison(sources)).toMatchObject(expected));

  test('whatever is set where, the levels in effect never contradict each other', () => {
    const values = [undefined, 1, 5, 14, 40, 200];
    for (const lead of values)
      for (const safety of values)
        for (const emergency of values)
          for (const max of values) {
            const set = (field: string, value: number | undefined): LevelSet => (value ? { [field]: value } : {});
            const levels = prison({
              country: set('emergencyLeadDays', emergency),
              countryKind: set('leadTimeDays', lead),
              facility: set('maxCoverDays', max),
              item: set('safetyDays', safety),
            });
            const limit = levels.leadTimeDays + levels.safetyDays;
            expect(levels.emergencyLeadDays).toBeLessThan(limit);
            expect(levels.maxCoverDays).toBeGreaterThanOrEqual(limit);
          }
  });
});

describe('levels that contradict each other are refused where they are set', () => {
  const kind = 'prison';
  test.each<[string, LevelSet, string[]]>([
    ['emergency lead of lead + safety', { emergencyLeadDays: 21 }, ['emergencyLeadDays']],
    ['emergency lead one day below it', { emergencyLeadDays: 20 }, []],
    ['maximum below lead + safety', { maxCoverDays: 20 }, ['maxCoverDays']],
    ['maximum of just lead + safety', { maxCoverDays: 21 }, []],
    [
      'both in one set',
      { leadTimeDays: 5, safetyDays: 5, emergencyLeadDays: 10, maxCoverDays: 9 },
      ['emergencyLeadDays', 'maxCoverDays'],
    ],
    ['a lead time above the inherited maximum', { leadTimeDays: 200 }, []],
    ['emergency quantity at the minimum', { emergencyQuantity: 50, minQuantity: 50 }, ['emergencyQuantity']],
    ['minimum above the maximum', { minQuantity: 51, maxQuantity: 50 }, ['maxQuantity']],
    ['quantities in order', { emergencyQuantity: 10, minQuantity: 50, maxQuantity: 50 }, []],
    ['nothing', {}, []],
  ])('%s', (_, set, fields) => {
    expect(levelConflicts(set, { kind }).map((conflict) => conflict.field)).toEqual(fields);
  });
  test('the sentence says the figures in effect', () => {
    expect(levelConflicts({ emergencyLeadDays: 30 }, { kind })[0]?.detail).toContain('(14 + 7 days)');
  });
  test('an inherited value that contradicts is not held against what is being set', () => {
    expect(levelConflicts({ leadTimeDays: 2, safetyDays: 1 }, { kind })).toEqual([]);
  });
});
