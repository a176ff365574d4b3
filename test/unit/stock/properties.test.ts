import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, monthOf } from '#shared/domain/day.ts';
import { closingOf } from '#shared/domain/stock/closing.ts';
import { fold, isNext } from '#shared/domain/stock/fold.ts';
import type { ItemState } from '#shared/domain/stock/item-state.ts';
import { type LedgerLine, orderKey } from '#shared/domain/stock/ledger.ts';
import { goodThrough, heldOf, settleLots, shelfOf, usableOn } from '#shared/domain/stock/lots.ts';
import { compactSegments } from '#shared/domain/stock/segments.ts';
import { step } from '#shared/domain/stock/step.ts';
import { arrivals, books, loggedBooks } from './arbitraries.ts';
import { count, FIRST, issue, stateAfter } from './books.ts';

/** What a facility's ledger does with one line after the other: the newest is one step, everything else folds again. */
function afterArrival(arriving: readonly LedgerLine[]): ItemState | null {
  const lines: LedgerLine[] = [];
  let state: ItemState | null = null;
  for (const line of arriving) {
    if (lines.some((known) => known.eventId === line.eventId)) continue;
    const waiting: boolean = lines.some((known) => known.reverses === line.eventId);
    lines.push(line);
    if (!waiting && isNext(state, line) && (state !== null || lines.length === 1)) state = step(state, line).state;
    else state = fold(null, lines).state;
  }
  return state;
}

describe('whatever order documents arrive in', () => {
  test('shuffled, repeated and reversed documents end in the position of one fold, to the last digit', () => {
    fc.assert(
      fc.property(arrivals, ({ lines, arriving }) => {
        expect(afterArrival(arriving)).toEqual(fold(null, lines).state);
      }),
      { numRuns: 400 },
    );
  });
  test('a second count of the same day that comes last takes the place of the first', () => {
    const counts = [count(0, 900), count(7, 420), count(7, 430, { at: '09:00' })];
    expect(afterArrival(counts)).toEqual(fold(null, counts).state);
  });
  test('a count of the same instant as an issue comes after it, whatever their ids', () => {
    const opening = count(0, 900);
    const counted = count(7, 420, { at: '08:00' });
    const used = issue(7, 30, '08:00');
    expect(counted.eventId < used.eventId).toBe(true);
    expect(stateAfter([opening, used, counted]).anchor?.quantity).toBe(420);
    expect(shelfOf(stateAfter([counted, used, opening]).lots, stateAfter([counted, used, opening]).open)).toBe(420);
  });
  test('a reversed document leaves the position that there is without it', () => {
    fc.assert(
      fc.property(books, ({ lines }) => {
        const reversed = new Set(lines.map((line) => line.reverses));
        const standing = lines.filter((line) => line.kind !== 'reversal' && !reversed.has(line.eventId));
        expect(fold(null, lines).state).toEqual(fold(null, standing).state);
      }),
    );
  });
  test('flags of a fold do not depend on the order of its lines', () => {
    fc.assert(
      fc.property(arrivals, ({ lines, arriving }) => {
        const once = [...new Map(arriving.map((line) => [line.eventId, line])).values()];
        const sorted = (given: readonly LedgerLine[]) => [...fold(null, given).flags].sort();
        expect(sorted(once)).toEqual(sorted(lines));
      }),
    );
  });
});

/** Lines that a closing does not hold yet, as they are read from the table. */
function linesAfterClosing(lines: readonly LedgerLine[], base: ItemState): LedgerLine[] {
  const instant = base.lastKey.slice(0, base.lastKey.indexOf('#'));
  return lines.filter(
    (line) => line.occurredAt >= instant && (line.kind === 'reversal' || orderKey(line) > base.lastKey),
  );
}

describe('monthly closings', () => {
  test('folding on from the closing of any month gives the same as folding from the beginning', () => {
    fc.assert(
      fc.property(books, fc.nat({ max: 14 }), ({ lines }, monthsIn) => {
        const month = addMonths(monthOf(FIRST), monthsIn);
        const base = fold(
          null,
          lines.filter((line) => monthOf(line.day) <= month),
        ).state;
        fc.pre(base !== null);
        const later = linesAfterClosing(lines, base);
        expect(fold(base, later).state).toEqual(fold(null, lines).state);
      }),
      { numRuns: 300 },
    );
  });
  test('closings of logged books say the use of each month, neither twice nor in another', () => {
    fc.assert(
      fc.property(loggedBooks, (lines) => {
        const months = [...new Set(lines.map((line) => monthOf(line.day)))].sort();
        let base: ItemState | null = null;
        for (const month of months) {
          const own = lines.filter((line) => monthOf(line.day) === month);
          base = fold(base, own).state;
          const issued = own.filter((line) => line.kind === 'issue').flatMap((line) => line.entries);
          const used = issued.reduce((sum, entry) => sum - entry.quantity, 0);
          expect(base && closingOf(base, month, 'movements').used).toBe(used);
        }
      }),
      { numRuns: 200 },
    );
  });
  test('closings of counted books say the same use as the months of the position', () => {
    fc.assert(
      fc.property(books, ({ lines }) => {
        const last = Math.max(...lines.map((line) => line.day));
        const { state } = fold(null, lines);
        fc.pre(state !== null && state.lastDay === last);
        const closing = closingOf(state, monthOf(last), 'counts');
        const held = state.months.find((each) => each.month === monthOf(last));
        expect(closing.used).toBe((held?.used ?? 0) + (held?.boundUsed ?? 0));
        expect(closing.closing + closing.held).toBe(shelfOf(state.lots, state.open) + heldOf(state.lots));
      }),
    );
  });
});

describe('what always holds of a position', () => {
  test('the shelf is the sum of its settled lots, and usable is never more than the shelf', () => {
    fc.assert(
      fc.property(books, fc.nat({ max: 500 }), ({ lines }, later) => {
        const { state } = fold(null, lines);
        fc.pre(state !== null);
        const lots = settleLots(state.lots, state.open);
        const shelf = shelfOf(state.lots, state.open);
        expect(lots.reduce((sum, lot) => sum + lot.quantity, 0)).toBe(shelf);
        expect(usableOn(lots, state.lastDay + later)).toBeLessThanOrEqual(Math.max(shelf, 0));
        const something = usableOn(lots, state.lastDay) > 0 || shelf < 0;
        const overdrawn = lots.some((lot) => lot.lot !== null && lot.quantity < 0);
        if (something || !overdrawn) expect(goodThrough(lots) >= state.lastDay).toBe(something);
      }),
      { numRuns: 300 },
    );
  });
  test('settling takes nothing twice and leaves no empty lots behind', () => {
    fc.assert(
      fc.property(books, ({ lines }) => {
        const { state } = fold(null, lines);
        fc.pre(state !== null);
        const settled = settleLots(state.lots, state.open);
        expect(settleLots(settled, { ...state.open, withdrawn: 0, expired: 0 })).toEqual(settled);
        expect(settled.filter((lot) => lot.quantity === 0 && lot.held === 0)).toEqual([]);
        expect(settled.filter((lot) => lot.quantity < 0 && lot.lot === null).length).toBeLessThanOrEqual(1);
      }),
    );
  });
  test('stretches of days follow each other without overlap, and say no more days out than they have', () => {
    fc.assert(
      fc.property(books, ({ lines }) => {
        const { state } = fold(null, lines);
        fc.pre(state !== null);
        for (const stretches of [state.segments, state.days]) {
          for (const [index, each] of stretches.entries()) {
            expect(each.to).toBeGreaterThan(each.from);
            expect(each.daysOut).toBeGreaterThanOrEqual(0);
            expect(each.daysOut).toBeLessThanOrEqual(each.to - each.from);
            expect(each.from).toBeGreaterThanOrEqual(stretches[index - 1]?.to ?? 0);
          }
        }
        expect(Number.isInteger(shelfOf(state.lots, state.open))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
  test('merging stretches step by step gives the same as merging them at once', () => {
    fc.assert(
      fc.property(books, fc.nat({ max: 300 }), ({ lines }, ahead) => {
        const { state } = fold(null, lines);
        fc.pre(state !== null);
        const newest = state.lastDay + ahead;
        for (const stretches of [state.segments, state.days]) {
          for (let day = state.lastDay - 30; day <= newest; day += 13) {
            const known = stretches.filter((each) => each.from < day);
            const rest = stretches.filter((each) => each.from >= day);
            const stepwise = compactSegments([...compactSegments(known, day), ...rest], newest);
            expect(stepwise).toEqual(compactSegments(stretches, newest));
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
