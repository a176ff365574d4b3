/** In which order the rows and columns of the overview stand. */
import { type StockStatus, worstFirst } from '#shared/domain/stock/facts.ts';
import type { Answer } from '../../kit/contract.ts';

export type Place = Answer<'getOverview'>['items'][number];

export const orders = ['worst', 'prepared', 'name'] as const;
export type Order = (typeof orders)[number];

/** 0 is worst. */
const rank = (status: StockStatus): number => worstFirst.indexOf(status);

/** How many items of a place have each status, worst status first: what comes first differs first. */
const tallyOf = (place: Place): number[] =>
  worstFirst.map((status) => place.items.filter((item) => item.status === status).length);

const byTally = (a: Place, b: Place): number => {
  const [left, right] = [tallyOf(a), tallyOf(b)];
  const at = left.findIndex((n, index) => n !== right[index]);
  return at === -1 ? 0 : (right[at] ?? 0) - (left[at] ?? 0);
};

/** The places in an order; equals by name. What has no score comes before the least prepared. */
export function ordered(places: readonly Place[], order: Order): Place[] {
  const compare = (a: Place, b: Place): number => {
    if (order === 'worst') return byTally(a, b);
    if (order === 'prepared') return (a.preparedness.score ?? -1) - (b.preparedness.score ?? -1);
    return 0;
  };
  return [...places].sort((a, b) => compare(a, b) || a.name.localeCompare(b.name));
}

/** Items that any place shows, the one that is bad in most places first. */
export function columnsOf(places: readonly Place[]): string[] {
  const weight = new Map<string, number>();
  for (const { items } of places)
    for (const { itemId, status } of items)
      weight.set(itemId, (weight.get(itemId) ?? 0) + 10 ** Math.max(0, 4 - rank(status)));
  return [...weight].sort(([a, m], [b, n]) => n - m || a.localeCompare(b)).map(([itemId]) => itemId);
}
