/** GET /members: everybody with a grant inside the caller's own scope as a lead. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { memberRows } from '#shared/contract/members.ts';
import { within } from '#shared/domain/members/grants.ts';
import { isRefusal } from '#shared/domain/refusal.ts';
import { ALL_MEMBERS } from '#shared/store/keys.ts';
import { listPage } from '#shared/store/lists.ts';
import { memberFromRow } from '#shared/store/members.ts';
import { memberAnswer } from './answer.ts';

/** Members lie in one partition, by sign-in name: they are few, and a member may belong to several countries. */
export const listMembers: Operation<typeof memberRows.listMembers, TableDeps> = async (request, { table }) => {
  const { limit, cursor } = request.query;
  const page = await listPage(table, {
    list: 'members',
    filter: request.grants,
    sources: [
      {
        partition: ALL_MEMBERS,
        index: true,
        accept: (row) => memberFromRow(row).grants.some(({ scope }) => within(request.grants, scope)),
      },
    ],
    limit,
    cursor,
  });
  if (isRefusal(page)) return page;
  return { body: { items: page.rows.map((row) => memberAnswer(memberFromRow(row))), nextCursor: page.nextCursor } };
};
