/** Bookkeeping that is dated forward, and head counts of many days. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeBookkeeping } from '#shared/domain/facilities/bookkeeping.ts';
import { bookkeepingOn } from '#shared/domain/facilities/facility.ts';
import { MOST_HEAD_COUNTS, withHeadCount } from '#shared/domain/facilities/head-counts.ts';

const modes = fc.constantFrom('counts' as const, 'movements' as const);

describe('a change of bookkeeping', () => {
  it('holds from today on and changes nothing before, however often it is changed', () => {
    const changes = fc.array(fc.record({ mode: modes, later: fc.nat(3) }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(changes, (list) => {
        let today = 20_000;
        let history = changeBookkeeping([], 'counts', today);
        for (const { mode, later } of list) {
          today += later;
          const before = history;
          history = changeBookkeeping(before, mode, today);
          expect(bookkeepingOn(history, today)).toBe(mode);
          for (let day = 20_000; day < today; day++)
            expect(bookkeepingOn(history, day)).toBe(bookkeepingOn(before, day));
          expect(history.map(({ from }) => from)).toEqual([...new Set(history.map(({ from }) => from))].sort());
        }
      }),
    );
  });

  it('taken back on the same day leaves no trace', () => {
    const counts = changeBookkeeping([], 'counts', 1);
    expect(changeBookkeeping(changeBookkeeping(counts, 'movements', 9), 'counts', 9)).toEqual(counts);
    expect(changeBookkeeping(counts, 'counts', 9)).toBe(counts);
    expect(changeBookkeeping(counts, 'movements', 1)).toEqual([{ from: 1, mode: 'movements' }]);
  });
});

describe('head counts', () => {
  const count = (day: number, held = 0) => ({ day, staff: 1, staffOnDuty: 1, held, women: 0, juveniles: 0 });

  it('are one a day, oldest first, the same in any order of arrival', () => {
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 20 });
    fc.assert(
      fc.property(days, (list) => {
        const kept = list.reduce(
          (counts, day) => withHeadCount(counts, count(day)),
          [] as ReturnType<typeof withHeadCount>,
        );
        expect(kept.map(({ day }) => day)).toEqual([...list].sort((a, b) => a - b));
      }),
    );
    expect(withHeadCount([count(5, 1)], count(5, 2))).toEqual([count(5, 2)]);
  });

  it('stay bounded: the oldest fall out', () => {
    const many = Array.from({ length: MOST_HEAD_COUNTS }, (_, day) => count(day + 10));
    expect(withHeadCount(many, count(9_999))).toHaveLength(MOST_HEAD_COUNTS);
    expect(withHeadCount(many, count(1))).toEqual(many);
  });
});
