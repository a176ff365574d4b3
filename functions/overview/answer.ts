/** A facility as the overview shows it. */
import type { OverviewFacility } from '#shared/contract/overview.ts';
import type { PreparednessParts } from '#shared/contract/preparedness.ts';
import type { Day } from '#shared/domain/day.ts';
import { showDay } from '#shared/domain/day.ts';
import type { Facility } from '#shared/domain/facilities/facility.ts';
import { reasonAgainst } from '#shared/domain/overview/preparedness.ts';
import type { Summary } from '#shared/domain/overview/summary.ts';
import { type DailyPreparedness, trendOf } from '#shared/domain/overview/trend.ts';

const nothing = { score: null, supplies: null, guidance: null, reporting: null, checklist: null };

/** The parts of a summary, and why they make no score where they do not. */
export function preparednessOf(summary: Summary | undefined): PreparednessParts {
  if (summary === undefined) return { ...nothing, reason: 'not-evaluated' };
  const { preparedness } = summary;
  return { ...preparedness, reason: summary.active ? reasonAgainst(preparedness) : 'not-active' };
}

/** How the score moved over four weeks, by the daily values that were kept. */
export function trendAnswer(score: number | null, kept: readonly DailyPreparedness[], today: Day) {
  const trend = trendOf(score, kept, today);
  return trend && { ...trend, since: showDay(trend.since) };
}

/** `full`: also items that are adequate. A facility that was never evaluated shows nulls and no items. */
export function overviewFacilityOf(
  { facilityId, name }: Pick<Facility, 'facilityId' | 'name'>,
  summary: Summary | undefined,
  full: boolean,
  trend: OverviewFacility['trend'],
): OverviewFacility {
  const preparedness = preparednessOf(summary);
  if (summary === undefined) return { facilityId, name, preparedness, trend, items: [], openAlerts: 0 };
  const { low, medium, high, critical } = summary.openAlerts;
  return {
    facilityId,
    name,
    preparedness,
    trend,
    items: summary.items
      .filter(({ status }) => full || status !== 'adequate')
      .map(({ itemId, status, coverDays }) => ({ itemId, status, coverDays })),
    openAlerts: low + medium + high + critical,
  };
}
