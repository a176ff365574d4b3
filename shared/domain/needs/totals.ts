/** What a country has and lacks of each item, all its places together. */
import Fraction from 'fraction.js';
import type { Summary } from '../overview/summary.ts';
import type { StockStatus } from '../stock/facts.ts';
import { exactSum } from './exact-sum.ts';

export interface ItemTotal {
  readonly itemId: string;
  /** Places where it is out, very low or low. */
  readonly short: number;
  /** Units that may be used by the books, and that are probably left. */
  readonly usable: number;
  readonly estimated: number;
  /** Units a day of all places but stores, whose use is that of the places they supply; null without any rate. */
  readonly adu: Fraction | null;
  /** Units that the places but stores should order. */
  readonly suggested: number;
}

const shortStatuses: readonly StockStatus[] = ['out', 'emergency', 'low'];

/** Whether a status says that there is too little. */
export function isShort(status: StockStatus): boolean {
  return shortStatuses.includes(status);
}

/** Totals by item id, ascending; of active places. */
export function totalsOf(summaries: readonly Summary[]): ItemTotal[] {
  const totals = new Map<string, { short: number; usable: number; estimated: number; suggested: number }>();
  const rates = new Map<string, Fraction[]>();
  for (const { active, store, items } of summaries) {
    if (!active) continue;
    for (const item of items) {
      const total = totals.get(item.itemId) ?? { short: 0, usable: 0, estimated: 0, suggested: 0 };
      totals.set(item.itemId, total);
      if (isShort(item.status)) total.short += 1;
      total.usable += item.usable ?? 0;
      total.estimated += item.estimated ?? 0;
      if (store) continue;
      total.suggested += item.suggestedQuantity ?? 0;
      if (item.adu === null) continue;
      const known = rates.get(item.itemId) ?? [];
      rates.set(item.itemId, known);
      known.push(new Fraction(item.adu));
    }
  }
  return [...totals].sort(byItem).map(([itemId, total]) => {
    const known = rates.get(itemId);
    return { itemId, ...total, adu: known === undefined ? null : exactSum(known) };
  });
}

function byItem([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
