/** GET /members: everybody with a grant inside the caller's own scope as a lead. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { memberRows } from '#shared/contract/members.ts';
import { within } from '#shared/domain/members/grants.ts';
import { isRefusal } from '#shared/domain/refusal.ts';
import { ALL_MEMBERS, mailboxKey } from '#shared/store/keys.ts';
import { listPage } from '#shared/store/lists.ts';
import { mailboxFromRow } from '#shared/store/mailbox.ts';
import { memberFromRow } from '#shared/store/members.ts';
import { isMemberRow } from '#shared/store/preferences.ts';
import { getRows } from '#shared/store/read.ts';
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
        accept: (row) =>
          isMemberRow(row) && memberFromRow(row).grants.some(({ scope }) => within(request.grants, scope)),
      },
    ],
    limit,
    cursor,
  });
  if (isRefusal(page)) return page;
  const members = page.rows.map(memberFromRow);
  const mailboxes = await getRows(
    table,
    members.map(({ memberId }) => mailboxKey(memberId)),
  );
  const items = members.map((member, index) => memberAnswer(member, mailboxFromRow(mailboxes[index])));
  return { body: { items, nextCursor: page.nextCursor } };
};
