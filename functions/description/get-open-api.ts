/** GET /openapi.json: the description of the API, made from the rows that route and check its requests. */
import type { Operation } from '#kit/request.ts';
import type { descriptionRows } from '#shared/contract/description.ts';
import { openApi } from '#shared/contract/openapi.ts';
import { rows } from '#shared/contract/rows.ts';
import type { DescriptionDeps } from './description-deps.ts';

/** Version of the API, not of the code behind it. */
const API_VERSION = '1.0.0';

/** Public, as the sign-in is. */
export const getOpenApi: Operation<typeof descriptionRows.getOpenApi, DescriptionDeps> = async (_request, deps) => ({
  body: { ...openApi(rows, { title: 'Muster', version: API_VERSION, issuer: deps.issuer }) },
});
