/** What each place of a country needs, and what of it the stores can give today. */
import Fraction from 'fraction.js';
import type { CatalogueItem } from '../catalogue/item.ts';
import type { Summary, SummaryItem } from '../overview/summary.ts';
import type { StockStatus } from '../stock/facts.ts';
import type { Asked } from './requests.ts';
import { fairShares, type Receiver } from './shares.ts';
import { isShort } from './totals.ts';

/** What a store has of an item. */
export interface InStore {
  /** Whole units that are probably left and may be used. */
  readonly there: number;
  /** Units that it keeps for those whom it supplies, unless one of them is short. */
  readonly keeps: number;
}

/** A shipment that is planned and has not left. */
export interface Planned {
  /** Null where a supplier sends it. */
  readonly from: string | null;
  readonly to: string;
  readonly itemId: string;
  readonly quantity: number;
}

export interface NeedsFacts {
  readonly summaries: readonly Summary[];
  readonly catalogue: ReadonlyMap<string, Pick<CatalogueItem, 'packs' | 'retired'>>;
  /** By facility id, then by item id. */
  readonly asked: ReadonlyMap<string, ReadonlyMap<string, Asked>>;
  readonly planned: readonly Planned[];
  /** Stores that can give something: by store id, then by item id. */
  readonly stores: ReadonlyMap<string, ReadonlyMap<string, InStore>>;
}

export interface Need {
  readonly facilityId: string;
  /** The need of a store: what its places need, once more. */
  readonly store: boolean;
  readonly itemId: string;
  /** Null where the facility has nothing to do with the item but that somebody asks for it. */
  readonly status: StockStatus | null;
  readonly coverDays: number | null;
  readonly fromHeads: boolean;
  readonly suggestedQuantity: number | null;
  readonly requested: Asked | null;
  /** Units of planned shipments to the facility. */
  readonly planned: number;
  /** What is suggested or asked for, whichever is more, without what is planned. */
  readonly needed: number;
  /** Of that, what `from` can give; null where no store supplies the facility. */
  readonly share: number | null;
  readonly from: string | null;
}

export interface NeedTotal {
  readonly itemId: string;
  readonly needed: number;
  /** What the stores could give if they kept nothing. */
  readonly available: number;
  /** What no share covers. */
  readonly short: number;
}

/** Days over which a quantity is spread that nobody uses day by day, so that such places can share with others. */
const MONTH = new Fraction(1, 30);

interface Draft extends Omit<Need, 'share'> {
  readonly have: number;
  readonly rate: Fraction;
}

const keyOf = (facilityId: string, itemId: string) => `${facilityId}~${itemId}`;

/** By facility, then by item: of active places and of items that are not retired. */
export function needsOf(facts: NeedsFacts): Need[] {
  const onPlan = new Map<string, number>();
  for (const { to, itemId, quantity } of facts.planned) {
    const key = keyOf(to, itemId);
    onPlan.set(key, (onPlan.get(key) ?? 0) + quantity);
  }
  const drafts = facts.summaries.filter(({ active }) => active).flatMap((place) => draftsOf(place, facts, onPlan));
  const shares = new Map<string, number>();
  for (const [group, receivers] of Map.groupBy(drafts, ({ from, itemId }) => keyOf(from ?? '', itemId))) {
    for (const [id, units] of sharesOf(receivers, facts)) shares.set(`${id}~${group}`, units);
  }
  return drafts.map(({ have: _have, rate: _rate, ...need }) => {
    const share = shares.get(`${need.facilityId}~${keyOf(need.from ?? '', need.itemId)}`) ?? 0;
    return { ...need, share: need.from === null ? null : share };
  });
}

function draftsOf(place: Summary, facts: NeedsFacts, onPlan: ReadonlyMap<string, number>): Draft[] {
  const { facilityId, store, suppliedBy } = place;
  const asked = facts.asked.get(facilityId);
  const items = new Map(place.items.map((item) => [item.itemId, item]));
  const ids = [...new Set([...items.keys(), ...(asked?.keys() ?? [])])].sort();
  return ids.flatMap((itemId): Draft[] => {
    if (facts.catalogue.get(itemId)?.retired ?? true) return [];
    const item = items.get(itemId);
    const requested = asked?.get(itemId) ?? null;
    const suggested = item?.suggestedQuantity ?? null;
    const wanted = Math.max(suggested ?? 0, requested?.quantity ?? 0);
    if (wanted === 0) return [];
    const planned = onPlan.get(keyOf(facilityId, itemId)) ?? 0;
    const figures = { suggestedQuantity: suggested, requested, planned, needed: Math.max(wanted - planned, 0) };
    const from = suppliedBy !== null && facts.stores.has(suppliedBy) ? suppliedBy : null;
    const { status = null, coverDays = null, fromHeads = false } = item ?? {};
    return [
      { facilityId, store, itemId, status, coverDays, fromHeads, ...figures, from, ...levelled(item, wanted, planned) },
    ];
  });
}

/** What is there or will come, and how fast it goes. */
function levelled(item: SummaryItem | undefined, wanted: number, planned: number): Pick<Draft, 'have' | 'rate'> {
  const there = item?.estimated ?? 0;
  const have = there + (item?.inTransit ?? 0) + planned;
  const rate = item?.adu === null || item === undefined ? null : new Fraction(item.adu);
  if (rate !== null && rate.compare(0) > 0) return { have, rate };
  return { have, rate: MONTH.mul(there + wanted) };
}

/** Of one item at one store: who is short goes first and may take all; the others take what the store need not keep. */
function sharesOf(receivers: readonly Draft[], facts: NeedsFacts): Map<string, number> {
  const [first] = receivers;
  if (first === undefined || first.from === null) return new Map();
  const { from, itemId } = first;
  const { there, keeps } = inStore(facts, from, itemId);
  const pack = facts.catalogue.get(itemId)?.packs[0]?.size ?? 1;
  const asReceiver = ({ facilityId, have, rate, needed }: Draft): Receiver => {
    return { id: facilityId, have, rate, need: needed };
  };
  const short = ({ status }: Draft) => status !== null && isShort(status);
  const urgent = fairShares(there, pack, receivers.filter(short).map(asReceiver));
  const left = there - [...urgent.values()].reduce((sum, units) => sum + units, 0);
  const others = receivers.filter((receiver) => !short(receiver)).map(asReceiver);
  return new Map([...urgent, ...fairShares(Math.max(left - keeps, 0), pack, others)]);
}

/** Without what is planned to leave the store already. */
function inStore({ stores, planned }: NeedsFacts, store: string, itemId: string): InStore {
  const { there, keeps } = stores.get(store)?.get(itemId) ?? { there: 0, keeps: 0 };
  const promised = planned.filter((one) => one.from === store && one.itemId === itemId);
  const taken = promised.reduce((sum, { quantity }) => sum + quantity, 0);
  return { there: Math.max(there - taken, 0), keeps };
}

/** Totals by item id of needs that are shown, without those of stores: what they need is for the others. */
export function needTotals(needs: readonly Need[], facts: NeedsFacts): NeedTotal[] {
  const places = needs.filter(({ store }) => !store);
  const byItem = Map.groupBy(places, ({ itemId }) => itemId);
  return [...byItem.keys()].sort().map((itemId) => {
    const own = byItem.get(itemId) ?? [];
    const needed = own.reduce((sum, need) => sum + need.needed, 0);
    const stores = [...new Set(own.flatMap(({ from }) => from ?? []))];
    const available = stores.reduce((sum, store) => sum + inStore(facts, store, itemId).there, 0);
    return { itemId, needed, available, short: needed - own.reduce((sum, { share }) => sum + (share ?? 0), 0) };
  });
}
