/** GET /countries: the countries that the caller's grants touch. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { countryRows } from '#shared/contract/countries.ts';
import { countryOf, reach } from '#shared/domain/members/grants.ts';
import { isRefusal } from '#shared/domain/refusal.ts';
import { ALL_COUNTRIES, countryKey } from '#shared/store/keys.ts';
import { listPage, type Source } from '#shared/store/lists.ts';
import { countryFromRow } from '#shared/store/programme-rows.ts';

/** A facility's country is touched too: its zone, languages and standard lists apply there. */
export const listCountries: Operation<typeof countryRows.listCountries, TableDeps> = async (request, { table }) => {
  const { countries, facilities } = reach(request.grants, 'any');
  const sources: Source[] =
    countries === 'all'
      ? [{ partition: ALL_COUNTRIES, index: true }]
      : [...new Set([...countries, ...facilities.map(countryOf)])].sort().map((country) => {
          const { PK, SK } = countryKey(country);
          return { partition: PK, prefix: SK };
        });
  const page = await listPage(table, { list: 'countries', filter: request.grants, sources, ...request.query });
  if (isRefusal(page)) return page;
  const items = page.rows.map((row) => {
    const { value, v, body } = countryFromRow(row);
    return { ...body, country: value.country, revision: v };
  });
  return { body: { items, nextCursor: page.nextCursor } };
};
