/** A facility that is registered with a past: from when on its reports are overdue. */
import { describe, expect, it } from 'vitest';
import { overdueReport } from '#shared/domain/alerts/kinds/reports.ts';
import { facilityFromRow } from '#shared/store/programme-rows.ts';
import { day, facilityId, findings } from '../alerts/sample.ts';

const registeredOn = day('2026-11-10');
const lastReportDay = day('2026-09-20');

/** Days on which the report is overdue, of the two weeks after registration. */
function overdueDays(startedOn?: string): number[] {
  const body = {
    name: 'Luzira',
    country: 'UG',
    kind: 'prison',
    timeZone: 'Africa/Kampala',
    bookkeeping: 'counts',
    ...(startedOn === undefined ? {} : { startedOn }),
  };
  const bookkeepingHistory = [{ from: registeredOn, mode: 'counts' }];
  const row = { PK: '', SK: '', facilityId, v: 1, createdOn: registeredOn, bookkeepingHistory, body };
  const { value: facility } = facilityFromRow(row);
  return Array.from({ length: 14 }, (_, after) => registeredOn + after)
    .filter((today) => overdueReport(findings({ facility, today, lastReportDay })).length > 0)
    .map((today) => today - registeredOn);
}

describe('the reports of a facility whose books are loaded from before it was registered', () => {
  it('are expected from its registration on, an interval and two days later', () => {
    expect(overdueDays()[0]).toBe(10);
  });

  it('are overdue at once where a lead says that it started long ago', () => {
    expect(overdueDays('2026-01-01')[0]).toBe(0);
  });
});
