/** What one facility's stock is judged by, and the figures that come out: the words of a stock row. */
import type Fraction from 'fraction.js';
import type { CatalogueItem } from '../catalogue/item.ts';
import type { Day } from '../day.ts';
import type { HeadCount } from '../facilities/facility.ts';
import type { ItemState } from './item-state.ts';
import type { Bookkeeping } from './ledger.ts';
import type { Levels } from './levels.ts';

/** Everything about a facility that judging an item needs. `today` is its own local day. */
export interface FacilityFacts {
  readonly today: Day;
  /** How the books are kept today. */
  readonly bookkeeping: Bookkeeping;
  /** Local day since when they are kept so. */
  readonly bookkeepingSince: Day;
  /** Local days with any stock document, ascending, of about the last 400 days. */
  readonly documentDays: readonly Day[];
  /** The latest one until today. */
  readonly headCount: HeadCount | null;
  /** Every one known until today, oldest first. */
  readonly headCounts: readonly HeadCount[];
  /** It supplies others: what it sends away is what it needs. */
  readonly store: boolean;
  /** Day on which a lead expects the next delivery; null where nobody said, or where that day is over. */
  readonly nextDeliveryOn: Day | null;
}

/** What a dispatched shipment brings on its expected day. */
export interface Arrival {
  readonly on: Day;
  /** Units of issue. */
  readonly quantity: number;
}

/** What the facilities that a store supplies use together. */
export interface Served {
  /** Units a day; null where none of them has a rate. */
  readonly adu: Fraction | null;
  /** Some of them have no rate: they use more than this. */
  readonly partial: boolean;
  /** A rate among theirs rests on head counts. */
  readonly fromHeads: boolean;
}

export interface ItemFacts {
  readonly item: CatalogueItem;
  /** Null where nothing was ever recorded. */
  readonly state: ItemState | null;
  readonly levels: Levels;
  /** A level of the item itself is set here. */
  readonly levelSet: boolean;
  /** A lead said that this facility does not stock it. */
  readonly notStocked: boolean;
  readonly onStandardList: boolean;
  /** Units dispatched to the facility and not yet received. */
  readonly inTransit: number;
  /** The part of them that can be counted on: with an expected day, and not overdue. By day. */
  readonly arrivals: readonly Arrival[];
  /** Lots that are recalled or on hold: on the shelf, never usable. */
  readonly blockedLots: ReadonlySet<string>;
  /** A lead's factor on the use of this item today; null where none acts. */
  readonly surge: Fraction | null;
  /** Null for what supplies nobody. */
  readonly served: Served | null;
}

export const bases = ['served', 'recent', 'long', 'norm', 'last-known', 'none'] as const;
/** Where a rate of use comes from. */
export type Basis = (typeof bases)[number];

export const stockStatuses = [
  'not-stocked',
  'no-data',
  'count-needed',
  'out',
  'unknown',
  'emergency',
  'low',
  'overstocked',
  'adequate',
] as const;
export type StockStatus = (typeof stockStatuses)[number];

/** Worst first: out, emergency, count-needed, low, unknown, no-data, overstocked, adequate, not-stocked. */
export const worstFirst: readonly StockStatus[] = [
  'out',
  'emergency',
  'count-needed',
  'low',
  'unknown',
  'no-data',
  'overstocked',
  'adequate',
  'not-stocked',
];

/** The figures of one item at one facility today. Exact fractions; null where there is no such figure. */
export interface ItemPosition {
  readonly itemId: string;
  readonly status: StockStatus;
  /** By the book, with what is kept apart. */
  readonly onHand: number | null;
  readonly usable: number | null;
  readonly estimatedOnHand: Fraction | null;
  /** Units a day. */
  readonly adu: Fraction | null;
  readonly basis: Basis;
  readonly coverDays: Fraction | null;
  readonly coverByNorm: Fraction | null;
  readonly suggestedQuantity: number | null;
  readonly inTransit: number;
  readonly lastReportDay: Day | null;
  /** The figures rest on a report older than one report interval. */
  readonly stale: boolean;
  /** Planning `per-person` and `fixed`: units that should be there. */
  readonly requiredQuantity: number | null;
  /** Cover below which the item is `low`, in days; null for what is judged by quantities. */
  readonly lowBelowDays: number | null;
  readonly emergencyBelowDays: number | null;
  /** Days that its stock should outlast the next delivery by. */
  readonly safetyDays: number;
  /** Fixed quantities that judge it and the units held against them; null where it has no state or none is set. */
  readonly quantities: QuantityLimits | null;
  /** First day at whose end nothing usable is left; null beyond the horizon (see `projection.ts`) and without a rate of use. */
  readonly stockOutOn: Day | null;
  /** What will expire before it can be used, soonest first. */
  readonly unused: readonly UnusedLot[];
  /** Day of the next delivery as far as anybody can say; null where nobody can. */
  readonly nextDeliveryOn: Day | null;
  /** The first delivery on its way that lands before the stock-out; null where none does. */
  readonly landing: Landing | null;
  /** A delivery lands before the stock-out and lifts the item to its low limit at least. */
  readonly deliveryInTime: boolean;
  /** Adequate or overstocked today, and out before the next delivery + safety days. */
  readonly projectedShort: boolean;
  /** Factor of a lead that is in `adu`; null where none acts. */
  readonly surge: Fraction | null;
  /** Factor in `adu` because more (or fewer) people are there than when the use was measured; null where none acts. */
  readonly scaledBy: Fraction | null;
  /** `served` leaves out facilities without a rate. */
  readonly partial: boolean;
  /** `adu` and what follows from it would tell how many people are there. */
  readonly fromHeads: boolean;
  readonly anchorFlags: AnchorFlags;
}

/** A lot, or the part of it, that will still be there when it expires. */
export interface UnusedLot {
  readonly lot: string | null;
  /** Its last good day. */
  readonly expiry: Day;
  /** Whole units, rounded down: at least so many. */
  readonly quantity: number;
}

export interface Landing {
  readonly on: Day;
  /** Days of cover once it has landed. */
  readonly coverDays: Fraction;
}

/** What made the last whole count doubtful. It stands until the next one. */
export interface AnchorFlags {
  /** Its figure looks like a slip: it was confirmed, or came too late to be asked about. */
  readonly implausible: boolean;
  /** Somebody else counted something else within the same hours. */
  readonly conflict: boolean;
}

/** Units of issue. Below `lowBelow` an item is `low`, below `emergencyBelow` it is `emergency`. */
export interface QuantityLimits {
  readonly held: Fraction;
  readonly lowBelow: number | null;
  readonly emergencyBelow: number | null;
}
