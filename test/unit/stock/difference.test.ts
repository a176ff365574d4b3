import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstDifference } from '#shared/domain/stock/difference.ts';
import { fold } from '#shared/domain/stock/fold.ts';
import type { ItemState } from '#shared/domain/stock/item-state.ts';
import { books } from './arbitraries.ts';
import { count, issue, receipt, stateAfter } from './books.ts';

const state = stateAfter([
  count(0, [
    ['A', 200, 300],
    ['B', 300, 200],
  ]),
  count(7, [
    ['A', 200, 250],
    ['B', 300, 180],
  ]),
  receipt(8, [['C', 400, 50]]),
  issue(9, 20),
]);
const differs = (change: Partial<ItemState>) => firstDifference({ ...state, ...change }, state);

describe('where two positions part first', () => {
  test('is a lot and its figure', () => {
    const lots = state.lots.map((lot) => (lot.lot === 'B' ? { ...lot, quantity: 181 } : lot));
    expect(differs({ lots })).toEqual({ part: 'lot', at: 'B', figure: 'quantity', kept: 181, folded: 180 });
    expect(differs({ lots: state.lots.filter((lot) => lot.lot !== 'C') })).toMatchObject({
      at: 'C',
      kept: null,
      folded: 50,
    });
    const other = state.lots.map((lot) => (lot.lot === 'A' ? { ...lot, expiry: null } : lot));
    expect(differs({ lots: other })).toMatchObject({ at: 'A', figure: 'expiry', kept: null, folded: '2026-12-18' });
  });
  test('is the use of a span by its first day, where the shelf is the same', () => {
    const segments = state.segments.map((segment) => ({ ...segment, used: 71 }));
    expect(differs({ segments })).toEqual({ part: 'segment', at: '2026-06-01', figure: 'used', kept: 71, folded: 70 });
  });
  test('is the whole position where only one is there', () => {
    expect([firstDifference(null, state).part, firstDifference(state, null).part]).toEqual(['position', 'position']);
  });
  test('is who counted, without the name', () => {
    const anchor = state.anchor && { ...state.anchor, countedBy: 'somebody' };
    expect(differs({ anchor })).toEqual({
      part: 'last-count',
      at: null,
      figure: 'countedBy',
      kept: null,
      folded: null,
    });
  });
  test('is their order where all figures are the same', () => {
    expect(differs({ lots: state.lots.toReversed() }).part).toBe('order');
  });
  test('is found for any two positions that differ', () => {
    fc.assert(
      fc.property(books, books, (one, two) => {
        const [kept, folded] = [fold(null, one.lines).state, fold(null, two.lines).state];
        fc.pre(kept !== null && folded !== null && JSON.stringify(kept) !== JSON.stringify(folded));
        const found = firstDifference(kept, folded);
        expect(found.part === 'order' || found.figure === 'countedBy' || found.kept !== found.folded).toBe(true);
      }),
    );
  });
});
