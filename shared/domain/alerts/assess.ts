/** Finds every condition of one facility that its snapshot and the date can tell. */
import { activeOn } from '../facilities/facility.ts';
import type { AlertKind } from './alert.ts';
import type { Condition, FacilityFindings } from './condition.ts';
import { overdueChecklists } from './kinds/checklist-overdue.ts';
import { countConflicts, implausibleReports } from './kinds/doubtful-counts.ts';
import { expiredStock, expiringStock } from './kinds/expiry.ts';
import { overdueGuidance } from './kinds/guidance-overdue.ts';
import { overstocks } from './kinds/overstock.ts';
import { recalledLots } from './kinds/recall.ts';
import { receiptDiscrepancies } from './kinds/receipt-discrepancy.ts';
import { dueOpeningCount, overdueReport } from './kinds/reports.ts';
import { overdueShipments } from './kinds/shipment-overdue.ts';
import { shortages } from './kinds/shortage.ts';

/** Kinds that a sweep judges: what is open of them and has no condition any more ends. */
export const sweepKinds: readonly AlertKind[] = [
  'shortage',
  'shipment-overdue',
  'receipt-discrepancy',
  'report-overdue',
  'opening-count-due',
  'guidance-overdue',
  'checklist-overdue',
  'overstock',
  'expiring',
  'expired',
  'implausible-report',
  'count-conflict',
  'recall',
];

/** Kinds that only the nightly check judges. */
export const nightlyKinds: readonly AlertKind[] = ['ledger-mismatch'];

/** The conditions of a facility. A facility that is closed, suspended or has not started has none. */
export function assess(findings: FacilityFindings): Condition[] {
  if (!activeOn(findings.facility, findings.today)) return [];
  return [
    ...shortages(findings),
    ...overdueShipments(findings),
    ...receiptDiscrepancies(findings),
    ...overdueReport(findings),
    ...dueOpeningCount(findings),
    ...overdueGuidance(findings),
    ...overdueChecklists(findings),
    ...overstocks(findings),
    ...expiringStock(findings),
    ...expiredStock(findings),
    ...implausibleReports(findings),
    ...countConflicts(findings),
    ...recalledLots(findings),
  ];
}
