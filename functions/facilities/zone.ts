/** A facility's zone decides on which day a line lies, so it stays what it is once there are lines. */
import { type Refusal, refuse } from '#shared/domain/refusal.ts';
import { ABSENT } from '#shared/store/conditions.ts';
import { facilityPartition, ITEMS, reportsKey } from '#shared/store/keys.ts';
import { getRow, queryPage } from '#shared/store/read.ts';
import type { Table } from '#shared/store/table.ts';
import { check, type Write } from '#shared/store/transact.ts';

/** Nothing to write while the zone stays; else that there is still no stock, or `facility.zone-fixed`. */
export async function zoneWrites(
  table: Table,
  facilityId: string,
  before: string | undefined,
  after: string,
): Promise<readonly Write[] | Refusal> {
  if (before === undefined || before === after) return [];
  const partition = facilityPartition(facilityId);
  const [items, reports] = await Promise.all([
    queryPage(table, { partition, prefix: ITEMS, consistent: true }, { limit: 1 }),
    getRow(table, reportsKey(facilityId), { consistent: true }),
  ]);
  if (items.rows.length === 0 && reports === undefined) return [check('no stock yet', reportsKey(facilityId), ABSENT)];
  const detail = `Keep ${before}: the days of its stock are counted in that zone.`;
  return refuse('facility.zone-fixed', detail, [{ pointer: '/timeZone', code: 'facility.zone-fixed', detail }]);
}
