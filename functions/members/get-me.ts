/** GET /me: who is signed in and what this token covers. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { memberRows } from '#shared/contract/members.ts';
import { loadMember } from '#shared/store/members.ts';

/** Name and locale are null for the first lead, who has no record yet. */
export const getMe: Operation<typeof memberRows.getMe, TableDeps> = async ({ member, grants }, { table }) => {
  const found = await loadMember(table, member);
  const known = found !== undefined && found.removedAt === null;
  return {
    body: {
      memberId: member,
      name: known ? found.name : null,
      locale: known ? found.locale : null,
      grants: grants.map(({ role, scope }) => ({ role, scope })),
    },
  };
};
