/** Ends a sweep: what the places of the country have, lack and use together is added up once, for everybody who asks. */
import { renewCountryFigures } from '#shared/store/country-figures.ts';
import { readProgramme } from '#shared/store/snapshot.ts';
import type { RunEnd } from './work-off.ts';

/** Reads the catalogue and every summary of the country. A country that is gone has nothing to add up. */
export const addUp: RunEnd = async ({ country, now }, facilities, { table }) => {
  const programme = await readProgramme(table, country);
  if (programme === null) return;
  const items = [...programme.catalogue.values()].filter((item) => item.planning === 'rate');
  const planned = new Set(items.map((item) => item.itemId));
  await renewCountryFigures(table, { country, now, facilities, planned });
};
