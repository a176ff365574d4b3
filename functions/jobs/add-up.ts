/** Ends a sweep: what the places of the country have, lack and use together is added up once, and what was sent is not asked for any more. */
import { renewCountryFigures } from '#shared/store/country-figures.ts';
import { closeSentRequests } from '#shared/store/requests.ts';
import { readProgramme } from '#shared/store/snapshot.ts';
import type { RunEnd } from './work-off.ts';

/** Reads the catalogue, every summary and every open request of the country. A country that is gone has nothing to add up. */
export const addUp: RunEnd = async ({ country, now }, facilities, { table }) => {
  const programme = await readProgramme(table, country);
  if (programme === null) return;
  const items = [...programme.catalogue.values()].filter((item) => item.planning === 'rate');
  const planned = new Set(items.map((item) => item.itemId));
  await renewCountryFigures(table, { country, now, facilities, planned });
  await closeSentRequests(table, country, now);
};
