/** Everything about one facility that its stock, alerts and summary are judged by, as one query reads it. */
import type { AlertRow } from './alerts/alert.ts';
import type { CatalogueItem } from './catalogue/item.ts';
import type { LatestSheet } from './checklists/checklist.ts';
import { type Day, localDay } from './day.ts';
import { bookkeepingOn, type Country, type Facility, type HeadCount } from './facilities/facility.ts';
import type { ServedRates } from './needs/served.ts';
import type { SummaryRow } from './overview/summary.ts';
import { blockedLots, type Recall, type RecallAnswer } from './recalls/recall.ts';
import type { InboundShipment } from './shipments/inbound.ts';
import type { Arrival, FacilityFacts, ItemFacts, ItemPosition } from './stock/facts.ts';
import type { ItemState } from './stock/item-state.ts';
import { effectiveLevels, type LevelSet, type Levels } from './stock/levels.ts';
import { judgeItem } from './stock/position.ts';
import { surgeOn } from './stock/surge.ts';

/** A row with the version that a later write can be conditioned on. */
export interface Versioned<T> {
  readonly value: T;
  readonly v: number;
}

/** Levels of one item at one facility. */
export interface ItemLevel {
  readonly set: LevelSet;
  readonly notStocked: boolean;
}

/** The first acknowledgement of a guidance version: it answers for the facility. */
export interface Acknowledged {
  readonly documentId: string;
  readonly version: string;
  /** Instant, ISO UTC. */
  readonly acknowledgedAt: string;
}

export interface Snapshot {
  readonly facility: Versioned<Facility>;
  /** Local days with a stock document, and with a whole count, ascending. */
  readonly documentDays: readonly Day[];
  readonly countDays: readonly Day[];
  /** Oldest first. */
  readonly headCounts: readonly HeadCount[];
  readonly items: ReadonlyMap<string, Versioned<ItemState>>;
  readonly levels: ReadonlyMap<string, Versioned<ItemLevel>>;
  readonly inbound: readonly Versioned<InboundShipment>[];
  readonly acknowledged: readonly Acknowledged[];
  /** The sheet of the newest round of each checklist that was answered here. */
  readonly sheets: readonly LatestSheet[];
  /** What was said here about recalls, those included that were lifted since. */
  readonly replies: readonly RecallAnswer[];
  /** Current episodes, open and ended. */
  readonly alerts: readonly AlertRow[];
  /** What the places use that it supplies, as the last sweep found it; null for whom nobody is supplied by. */
  readonly served: Versioned<ServedRates> | null;
  /** Null before the first evaluation. */
  readonly summary: SummaryRow | null;
  /** Version of every row read that has one, by its sort key: what is derived from a row is written only while it stands. */
  readonly versions: ReadonlyMap<string, number>;
}

/** What the whole programme shares. */
export interface Programme {
  readonly country: Country;
  readonly catalogue: ReadonlyMap<string, CatalogueItem>;
  /** Those that stand. */
  readonly recalls: readonly Recall[];
}

/** The facility's own local day at an instant (epoch ms). */
export function todayAt(snapshot: Snapshot, nowMs: number): Day {
  return localDay(nowMs, snapshot.facility.value.timeZone);
}

/** Facts of the facility on a day. */
export function facilityFacts(
  snapshot: Pick<Snapshot, 'facility' | 'documentDays' | 'headCounts'>,
  today: Day,
): FacilityFacts {
  const history = snapshot.facility.value.bookkeeping;
  const since = history.filter((entry) => entry.from <= today).at(-1);
  const headCounts = snapshot.headCounts.filter((count) => count.day <= today);
  return {
    today,
    bookkeeping: bookkeepingOn(history, today),
    bookkeepingSince: history.indexOf(since ?? { from: 0, mode: 'counts' }) > 0 ? (since?.from ?? 0) : 0,
    documentDays: snapshot.documentDays,
    headCount: headCounts.at(-1) ?? null,
    headCounts,
    store: snapshot.facility.value.kind === 'store',
    nextDeliveryOn: snapshot.facility.value.nextDeliveryOn,
  };
}

/** The items that the facility should have: its own list, else its country's for its kind. */
export function standardListOf(facility: Facility, country: Country): readonly string[] {
  return facility.standardList ?? country.standardLists[facility.kind] ?? [];
}

/** Levels in effect for an item of a facility. */
export function levelsFor(facility: Facility, country: Country, item: LevelSet | undefined): Levels {
  return effectiveLevels({
    kind: facility.kind,
    country: country.levels.default,
    countryKind: country.levels[facility.kind],
    facility: facility.levels,
    item,
  });
}

/** What can be counted on, by item: dispatched, with an expected day, and not overdue. Of planned ones nothing is on its way. */
export function arrivalsTo(
  inbound: readonly Versioned<InboundShipment>[],
  today: Day,
): ReadonlyMap<string, readonly Arrival[]> {
  const byItem = new Map<string, Arrival[]>();
  for (const { value } of inbound) {
    const { expectedOn: on } = value;
    if (on === null || on < today) continue;
    for (const { itemId, outstanding: quantity } of value.lines) {
      if (quantity > 0) byItem.set(itemId, [...(byItem.get(itemId) ?? []), { on, quantity }]);
    }
  }
  return byItem;
}

/** Units on their way to the facility: dispatched and not yet received. */
export function inTransitTo(inbound: readonly Versioned<InboundShipment>[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { value } of inbound) {
    for (const line of value.lines) sums.set(line.itemId, (sums.get(line.itemId) ?? 0) + line.outstanding);
  }
  return sums;
}

const noLots: ReadonlySet<string> = new Set();

const nothingOnItsWay: readonly Arrival[] = [];

/** Facts of every item that the facility has, should have or has levels for, by item id, on its local day. */
export function itemFacts(snapshot: Snapshot, programme: Programme, today: Day): ItemFacts[] {
  const facility = snapshot.facility.value;
  const listed = new Set(standardListOf(facility, programme.country));
  const inTransit = inTransitTo(snapshot.inbound);
  const arrivals = arrivalsTo(snapshot.inbound, today);
  const blocked = blockedLots(programme.recalls);
  const ids = new Set([...snapshot.items.keys(), ...snapshot.levels.keys(), ...inTransit.keys(), ...listed]);
  return [...ids].sort().flatMap((itemId): ItemFacts[] => {
    const item = programme.catalogue.get(itemId);
    if (item === undefined) return [];
    const level = snapshot.levels.get(itemId)?.value;
    return [
      {
        item,
        state: snapshot.items.get(itemId)?.value ?? null,
        levels: levelsFor(facility, programme.country, level?.set),
        levelSet: level !== undefined && !level.notStocked && Object.keys(level.set).length > 0,
        notStocked: level?.notStocked ?? false,
        onStandardList: listed.has(itemId) && !item.retired,
        inTransit: inTransit.get(itemId) ?? 0,
        arrivals: arrivals.get(itemId) ?? nothingOnItsWay,
        blockedLots: blocked.get(itemId) ?? noLots,
        surge: surgeOn(programme.country.surges, itemId, today),
        served: snapshot.served?.value.get(itemId) ?? null,
      },
    ];
  });
}

/** Judges every item of a facility at an instant (epoch ms). */
export function positionsOf(snapshot: Snapshot, programme: Programme, nowMs: number): ItemPosition[] {
  const facts = facilityFacts(snapshot, todayAt(snapshot, nowMs));
  return itemFacts(snapshot, programme, facts.today).map((item) => judgeItem(item, facts));
}
