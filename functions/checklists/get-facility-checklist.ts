/** GET /facilities/{facilityId}/checklists/{checklistId}: every sheet that was sent, newest round first. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { sheetRows } from '#shared/contract/sheets.ts';
import { localDay } from '#shared/domain/day.ts';
import { seesHeads } from '#shared/domain/members/grants.ts';
import { isRefusal, notFound } from '#shared/domain/refusal.ts';
import { checklistFromRow } from '#shared/store/checklists.ts';
import { checklistKey, facilityKey, facilityPartition, sheetHistoryPrefix, sheetKey } from '#shared/store/keys.ts';
import { listPage } from '#shared/store/lists.ts';
import { facilityFromRow } from '#shared/store/programme-rows.ts';
import { getRows } from '#shared/store/read.ts';
import { sheetFromRow, standingFromRow } from '#shared/store/sheets.ts';
import { MOST_PER_PAGE, sheetAnswer, standingAnswer } from './answers.ts';

type Row = typeof sheetRows.getFacilityChecklist;

export const getFacilityChecklist: Operation<Row, TableDeps> = async (request, { table }) => {
  const { facilityId, checklistId } = request.params;
  const { limit, cursor } = request.query;
  const prefix = sheetHistoryPrefix(checklistId);
  const keys = [facilityKey(facilityId), checklistKey(checklistId), sheetKey(facilityId, checklistId)];
  const [[place, list, standing], page] = await Promise.all([
    getRows(table, keys),
    listPage(table, {
      list: 'sheets',
      filter: { facilityId, checklistId },
      sources: [{ partition: facilityPartition(facilityId), prefix, descending: true }],
      limit: Math.min(limit, MOST_PER_PAGE),
      cursor,
    }),
  ]);
  if (!place) return notFound('facility');
  if (!list) return notFound('checklist');
  if (isRefusal(page)) return page;
  const facility = facilityFromRow(place).value;
  const today = localDay(request.now.getTime(), facility.timeZone);
  const words = seesHeads(request.grants, facilityId);
  return {
    body: {
      ...standingAnswer(facility, checklistFromRow(list), standing && standingFromRow(standing), today),
      items: page.rows.map((row) => sheetAnswer(sheetFromRow(row), words)),
      nextCursor: page.nextCursor,
    },
  };
};
