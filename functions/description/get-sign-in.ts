/** GET /sign-in: where a client sends people to sign in. */
import type { Operation } from '#kit/request.ts';
import type { descriptionRows } from '#shared/contract/description.ts';
import type { DescriptionDeps } from './description-deps.ts';

/** Public: both are in the address of every sign-in page anyway. */
export const getSignIn: Operation<typeof descriptionRows.getSignIn, DescriptionDeps> = async (_request, deps) => ({
  body: { issuer: deps.issuer, clientId: deps.clientId },
});
