/** Pre token generation trigger (V2_0) of the user pool: puts the member and its grants into the access token. */
import * as z from 'zod';
import { TriggerRefusal, trigger } from '#kit/job.ts';
import { formatGrants } from '#shared/domain/members/grants.ts';
import { bindSubject, memberIdOf } from '#shared/store/members.ts';
import { identityDeps } from './identity-deps.ts';
import { grantsOf, type IdentityDeps } from './membership.ts';

const shape = z.looseObject({
  request: z.looseObject({
    userAttributes: z.looseObject({
      sub: z.string().min(1),
      email: z.string().min(1),
      /** The user pool hands attributes on as text. */
      email_verified: z.literal('true'),
    }),
  }),
});

/**
 * Adds the claims `muster_member` and `muster_grants`. Throws, and so refuses the token, where the address is not
 * verified, nobody made it a member, the member was removed, or another subject signed in under the name before.
 */
export function preToken(makeDeps: () => IdentityDeps) {
  let deps: IdentityDeps | undefined;
  return trigger('pre-token', async (event: unknown) => {
    const parsed = shape.safeParse(event);
    if (!parsed.success) throw new TriggerRefusal('Verify your mail address first.');
    deps ??= makeDeps();
    const { email, sub } = parsed.data.request.userAttributes;
    const memberId = memberIdOf(email);
    const grants = await grantsOf(memberId, deps);
    if (grants === undefined) throw new TriggerRefusal('This mail address belongs to no member of the programme.');
    if (!(await bindSubject(deps.table, memberId, sub, deps.now().toISOString()))) {
      throw new TriggerRefusal(
        'This member signed in with another account before: ask a programme lead to add it again.',
      );
    }
    const claimsToAddOrOverride = { muster_member: memberId, muster_grants: formatGrants(grants) };
    return {
      ...parsed.data,
      response: { claimsAndScopeOverrideDetails: { accessTokenGeneration: { claimsToAddOrOverride } } },
    };
  });
}

export const handler = preToken(identityDeps);
