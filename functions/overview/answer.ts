/** A facility as the overview shows it. */
import type { OverviewFacility } from '#shared/contract/overview.ts';
import type { Facility } from '#shared/domain/facilities/facility.ts';
import type { Summary } from '#shared/domain/overview/summary.ts';

const nothingKnown = { score: null, supplies: null, guidance: null, reporting: null, checklist: null };

/** `full`: also items that are adequate. A facility that was never evaluated shows nulls and no items. */
export function overviewFacilityOf(
  { facilityId, name }: Pick<Facility, 'facilityId' | 'name'>,
  summary: Summary | undefined,
  full: boolean,
): OverviewFacility {
  if (summary === undefined) return { facilityId, name, preparedness: nothingKnown, items: [], openAlerts: 0 };
  const { low, medium, high, critical } = summary.openAlerts;
  return {
    facilityId,
    name,
    preparedness: { ...summary.preparedness },
    items: summary.items
      .filter(({ status }) => full || status !== 'adequate')
      .map(({ itemId, status, coverDays }) => ({ itemId, status, coverDays })),
    openAlerts: low + medium + high + critical,
  };
}
