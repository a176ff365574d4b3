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
  readonly headCount: HeadCount | null;
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
}

export const bases = ['recent', 'long', 'norm', 'last-known', 'none'] as const;
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
  /** Fixed quantities that judge it and the units held against them; null where it has no state or none is set. */
  readonly quantities: QuantityLimits | null;
}

/** Units of issue. Below `lowBelow` an item is `low`, below `emergencyBelow` it is `emergency`. */
export interface QuantityLimits {
  readonly held: Fraction;
  readonly lowBelow: number | null;
  readonly emergencyBelow: number | null;
}
