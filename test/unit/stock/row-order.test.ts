/** Rows of positions that say the same are the same, whatever order the table hands their parts back in. */
import { expect, test } from 'vitest';
import { stateFromRow, stateToRow } from '#shared/store/item-state-row.ts';

const row = {
  itemId: 'mask-cloth',
  v: 3,
  f: 20_000,
  k: '2026-11-01T10:00:00.000Z#0#1',
  d: 20_000,
  o: ['2026-11', 900, 0],
  w: [0, 8000, 0],
};

test('losses by two reasons in one month give one row in either order', () => {
  const rowOf = (x: Record<string, number>): string =>
    JSON.stringify(stateToRow('KZ-OV-156-21', stateFromRow('mask-cloth', { ...row, x })));
  expect(rowOf({ sold: 100, 'given-away': 800 })).toBe(rowOf({ 'given-away': 800, sold: 100 }));
});
