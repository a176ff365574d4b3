/** Lists of alerts, planned by scope: the open or the ended list of each country, and single facilities' own rows. */
import type { AlertKind, AlertRow, AlertState } from '../domain/alerts/alert.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { alertFromRow } from './alerts.ts';
import { CURRENT_ALERTS, endedAlertsOf, facilityPartition, OLDER_ALERTS, openAlertsOf } from './keys.ts';
import { listPage, type Source } from './lists.ts';
import type { StoredRow, Table } from './table.ts';

export interface AlertFilter {
  readonly countries: readonly string[];
  readonly facilities: readonly string[];
  /** Null: every alert that has not ended. */
  readonly state: AlertState | null;
  readonly kind: AlertKind | null;
}

export interface AlertPage {
  readonly alerts: readonly AlertRow[];
  readonly nextCursor: string | null;
}

function accepts({ state, kind }: AlertFilter): (row: StoredRow) => boolean {
  return (row) => {
    if (kind !== null && row.kind !== kind) return false;
    return state === null ? row.state !== 'resolved' : row.state === state;
  };
}

function sourcesOf(filter: AlertFilter): Source[] {
  const accept = accepts(filter);
  const ended = filter.state === 'resolved';
  const listOf = ended ? endedAlertsOf : openAlertsOf;
  const prefixes = ended ? [CURRENT_ALERTS, OLDER_ALERTS] : [CURRENT_ALERTS];
  return [
    ...filter.countries.map((country) => ({ partition: listOf(country), index: true, descending: true, accept })),
    ...filter.facilities.flatMap((facilityId) =>
      prefixes.map((prefix) => ({ partition: facilityPartition(facilityId), prefix, accept })),
    ),
  ];
}

function newestFirst(a: AlertRow, b: AlertRow): number {
  return a.openedAt < b.openedAt ? 1 : a.openedAt > b.openedAt ? -1 : 0;
}

/**
 * One page. A country's open alerts come newest first, its ended ones by their end; those of single facilities by kind,
 * newest first within the page.
 */
export async function listAlertRows(
  table: Table,
  filter: AlertFilter,
  page: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<AlertPage | Refusal> {
  const listed = await listPage(table, { list: 'alerts', filter, sources: sourcesOf(filter), ...page });
  if (isRefusal(listed)) return listed;
  const alerts = listed.rows.map(alertFromRow);
  if (filter.countries.length === 0) alerts.sort(newestFirst);
  return { alerts, nextCursor: listed.nextCursor };
}
