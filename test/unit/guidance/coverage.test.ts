import { describe, expect, test } from 'vitest';
import { type CoverageReader, coverage, totalsOf } from '#shared/domain/guidance/coverage.ts';
import type { GuidanceVersion } from '#shared/domain/guidance/version.ts';
import { acknowledged, luzira, on, version } from './given.ts';

const first = version('2021-02');

function reader(facilityId: string, more: Partial<CoverageReader> = {}): CoverageReader {
  return { ...luzira, facilityId, name: facilityId, today: on('2026-11-20'), staff: 120, ...more };
}

function said(facilityId: string, name = '2021-02') {
  return { ...acknowledged(name), facilityId, language: 'en' };
}

const heads = (facilityId: string, ...counts: number[]) => counts.map((each) => ({ facilityId, heads: each }));

function covered(target: GuidanceVersion, versions: readonly GuidanceVersion[], readers: readonly CoverageReader[]) {
  return coverage(target, versions, readers, [said('A')], []).map((item) => `${item.facilityId} ${item.state}`);
}

describe('coverage of a version', () => {
  test('three briefings of 30, 28 and 26 of 120 staff read as 84 of 120', () => {
    const items = coverage(first, [first], [reader('A')], [said('A')], heads('A', 30, 28, 26));
    expect(items).toMatchObject([{ facilityId: 'A', state: 'acknowledged', briefed: 84, staff: 120 }]);
  });

  test('nobody is briefed twice: heads stop at the staff', () => {
    const items = coverage(first, [first], [reader('A')], [], heads('A', 90, 90));
    expect(items[0]?.briefed).toBe(120);
  });

  test('facilities are acknowledged, pending or overdue by their own day and start', () => {
    const readers = [reader('A'), reader('B'), reader('C', { startedOn: on('2026-11-10') })];
    expect(covered(first, [first], readers)).toEqual(['A acknowledged', 'B overdue', 'C pending']);
  });

  test('closed facilities and those outside the audience leave the coverage', () => {
    const prisons = version('2021-02', { audience: { countries: ['UG'], kinds: ['prison'] } });
    const readers = [
      reader('A'),
      reader('B', { status: 'closed', statusFrom: on('2026-11-01') }),
      reader('C', { kind: 'store' }),
    ];
    expect(covered(prisons, [prisons], readers)).toEqual(['A acknowledged']);
  });

  test('of a superseded version only who read it is told: nobody is waited for', () => {
    const next = version('2026-11', { effectiveOn: on('2026-11-10') });
    expect(covered(first, [first, next], [reader('A'), reader('B')])).toEqual(['A acknowledged', 'B not-asked']);
  });

  test('totals add up facilities, and heads of those whose staff is known, and say of how many it is not', () => {
    const readers = [reader('A'), reader('B', { staff: null }), reader('C', { staff: 40 })];
    const briefed = [...heads('A', 84), ...heads('B', 10), ...heads('C', 20)];
    const items = coverage(first, [first], readers, [said('A')], briefed);
    expect(totalsOf(items)).toEqual({
      facilities: 3,
      acknowledged: 1,
      pending: 0,
      overdue: 2,
      briefed: 104,
      staff: 160,
      withoutStaff: 1,
    });
  });

  test('without any head count there is no sum of heads', () => {
    const items = coverage(first, [first], [reader('A', { staff: null })], [], heads('A', 12));
    expect(totalsOf(items)).toMatchObject({ briefed: null, staff: null, withoutStaff: 1 });
  });
});
