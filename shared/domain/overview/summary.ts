/** What the overview shows of one facility, kept beside it so that a country is read page by page and not computed. */
import { type AlertLevel, alertLevels } from '../alerts/alert.ts';
import type { Day } from '../day.ts';
import type { Basis, StockStatus } from '../stock/facts.ts';

export interface SummaryItem {
  readonly itemId: string;
  readonly status: StockStatus;
  /** Days, one decimal; null without a rate of use. */
  readonly coverDays: number | null;
  /** Units a day, exact, as `n/d`; null without one. */
  readonly adu: string | null;
  readonly basis: Basis;
  /** The figures rest on a report older than one report interval. */
  readonly stale: boolean;
  /** Units that may be used, by the book; null where nothing was ever recorded. */
  readonly usable: number | null;
  /** Whole units that are probably left, rounded down; null likewise. */
  readonly estimated: number | null;
  /** Units dispatched and not yet received. */
  readonly inTransit: number;
  readonly suggestedQuantity: number | null;
  /** The figures would tell how many people are there. */
  readonly fromHeads: boolean;
}

export const preparednessParts = ['supplies', 'guidance', 'reporting', 'checklist'] as const;
export type PreparednessPart = (typeof preparednessParts)[number];
export const preparednessFields = ['score', ...preparednessParts] as const;

/** Percentages, 0-100, whole; null where there is nothing to judge by. */
export type Preparedness = Readonly<Record<(typeof preparednessFields)[number], number | null>>;

/** Open alerts by level: acknowledged and snoozed ones are open too. */
export type OpenAlerts = Readonly<Record<AlertLevel, number>>;

export interface Summary {
  readonly facilityId: string;
  readonly country: string;
  /** It supplies others. */
  readonly store: boolean;
  /** The store that supplies it; null where nobody named one. */
  readonly suppliedBy: string | null;
  /** Started, not suspended, not closed. */
  readonly active: boolean;
  /** Local day of the last report; null before the first. */
  readonly lastReportDay: Day | null;
  /** Worst status among the items that are judged; null without any. */
  readonly worst: StockStatus | null;
  /** Worst status first, then by item id. */
  readonly items: readonly SummaryItem[];
  readonly preparedness: Preparedness;
  readonly openAlerts: OpenAlerts;
}

/** A summary as it is kept, with the version of its row. */
export interface SummaryRow extends Summary {
  readonly v: number;
}

const itemFields = [
  'itemId',
  'status',
  'coverDays',
  'adu',
  'basis',
  'stale',
  'usable',
  'estimated',
  'inTransit',
  'suggestedQuantity',
  'fromHeads',
] as const satisfies readonly (keyof SummaryItem)[];

function sameItem(a: SummaryItem, b: SummaryItem | undefined): boolean {
  return b !== undefined && itemFields.every((field) => a[field] === b[field]);
}

/** Whether two summaries of one facility say the same, so that nothing need be written. */
export function sameSummary(a: Summary, b: Summary): boolean {
  return (
    a.country === b.country &&
    a.store === b.store &&
    a.suppliedBy === b.suppliedBy &&
    a.active === b.active &&
    a.lastReportDay === b.lastReportDay &&
    a.worst === b.worst &&
    preparednessFields.every((part) => a.preparedness[part] === b.preparedness[part]) &&
    alertLevels.every((level) => a.openAlerts[level] === b.openAlerts[level]) &&
    a.items.length === b.items.length &&
    a.items.every((item, index) => sameItem(item, b.items[index]))
  );
}
