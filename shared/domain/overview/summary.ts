/** What the overview shows of one facility, kept beside it so that a country is read page by page and not computed. */
import type { AlertLevel } from '../alerts/alert.ts';
import type { Day } from '../day.ts';
import type { FacilityStatus } from '../facilities/facility.ts';
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

/** Percentages, 0-100, whole; null where there is nothing to judge by. */
export interface Preparedness {
  readonly score: number | null;
  readonly supplies: number | null;
  readonly guidance: number | null;
  readonly reporting: number | null;
  readonly checklist: number | null;
}

/** Open alerts by level: acknowledged and snoozed ones are open too. */
export type OpenAlerts = Readonly<Record<AlertLevel, number>>;

export interface Summary {
  readonly facilityId: string;
  readonly country: string;
  readonly facilityStatus: FacilityStatus;
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
