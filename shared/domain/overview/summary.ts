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

function sameItem(a: SummaryItem, b: SummaryItem | undefined): boolean {
  return (
    b !== undefined &&
    a.itemId === b.itemId &&
    a.status === b.status &&
    a.coverDays === b.coverDays &&
    a.adu === b.adu &&
    a.basis === b.basis &&
    a.stale === b.stale
  );
}

/** Whether two summaries of one facility say the same, so that nothing need be written. */
export function sameSummary(a: Summary, b: Summary): boolean {
  return (
    a.country === b.country &&
    a.active === b.active &&
    a.lastReportDay === b.lastReportDay &&
    a.worst === b.worst &&
    preparednessFields.every((part) => a.preparedness[part] === b.preparedness[part]) &&
    alertLevels.every((level) => a.openAlerts[level] === b.openAlerts[level]) &&
    a.items.length === b.items.length &&
    a.items.every((item, index) => sameItem(item, b.items[index]))
  );
}
