/** Pre sign-up trigger of the user pool: only a member of the programme may sign up. */
import * as z from 'zod';
import { TriggerRefusal, trigger } from '#kit/job.ts';
import { memberIdOf } from '#shared/store/members.ts';
import { identityDeps } from './identity-deps.ts';
import { grantsOf, type IdentityDeps } from './membership.ts';

const shape = z.looseObject({
  request: z.looseObject({ userAttributes: z.looseObject({ email: z.string().min(1) }) }),
});

/** Hands the event back unchanged, so that the address is still to be verified; throws what the person gets to read. */
export function preSignUp(makeDeps: () => IdentityDeps) {
  let deps: IdentityDeps | undefined;
  return trigger('pre-sign-up', async (event: unknown) => {
    const parsed = shape.safeParse(event);
    if (!parsed.success) throw new TriggerRefusal('Sign up with a mail address.');
    deps ??= makeDeps();
    const memberId = memberIdOf(parsed.data.request.userAttributes.email);
    if ((await grantsOf(memberId, deps)) === undefined) {
      throw new TriggerRefusal('Ask a programme lead to add this mail address as a member first.');
    }
    return parsed.data;
  });
}

export const handler = preSignUp(identityDeps);
