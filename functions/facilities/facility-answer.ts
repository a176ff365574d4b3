/** A facility as the API shows it, with what its latest reports say as far as the caller may see it. */
import type { FacilityAnswer } from '#shared/contract/facilities.ts';
import { localDay, showDay } from '#shared/domain/day.ts';
import { bookkeepingOn, type Facility } from '#shared/domain/facilities/facility.ts';
import { type Grant, seesHeads } from '#shared/domain/members/grants.ts';
import { headsKey, reportsKey } from '#shared/store/keys.ts';
import { facilityFromRow, headCountsFromRow, reportDaysFromRow } from '#shared/store/programme-rows.ts';
import { getRows } from '#shared/store/read.ts';
import type { StoredRow, Table } from '#shared/store/table.ts';

/** Answers for these facility rows, in their order: one further read for all of them. */
export async function facilityAnswers(
  table: Table,
  rows: readonly StoredRow[],
  grants: readonly Grant[],
  now: Date,
): Promise<FacilityAnswer[]> {
  const facilities = rows.map(facilityFromRow);
  const ids = facilities.map(({ value }) => value.facilityId);
  const beside = await getRows(table, [...ids.map(reportsKey), ...ids.map(headsKey)]);
  return facilities.map(({ value, v, body }, index) => ({
    ...body,
    facilityId: value.facilityId,
    revision: v,
    headcount: seesHeads(grants, value.facilityId) ? latestHeads(beside[ids.length + index]) : null,
    lastReportOn: lastReportOn(value, beside[index], now),
  }));
}

function latestHeads(row: StoredRow | undefined): FacilityAnswer['headcount'] {
  const latest = row === undefined ? undefined : headCountsFromRow(row).at(-1);
  if (latest === undefined) return null;
  const { day, ...heads } = latest;
  return { ...heads, date: showDay(day) };
}

/** The local day of the last report. A document dated tomorrow comes from a clock that is ahead: it was written today. */
function lastReportOn(facility: Facility, row: StoredRow | undefined, now: Date): string | null {
  const { documentDays, countDays } = reportDaysFromRow(row);
  const today = localDay(now.getTime(), facility.timeZone);
  const last = (bookkeepingOn(facility.bookkeeping, today) === 'counts' ? countDays : documentDays).at(-1);
  if (last === undefined) return null;
  return showDay(Math.min(last, today));
}
