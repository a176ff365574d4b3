/** Report overdue and opening count due: a facility that should say what is on its shelves, and does not. */
import { type Day, showDay } from '../../day.ts';
import { WHOLE_FACILITY } from '../alert.ts';
import { type Condition, type FacilityFindings, plain } from '../condition.ts';

/** Days of patience beyond the report interval: a weekend, a holiday, a day without network. */
const GRACE_DAYS = 2;

/** The day from which the facility is expected to report: its start, or the day on which it became active again. */
function expectedSince(findings: FacilityFindings): Day {
  const { startedOn, statusFrom } = findings.facility;
  return Math.max(startedOn, statusFrom ?? startedOn);
}

/** Last day on which the next report is in time, inclusive. */
function dueOn(since: Day, findings: FacilityFindings): Day {
  return since + findings.reportEveryDays + GRACE_DAYS;
}

/** One condition per facility that has reported before and is silent for longer than its interval and the grace. */
export function overdueReport(findings: FacilityFindings): Condition[] {
  const last = findings.lastReportDay;
  if (last === null) return [];
  const due = dueOn(Math.max(last, expectedSince(findings)), findings);
  if (due >= findings.today) return [];
  return [
    plain({ kind: 'report-overdue', subject: WHOLE_FACILITY }, 'medium', {
      lastReportOn: showDay(last),
      dueOn: showDay(due),
      reportEveryDays: findings.reportEveryDays,
    }),
  ];
}

/** One condition per facility, however many items its list has: it has things to keep and never counted them. */
export function dueOpeningCount(findings: FacilityFindings): Condition[] {
  if (findings.listed.length === 0 || findings.everCounted) return [];
  const due = dueOn(expectedSince(findings), findings);
  if (due >= findings.today) return [];
  return [
    plain({ kind: 'opening-count-due', subject: WHOLE_FACILITY }, 'medium', {
      listedItems: findings.listed.length,
      dueOn: showDay(due),
    }),
  ];
}
