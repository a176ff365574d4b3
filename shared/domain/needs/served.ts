/** What the places that a store supplies use together: its rate of use is theirs, through every store in between. */
import Fraction from 'fraction.js';
import type { Summary, SummaryItem } from '../overview/summary.ts';
import type { Served } from '../stock/facts.ts';
import { exactSum } from './exact-sum.ts';
import { storesAbove } from './supply-chain.ts';

/** By item id. */
export type ServedRates = ReadonlyMap<string, Served>;

interface Gathered {
  readonly rates: Fraction[];
  partial: boolean;
  fromHeads: boolean;
}

interface Gathering {
  readonly stores: Map<string, Map<string, Gathered>>;
}

function gatheredAt({ stores }: Gathering, store: string, itemId: string): Gathered {
  const items = stores.get(store) ?? new Map<string, Gathered>();
  stores.set(store, items);
  const gathered = items.get(itemId) ?? { rates: [], partial: false, fromHeads: false };
  items.set(itemId, gathered);
  return gathered;
}

function gather(into: Gathering, above: readonly string[], item: SummaryItem): void {
  const rate = item.adu === null ? null : new Fraction(item.adu);
  for (const store of above) {
    const gathered = gatheredAt(into, store, item.itemId);
    if (rate === null) gathered.partial = true;
    else gathered.rates.push(rate);
    if (rate !== null && item.fromHeads) gathered.fromHeads = true;
  }
}

/**
 * Rates of every store that supplies somebody, by store id. A place counts once at each store above it. A store counts
 * for the stores above it by its places, and by what it sends away only where none of those has a rate.
 *
 * @param summaries of a country, as its last evaluations left them
 * @param planned ids of the items that are planned by rate: of others nobody uses anything a day
 * @param whole every place of the country has a summary; else all rates are partial
 */
export function servedRates(
  summaries: readonly Summary[],
  planned: ReadonlySet<string>,
  whole: boolean,
): ReadonlyMap<string, ServedRates> {
  const places = new Map(summaries.map((summary) => [summary.facilityId, summary]));
  const active = summaries.filter((summary) => summary.active);
  const gathering: Gathering = { stores: new Map() };
  for (const place of active) {
    const above = place.store ? [] : storesAbove(place, places);
    for (const item of place.items) if (planned.has(item.itemId)) gather(gathering, above, item);
  }
  const stores = active
    .filter((place) => place.store)
    .map((place) => ({ place, above: storesAbove(place, places) }))
    .sort((a, b) => b.above.length - a.above.length || (a.place.facilityId < b.place.facilityId ? -1 : 1));
  for (const { place, above } of stores) {
    for (const item of place.items) {
      const own = gathering.stores.get(place.facilityId)?.get(item.itemId);
      if (item.adu === null || !planned.has(item.itemId) || (own?.rates.length ?? 0) > 0) continue;
      gather(gathering, above, item);
    }
  }
  return new Map([...gathering.stores].map(([store, items]) => [store, settled(items, whole)]));
}

function settled(items: ReadonlyMap<string, Gathered>, whole: boolean): ServedRates {
  const ids = [...items.keys()].sort();
  return new Map(
    ids.map((itemId): [string, Served] => {
      const { rates, partial, fromHeads } = items.get(itemId) ?? { rates: [], partial: true, fromHeads: false };
      const adu = rates.length === 0 ? null : exactSum(rates);
      return [itemId, { adu, partial: partial || !whole, fromHeads }];
    }),
  );
}
