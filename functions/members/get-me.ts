/** GET /me: who is signed in, what this token covers, and what the member wants to be told. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { memberRows } from '#shared/contract/members.ts';
import { loadMailbox } from '#shared/store/mailbox.ts';
import { loadMember } from '#shared/store/members.ts';
import { loadPreferences } from '#shared/store/preferences.ts';
import { preferencesAnswer } from './answer.ts';

/** Name and locale are null for the first lead, who has no record yet. */
export const getMe: Operation<typeof memberRows.getMe, TableDeps> = async ({ member, grants }, { table }) => {
  const [found, { preferences, revision }, mailbox] = await Promise.all([
    loadMember(table, member),
    loadPreferences(table, member),
    loadMailbox(table, member),
  ]);
  const known = found !== undefined && found.removedAt === null;
  return {
    body: {
      memberId: member,
      name: known ? found.name : null,
      locale: known ? found.locale : null,
      grants: grants.map(({ role, scope }) => ({ role, scope })),
      preferences: preferencesAnswer(preferences, revision),
      mailbox,
    },
  };
};
