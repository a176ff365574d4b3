/** A member as the API shows it. */
import type { MemberAnswer } from '#shared/contract/members.ts';
import type { Member } from '#shared/store/members.ts';

/** Everything but what ties the member to its sign-in. */
export function memberAnswer({ memberId, name, locale, grants, revision }: Member): MemberAnswer {
  return { memberId, name, locale, grants: grants.map(({ role, scope }) => ({ role, scope })), revision };
}
