/** Keeps the row of a facility's report days short: rules look back 400 days and no further. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Day } from '../domain/day.ts';
import { reportsKey } from './keys.ts';
import { getRow } from './read.ts';
import type { Table } from './table.ts';
import { versionAttribute } from './table-constants.ts';
import { reaching } from './unavailable.ts';

/** Counters removed with one call. */
const PER_CALL = 200;

const COUNTER = /^[dc](-?\d+)$/;

/** Removes the counters of days before `before`; how many there were. */
export async function trimReportDays(table: Table, facilityId: string, before: Day): Promise<number> {
  const row = (await getRow(table, reportsKey(facilityId), { consistent: true })) ?? {};
  const old = Object.keys(row).filter((name) => {
    const day = COUNTER.exec(name)?.[1];
    return day !== undefined && Number(day) < before;
  });
  for (let start = 0; start < old.length; start += PER_CALL) {
    const names = old.slice(start, start + PER_CALL).map((name, index) => [`#r${index}`, name] as const);
    await reaching(() =>
      table.documents.send(
        new UpdateCommand({
          TableName: table.name,
          Key: { ...reportsKey(facilityId) },
          UpdateExpression: `REMOVE ${names.map(([placeholder]) => placeholder).join(', ')} ADD #v :one`,
          ExpressionAttributeNames: { ...Object.fromEntries(names), '#v': versionAttribute },
          ExpressionAttributeValues: { ':one': 1 },
        }),
      ),
    );
  }
  return old.length;
}
