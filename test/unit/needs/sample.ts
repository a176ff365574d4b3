/** Summaries that tests about needs start from: nothing lacks, so that a test only names what it changes. */
import type { Summary, SummaryItem } from '#shared/domain/overview/summary.ts';

/** An item with 40 days of cover. */
export function placeItem(changes: Partial<SummaryItem> = {}): SummaryItem {
  return {
    itemId: 'gloves',
    status: 'adequate',
    coverDays: 40,
    adu: '10',
    basis: 'long',
    stale: false,
    usable: 400,
    estimated: 400,
    inTransit: 0,
    suggestedQuantity: 0,
    fromHeads: false,
    ...changes,
  };
}

/** An active prison that nobody supplies. */
export function place(facilityId: string, changes: Partial<Summary> = {}): Summary {
  return {
    facilityId,
    country: 'UG',
    store: false,
    suppliedBy: null,
    active: true,
    lastReportDay: 20_777,
    worst: 'adequate',
    items: [placeItem()],
    preparedness: { score: null, supplies: null, guidance: null, reporting: null, checklist: null },
    openAlerts: { low: 0, medium: 0, high: 0, critical: 0 },
    ...changes,
  };
}
