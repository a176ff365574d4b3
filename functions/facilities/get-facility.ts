/** GET /facilities/{facilityId}: one facility with its latest head count. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { facilityRows } from '#shared/contract/facilities.ts';
import { notFound } from '#shared/domain/refusal.ts';
import { facilityKey } from '#shared/store/keys.ts';
import { getRow } from '#shared/store/read.ts';
import { facilityAnswers } from './facility-answer.ts';

/** Head counts are null for observers. */
export const getFacility: Operation<typeof facilityRows.getFacility, TableDeps> = async (request, { table }) => {
  const row = await getRow(table, facilityKey(request.params.facilityId));
  if (row === undefined) return notFound('facility');
  const [body] = await facilityAnswers(table, [row], request.grants, request.now);
  return body === undefined ? notFound('facility') : { body, revision: body.revision };
};
