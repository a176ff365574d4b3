/** GET /facilities/{facilityId}/checklists: what the facility is asked, how late it is, and what it last answered. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { sheetRows } from '#shared/contract/sheets.ts';
import { localDay } from '#shared/domain/day.ts';
import { seesHeads } from '#shared/domain/members/grants.ts';
import { isRefusal, notFound } from '#shared/domain/refusal.ts';
import { loadChecklists } from '#shared/store/checklists.ts';
import { facilityKey } from '#shared/store/keys.ts';
import { pageOf } from '#shared/store/paging.ts';
import { facilityFromRow } from '#shared/store/programme-rows.ts';
import { getRow } from '#shared/store/read.ts';
import { sheetsThatStand, standingsOf } from '#shared/store/sheets.ts';
import { MOST_PER_PAGE, sheetAnswer, standingAnswer } from './answers.ts';

type Row = typeof sheetRows.listFacilityChecklists;

export const listFacilityChecklists: Operation<Row, TableDeps> = async (request, { table }) => {
  const { facilityId } = request.params;
  const [place, checklists, standings] = await Promise.all([
    getRow(table, facilityKey(facilityId)),
    loadChecklists(table),
    standingsOf(table, facilityId),
  ]);
  if (!place) return notFound('facility');
  const facility = facilityFromRow(place).value;
  const today = localDay(request.now.getTime(), facility.timeZone);
  const byList = new Map(standings.map((standing) => [standing.checklistId, standing]));
  const listed = checklists
    .map((checklist) => {
      const sheet = byList.get(checklist.value.checklistId);
      return { sheet, standing: standingAnswer(facility, checklist, sheet, today) };
    })
    .filter(({ sheet, standing }) => sheet !== undefined || standing.state !== 'not-asked');
  const { limit, cursor } = request.query;
  const identity = { list: 'facility-checklists', filter: { facilityId } };
  const page = pageOf(listed, ({ standing }) => standing.checklistId, identity, Math.min(limit, MOST_PER_PAGE), cursor);
  if (isRefusal(page)) return page;
  const standing = page.items.flatMap(({ sheet }) => sheet ?? []);
  const sheets = await sheetsThatStand(table, facilityId, standing);
  const latest = new Map(sheets.flatMap((sheet) => (sheet ? [[sheet.checklistId, sheet] as const] : [])));
  const words = seesHeads(request.grants, facilityId);
  const items = page.items.map(({ standing }) => {
    const sheet = latest.get(standing.checklistId);
    return { ...standing, latest: sheet ? sheetAnswer(sheet, words) : null };
  });
  return { body: { items, nextCursor: page.nextCursor } };
};
