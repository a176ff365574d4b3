/** PUT /facilities/{facilityId}/headcounts/{date}: how many people work and are held there on a day. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { facilityRows } from '#shared/contract/facilities.ts';
import { localDay, parseDay, showDay } from '#shared/domain/day.ts';
import { closedOn } from '#shared/domain/facilities/facility.ts';
import { withHeadCount } from '#shared/domain/facilities/head-counts.ts';
import { isRefusal, notFound, type Refusal, refuse } from '#shared/domain/refusal.ts';
import { asRead } from '#shared/store/conditions.ts';
import { facilityKey, headCountKey, headsKey } from '#shared/store/keys.ts';
import { facilityFromRow, headCountsAttribute, headCountsFromRow } from '#shared/store/programme-rows.ts';
import { getRows } from '#shared/store/read.ts';
import { revisionOf, saveRecord } from '#shared/store/records.ts';
import { put } from '#shared/store/transact.ts';

/** A correction of a past day replaces that day only. */
export const putHeadcount: Operation<typeof facilityRows.putHeadcount, TableDeps> = async (
  request,
  { table, newId },
) => {
  const { facilityId, date } = request.params;
  const { body, now, member: by } = request;
  const day = parseDay(date);
  if (day === undefined) throw new Error(`a date that its schema let through: ${date}`);
  const saved = await saveRecord(table, {
    ...request,
    key: headCountKey(facilityId, date),
    changeId: newId(),
    decide: async () => {
      const [row, heads] = await getRows(table, [facilityKey(facilityId), headsKey(facilityId)], { consistent: true });
      if (row === undefined) return notFound('facility');
      const facility = facilityFromRow(row).value;
      const today = showDay(localDay(now.getTime(), facility.timeZone));
      if (date > today) return ahead(today);
      if (closedOn(facility, day)) {
        return refuse('facility.closed', 'Head counts end with the day before the facility closed.');
      }
      const counts = withHeadCount(heads === undefined ? [] : headCountsFromRow(heads), { day, ...body });
      const v = heads === undefined ? 1 : revisionOf(heads) + 1;
      const latest = { ...headsKey(facilityId), v, counts: headCountsAttribute(counts) };
      return {
        attributes: { facilityId, date, body, by, at: now.toISOString() },
        also: [put('heads', latest, asRead(heads))],
      };
    },
  });
  if (isRefusal(saved)) return saved;
  const { created, revision } = saved;
  return { status: created ? 201 : 200, body: { ...body, facilityId, date, revision }, revision };
};

/** People are counted, not foreseen: unlike of a stock-take, even the date of a clock that is ahead is refused. */
function ahead(today: string): Refusal {
  const detail = `Give a date up to ${today}, which is today there.`;
  return refuse('date.future', detail, [{ pointer: '#date', code: 'date.future', detail }], { today });
}
