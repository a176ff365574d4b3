/** What can be read without signing in, and the answer to every address that there is not. */
import { endpoint } from '#kit/endpoint.ts';
import { descriptionRows } from '#shared/contract/description.ts';
import { descriptionDeps } from './description-deps.ts';
import { getOpenApi } from './get-open-api.ts';
import { getSignIn } from './get-sign-in.ts';

export const operations = { getOpenApi, getSignIn };

/** The `$default` route ends here as well: the endpoint answers 404 `route.unknown` to what is not among its rows. */
export const handler = endpoint(descriptionRows, operations, descriptionDeps);
