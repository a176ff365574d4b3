import { describe, expect, test } from 'vitest';
import { type Surge, surgeOn } from '#shared/domain/stock/surge.ts';

const everywhere = (factor: number, from: number, to: number | null = null): Surge => ({
  factor,
  from,
  to,
  itemIds: null,
});
const ofSoap = (factor: number, from: number, to: number | null = null): Surge => ({
  ...everywhere(factor, from, to),
  itemIds: ['soap-bar'],
});

describe('the factor of a surge', () => {
  test.each([
    { story: 'none is set', surges: [], factor: null },
    { story: 'it begins tomorrow', surges: [everywhere(2, 101)], factor: null },
    { story: 'it begins today', surges: [everywhere(2, 100)], factor: 2 },
    { story: 'its last day is over', surges: [everywhere(2, 90, 100)], factor: null },
    { story: 'today is its last day', surges: [everywhere(2, 90, 101)], factor: 2 },
    { story: 'it names another item', surges: [{ ...ofSoap(2, 90), itemIds: ['gloves'] }], factor: null },
    { story: 'one names the item, a newer one speaks of all', surges: [ofSoap(3, 80), everywhere(2, 90)], factor: 3 },
    { story: 'two speak of all: the one that began last', surges: [everywhere(2, 90), everywhere(4, 80)], factor: 2 },
    { story: 'two began on the same day: the later entry', surges: [everywhere(2, 90), everywhere(4, 90)], factor: 4 },
    { story: 'less is used than usual', surges: [everywhere(0.1, 90)], factor: 0.1 },
    { story: 'the item is taken out of what acts on all', surges: [everywhere(2, 90), ofSoap(1, 90)], factor: null },
  ])('$story', ({ surges, factor }) => {
    expect(surgeOn(surges, 'soap-bar', 100)?.valueOf() ?? null).toBe(factor);
  });
});
