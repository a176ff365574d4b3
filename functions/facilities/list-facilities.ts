/** GET /facilities: those of the countries in reach first, then single ones that the grants name. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { facilityRows } from '#shared/contract/facilities.ts';
import { reach } from '#shared/domain/members/grants.ts';
import { isRefusal } from '#shared/domain/refusal.ts';
import { facilitiesOf, facilityKey } from '#shared/store/keys.ts';
import { listPage, type Source } from '#shared/store/lists.ts';
import { countriesReached } from '#shared/store/programme.ts';
import { facilityAnswers } from './facility-answer.ts';

/** Planned by scope: one partition per country, one Query per single facility. */
export const listFacilities: Operation<typeof facilityRows.listFacilities, TableDeps> = async (request, { table }) => {
  const { country, limit, cursor } = request.query;
  const reached = reach(request.grants, 'any', { country });
  const countries = await countriesReached(table, reached);
  const sources: Source[] = [
    ...countries.map((id) => ({ partition: facilitiesOf(id), index: true })),
    ...reached.facilities.map((facilityId) => {
      const { PK, SK } = facilityKey(facilityId);
      return { partition: PK, prefix: SK };
    }),
  ];
  const page = await listPage(table, { list: 'facilities', filter: reached, sources, limit, cursor });
  if (isRefusal(page)) return page;
  const items = await facilityAnswers(table, page.rows, request.grants, request.now);
  return { body: { items, nextCursor: page.nextCursor } };
};
