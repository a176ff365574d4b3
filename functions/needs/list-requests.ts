/** GET /facilities/{facilityId}/requests: everything that the facility asked for, what was sent and withdrawn too. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { needsRows } from '#shared/contract/needs.ts';
import { seesHeads } from '#shared/domain/members/grants.ts';
import { isRefusal, notFound } from '#shared/domain/refusal.ts';
import { facilityKey, facilityPartition, REQUESTS } from '#shared/store/keys.ts';
import { listPage } from '#shared/store/lists.ts';
import { getRow } from '#shared/store/read.ts';
import { requestFromRow } from '#shared/store/requests.ts';
import { requestAnswer } from './answers.ts';

export const listRequests: Operation<typeof needsRows.listRequests, TableDeps> = async (request, { table }) => {
  const { facilityId } = request.params;
  const sources = [{ partition: facilityPartition(facilityId), prefix: REQUESTS, descending: true }];
  const [place, page] = await Promise.all([
    getRow(table, facilityKey(facilityId)),
    listPage(table, { list: 'requests', filter: { facilityId }, sources, ...request.query }),
  ]);
  if (!place) return notFound('facility');
  if (isRefusal(page)) return page;
  const words = seesHeads(request.grants, facilityId);
  const items = page.rows.map((row) => requestAnswer(requestFromRow(row), words));
  return { body: { items, nextCursor: page.nextCursor } };
};
