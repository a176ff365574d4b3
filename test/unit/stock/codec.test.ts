import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, monthOf } from '#shared/domain/day.ts';
import { closingOf } from '#shared/domain/stock/closing.ts';
import { fold } from '#shared/domain/stock/fold.ts';
import type { MonthUse, Segment } from '#shared/domain/stock/item-state.ts';
import { closingFromRow, closingToRow, stateFromRow, stateToRow } from '#shared/store/item-state-row.ts';
import { monthsFrom, monthsText, segmentsFrom, segmentsText } from '#shared/store/item-state-text.ts';
import { lineFromRow, lineToRow } from '#shared/store/ledger-row.ts';
import { books } from './arbitraries.ts';
import { adjust, count, stateAfter } from './books.ts';

const place = 'UG-LUZIRA-UPPER';
/** What the table gives back: undefined attributes are left out. */
const stored = <T extends object>(row: T) => JSON.parse(JSON.stringify(row)) as Record<string, unknown>;
const day = fc.integer({ min: 0, max: 40_000 });
const signed = fc.integer({ min: -2_000_000_000, max: 2_000_000_000 });
const small = fc.integer({ min: 0, max: 1000 });

const segment: fc.Arbitrary<Segment> = fc
  .record({
    kind: fc.constantFrom('span' as const, 'days' as const),
    from: day,
    length: fc.integer({ min: 1, max: 500 }),
    used: signed,
    received: signed,
    adjusted: signed,
    dispatched: signed,
    daysOut: small,
    uses: small,
    spans: small,
    mark: fc.constantFrom(null, 'lower-bound' as const, 'unexplained-gain' as const),
  })
  .map(({ length, ...rest }) => ({ ...rest, to: rest.from + length }));
const month: fc.Arbitrary<MonthUse> = fc.record({
  month: fc.integer({ min: 0, max: 600 }).map((n) => addMonths('2000-01', n)),
  used: signed,
  stockDays: small,
  daysOut: small,
  boundUsed: signed,
  boundDays: small,
});

describe('text of a position', () => {
  test('any stretches read back as they were', () => {
    fc.assert(
      fc.property(fc.array(segment), (all) => {
        expect(segmentsFrom(segmentsText(all))).toEqual(all);
      }),
    );
  });
  test('any months read back as they were', () => {
    fc.assert(
      fc.property(fc.array(month), (all) => {
        expect(monthsFrom(monthsText(all))).toEqual(all);
      }),
    );
  });
  test('weekly counts take ten characters each', () => {
    const state = stateAfter([count(0, 5000), count(7, 4300), count(14, 3600), count(21, 2900)]);
    expect(segmentsText(state.segments)).toBe('@20605:7:700 7:700 7:700');
  });
  test('what nobody wrote is not read', () => {
    expect(() => segmentsFrom('seven:700')).toThrow('unreadable position');
  });
});

describe('rows', () => {
  test('any position reads back from its row, to the last digit', () => {
    fc.assert(
      fc.property(books, fc.nat({ max: 99 }), ({ lines }, v) => {
        const { state } = fold(null, lines);
        const position = { itemId: 'soap-bar', state, v: v + 1, closedThrough: v % 2 === 0 ? null : '2026-05' };
        expect(stateFromRow('soap-bar', stored(stateToRow(place, position)))).toEqual(position);
      }),
      { numRuns: 300 },
    );
  });
  test('a row of before the last delivery, what was sent away and what makes a count doubtful were kept reads as without', () => {
    const position = { itemId: 'soap-bar', v: 1, closedThrough: null };
    const state = stateAfter([count(0, 500), count(7, 420), adjust(8, -20, 'lost')]);
    const { r: _, a, s, ...row } = stored(stateToRow(place, { ...position, state }));
    const before = { ...row, a: (a as unknown[]).slice(0, 7), s: (s as unknown[]).slice(0, 4) };
    expect((s as unknown[]).length).toBe(4);
    expect(stateFromRow('soap-bar', before).state).toEqual({
      ...state,
      lastReceivedOn: null,
      anchor: { ...state.anchor, book: null },
    });
  });
  test('a position without a row has version 0', () => {
    expect(stateFromRow('soap-bar', undefined)).toEqual({ itemId: 'soap-bar', state: null, v: 0, closedThrough: null });
  });
  test('any closing reads back with the position that it holds', () => {
    fc.assert(
      fc.property(books, ({ lines }) => {
        const { state } = fold(null, lines);
        fc.pre(state !== null);
        const closing = closingOf(state, monthOf(state.lastDay), 'movements');
        expect(closingFromRow(stored(closingToRow(place, closing, { status: 'low' })))).toEqual(closing);
      }),
    );
  });
  test('any ledger line reads back with its notes', () => {
    const notes = { recordedAt: '2026-06-01T08:00:00.000Z', recordedBy: 'a@example.org', note: 'wet', flags: ['gain'] };
    fc.assert(
      fc.property(books, ({ lines }) => {
        for (const line of lines) expect(lineFromRow(stored(lineToRow(place, line, notes)))).toEqual({ line, notes });
      }),
    );
  });
  test('a row that is no position is refused rather than guessed at', () => {
    expect(() => stateFromRow('soap-bar', { itemId: 'soap-bar', v: 1, f: 'x' })).toThrow();
  });
});
