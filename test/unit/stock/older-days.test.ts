import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monthOf } from '#shared/domain/day.ts';
import { fold } from '#shared/domain/stock/fold.ts';
import type { ItemState } from '#shared/domain/stock/item-state.ts';
import type { LedgerLine } from '#shared/domain/stock/ledger.ts';
import { addMonth, addToMonths } from '#shared/domain/stock/segments.ts';
import { stateToRow } from '#shared/store/item-state-row.ts';
import { loggedBooks } from './arbitraries.ts';
import { count, FIRST, issue, judge, receipt, rounded, stateAfter } from './books.ts';

const logged = { bookkeeping: 'movements' } as const;

/** Ten a day for sixty days until the shelf is empty, and a delivery long after. */
const longOut: LedgerLine[] = [
  count(0, 600, logged),
  ...Array.from({ length: 60 }, (_, day) => issue(day, 10)),
  receipt(250, 500),
];
/** Use by month: what counts have closed and what they have not. */
function rateFor(state: ItemState): Record<string, number> {
  const older = state.olderDays.reduce(addMonth, state.months);
  const months = state.days.reduce(addToMonths, older).filter(({ used }) => used !== 0);
  return Object.fromEntries(months.map(({ month, used }) => [month, used]));
}

describe('logged days of more than four months ago that no count has closed', () => {
  test('still say what was last known once the shelf is full again after a long time without', () => {
    const seen = judge(longOut, { today: 252, ...logged });
    expect([seen.basis, rounded(seen.adu)]).toEqual(['last-known', 9.8]);
  });
  test('are left out of what was last known where the books were not kept by movements yet', () => {
    const seen = judge([count(0, 600), ...longOut.slice(1)], { today: 252, ...logged, since: 100 });
    expect(rounded(seen.adu)).toBe(0);
  });
  test('say the same with and without a count in between', () => {
    const counted = [...longOut, count(80, 0, logged), count(260, 500, logged)];
    const uncounted = [...longOut, issue(260, 1)];
    expect(rateFor(stateAfter(counted))).toEqual({ '2026-06': 300, '2026-07': 300 });
    expect(rateFor(stateAfter(uncounted))).toEqual({ '2026-06': 300, '2026-07': 300, '2027-02': 1 });
  });
  test('are not counted again by a count that judges the whole span', () => {
    const state = stateAfter([...longOut, count(260, 400)]);
    expect([state.olderDays, rateFor(state)]).toEqual([[], { [monthOf(FIRST + 260)]: 700 }]);
  });
  test('lose nothing of the use of twelve months, and cost a few characters a month', () => {
    fc.assert(
      fc.property(loggedBooks, (lines) => {
        const { state } = fold(null, lines);
        fc.pre(state !== null);
        const issued = lines.filter(
          (line) => line.kind === 'issue' && monthOf(line.day) >= monthOf(state.lastDay - 360),
        );
        const months: Record<string, number> = {};
        for (const { day, entries } of issued)
          months[monthOf(day)] = (months[monthOf(day)] ?? 0) - entries.reduce((sum, entry) => sum + entry.quantity, 0);
        expect(rateFor(state)).toMatchObject(months);
      }),
      { numRuns: 200 },
    );
    const years = Array.from({ length: 800 }, (_, day) => issue(day, 1000));
    const row = stateToRow('UG-LUZIRA-UPPER', {
      itemId: 'soap-bar',
      v: 1,
      closedThrough: null,
      state: stateAfter(years),
    });
    expect(String(row.p).length).toBeLessThan(130);
  });
});
