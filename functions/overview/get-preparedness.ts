/** GET /facilities/{facilityId}/preparedness: how ready it is, and how it came there. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { preparednessRows } from '#shared/contract/preparedness.ts';
import { localDay, parseDay, showDay } from '#shared/domain/day.ts';
import { TREND_DAYS } from '#shared/domain/overview/trend.ts';
import { notFound, refuse } from '#shared/domain/refusal.ts';
import { dailyBetween } from '#shared/store/daily-preparedness.ts';
import { facilityKey, summaryKey } from '#shared/store/keys.ts';
import { facilityFromRow } from '#shared/store/programme-rows.ts';
import { getRows } from '#shared/store/read.ts';
import { summaryFromRow } from '#shared/store/summary.ts';
import { preparednessOf, trendAnswer } from './answer.ts';

type Row = typeof preparednessRows.getPreparedness;

/** Days shown when nothing else is asked for, and at most. */
const DAYS = 90;
const MOST_DAYS = 366;
/** The week in which a value may stand in for that of four weeks ago. */
const WEEK = 7;

export const getPreparedness: Operation<Row, TableDeps> = async (request, { table }) => {
  const { facilityId } = request.params;
  const [place, row] = await getRows(table, [facilityKey(facilityId), summaryKey(facilityId)]);
  if (!place) return notFound('facility');
  const today = localDay(request.now.getTime(), facilityFromRow(place).value.timeZone);
  const to = parseDay(request.query.to ?? '') ?? today + 1;
  const from = parseDay(request.query.from ?? '') ?? to - DAYS;
  if (to - from > MOST_DAYS) {
    const detail = `Ask for at most ${MOST_DAYS} days at once.`;
    return refuse('query.invalid', detail, [{ pointer: '#from', code: 'range.too-long', detail }]);
  }
  const [kept, then] = await Promise.all([
    dailyBetween(table, facilityId, from, to),
    dailyBetween(table, facilityId, today - TREND_DAYS - WEEK, today - TREND_DAYS + 1),
  ]);
  const preparedness = preparednessOf(row && summaryFromRow(row));
  return {
    body: {
      facilityId,
      asOf: request.now.toISOString(),
      preparedness,
      trend: trendAnswer(preparedness.score, then, today),
      items: kept.map(({ day, ...parts }) => ({ on: showDay(day), ...parts })),
    },
  };
};
