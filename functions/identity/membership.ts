/** Decides who a sign-in name is in the programme: a member, the first lead while there is none, or nobody. */
import type { Deps } from '#kit/deps.ts';
import { EVERYWHERE, type Grant } from '#shared/domain/members/grants.ts';
import { loadLeads, loadMember } from '#shared/store/members.ts';
import type { Table } from '#shared/store/table.ts';

export interface IdentityDeps extends Pick<Deps, 'now'> {
  readonly table: Table;
  /** Sign-in name of who sets the programme up; counts only while nobody leads the whole programme. */
  readonly firstLead: string | undefined;
}

/** Grants of a sign-in name (lower case); undefined for who is no member, or is no longer one. */
export async function grantsOf(memberId: string, deps: IdentityDeps): Promise<readonly Grant[] | undefined> {
  const member = await loadMember(deps.table, memberId);
  if (memberId === deps.firstLead && (await loadLeads(deps.table)).length === 0) {
    return [{ role: 'programme-lead', scope: EVERYWHERE }];
  }
  return member === undefined || member.removedAt !== null ? undefined : member.grants;
}
