/** The daily values of preparedness: one row per facility and month, one attribute per day, kept by the nightly check. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Day, firstDayOf, monthOf } from '../domain/day.ts';
import { type Preparedness, preparednessFields } from '../domain/overview/summary.ts';
import type { DailyPreparedness } from '../domain/overview/trend.ts';
import { dailyPreparednessKey, facilityPartition } from './keys.ts';
import { queryAll } from './read.ts';
import { capacityWanted, reportUnits, type StoredRow, type Table } from './table.ts';
import { reaching } from './unavailable.ts';

/** Score, supplies, guidance, reporting, checklist. */
const value = z.number().nullable();
const values = z.tuple([value, value, value, value, value]);

/** Days of the month, `d1` to `d31`. */
const DAY = /^d(\d{1,2})$/;

/** Reads the values of a month, ascending. Throws on a row that is none. */
export function dailyFromRow(row: StoredRow): DailyPreparedness[] {
  const first = firstDayOf(z.string().parse(row.month));
  return Object.entries(row)
    .flatMap(([name, stored]) => {
      const number = DAY.exec(name)?.[1];
      if (number === undefined) return [];
      const [score, supplies, guidance, reporting, checklist] = values.parse(stored);
      return [{ day: first + Number(number) - 1, score, supplies, guidance, reporting, checklist }];
    })
    .sort((a, b) => a.day - b.day);
}

/**
 * Keeps the value of a day, over the one that an earlier run of that day left. One write of one small row, whatever
 * else is in it; days do not get in each other's way.
 */
export async function keepDaily(table: Table, facilityId: string, day: Day, parts: Preparedness): Promise<void> {
  const month = monthOf(day);
  const answer = await reaching(() =>
    table.documents.send(
      new UpdateCommand({
        TableName: table.name,
        Key: { ...dailyPreparednessKey(facilityId, month) },
        UpdateExpression: 'SET #day = :values, #month = :month',
        ExpressionAttributeNames: { '#day': `d${day - firstDayOf(month) + 1}`, '#month': 'month' },
        ExpressionAttributeValues: { ':values': preparednessFields.map((field) => parts[field]), ':month': month },
        ...capacityWanted(table),
      }),
    ),
  );
  reportUnits(table, 'update', 'write', answer.ConsumedCapacity);
}

/** Values of the days from `from` up to, not including, `to`, ascending. One row per month. */
export async function dailyBetween(table: Table, facilityId: string, from: Day, to: Day): Promise<DailyPreparedness[]> {
  if (to <= from) return [];
  const rows = await queryAll(table, {
    partition: facilityPartition(facilityId),
    from: dailyPreparednessKey(facilityId, monthOf(from)).SK,
    to: dailyPreparednessKey(facilityId, monthOf(to - 1)).SK,
  });
  return rows.flatMap(dailyFromRow).filter(({ day }) => day >= from && day < to);
}
