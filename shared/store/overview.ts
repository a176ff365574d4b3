/** Reads of the overview: a page of facilities with the summaries that the last evaluation left of them. */
import { localDay, monthOf } from '../domain/day.ts';
import type { Facility } from '../domain/facilities/facility.ts';
import type { SummaryRow } from '../domain/overview/summary.ts';
import { type DailyPreparedness, TREND_DAYS } from '../domain/overview/trend.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { dailyFromRow } from './daily-preparedness.ts';
import { dailyPreparednessKey, facilitiesOf, facilityKey, facilityPartition, summaryKey } from './keys.ts';
import { listPage, type Source } from './lists.ts';
import { facilityFromRow } from './programme-rows.ts';
import { getRows } from './read.ts';
import { summaryFromRow } from './summary.ts';
import { loadRun } from './sweeps.ts';
import type { Table } from './table.ts';

export interface OverviewReach {
  readonly countries: readonly string[];
  readonly facilities: readonly string[];
}

export interface OverviewRow {
  readonly facility: Facility;
  readonly summary: SummaryRow | undefined;
  /** Daily values of the month that lies four weeks back, which trends start from. */
  readonly kept: readonly DailyPreparedness[];
}

export interface OverviewPage {
  /** A facility that was never evaluated has no summary. */
  readonly facilities: readonly OverviewRow[];
  readonly nextCursor: string | null;
}

/** It was closed on or before the facility's local day. */
function closedAt({ status, statusFrom, timeZone }: Facility, nowMs: number): boolean {
  return status === 'closed' && (statusFrom === null || statusFrom <= localDay(nowMs, timeZone));
}

/** One page of facilities, country by country, by id. Those that are closed at an instant (epoch ms) are left out. */
export async function readOverview(
  table: Table,
  reach: OverviewReach,
  nowMs: number,
  page: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<OverviewPage | Refusal> {
  const accept: Source['accept'] = (row) => !closedAt(facilityFromRow(row).value, nowMs);
  const sources: Source[] = [
    ...reach.countries.map((country) => ({ partition: facilitiesOf(country), index: true, accept })),
    ...reach.facilities.map((facilityId) => {
      const { SK } = facilityKey(facilityId);
      return { partition: facilityPartition(facilityId), prefix: SK, accept };
    }),
  ];
  const listed = await listPage(table, { list: 'overview', filter: reach, sources, ...page });
  if (isRefusal(listed)) return listed;
  const facilities = listed.rows.map((row) => facilityFromRow(row).value);
  const [summaries, months] = await Promise.all([
    getRows(
      table,
      facilities.map(({ facilityId }) => summaryKey(facilityId)),
    ),
    getRows(
      table,
      facilities.map(({ facilityId, timeZone }) =>
        dailyPreparednessKey(facilityId, monthOf(localDay(nowMs, timeZone) - TREND_DAYS)),
      ),
    ),
  ]);
  return {
    facilities: facilities.map((facility, index) => {
      const row = summaries[index];
      const month = months[index];
      return { facility, summary: row && summaryFromRow(row), kept: month ? dailyFromRow(month) : [] };
    }),
    nextCursor: listed.nextCursor,
  };
}

/** The time of the last finished sweep: of several countries the oldest; null where one was never swept. */
export async function lastEvaluation(table: Table, countries: readonly string[]): Promise<string | null> {
  const runs = await Promise.all(countries.map((country) => loadRun(table, 'sweep', country)));
  const times = runs.map((run) => run?.last?.now ?? null);
  if (times.length === 0 || times.includes(null)) return null;
  return times.reduce((oldest, time) => (oldest !== null && time !== null && time < oldest ? time : oldest));
}
