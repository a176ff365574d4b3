/** Orders of items: worst first for whoever looks, most important first (and always the same) for whoever counts. */
import { worstFirst } from '#shared/domain/stock/facts.ts';
import type { Item, StockRow } from './shelf.ts';

const criticalities = ['vital', 'essential', 'other'] as const;

const importance = (item: Item | undefined): number =>
  item === undefined ? criticalities.length : criticalities.indexOf(item.criticality);

/** Worst status first, then vital items, then the fewest days left. */
export function byUrgency(rows: readonly StockRow[], itemOf: (itemId: string) => Item | undefined): StockRow[] {
  return [...rows].sort(
    (a, b) =>
      worstFirst.indexOf(a.status) - worstFirst.indexOf(b.status) ||
      importance(itemOf(a.itemId)) - importance(itemOf(b.itemId)) ||
      (a.coverDays ?? Number.MAX_VALUE) - (b.coverDays ?? Number.MAX_VALUE),
  );
}

/** Items to count: what is kept here, vital first, then by name. A sheet printed on Monday has the order of the form on Friday. */
export function toCount(
  rows: readonly StockRow[],
  itemOf: (itemId: string) => Item | undefined,
  nameOf: (itemId: string) => string,
): string[] {
  return rows
    .filter(({ status, onHand }) => status !== 'not-stocked' || (onHand ?? 0) > 0)
    .map(({ itemId }) => itemId)
    .sort(
      (a, b) => importance(itemOf(a)) - importance(itemOf(b)) || nameOf(a).localeCompare(nameOf(b)) || (a < b ? -1 : 1),
    );
}
