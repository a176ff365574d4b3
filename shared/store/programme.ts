/** Looks up the programme's records: the countries a list reaches, and which ids of a body nobody has stored. */
import type { Reach } from '../domain/members/grants.ts';
import type { FieldError } from '../domain/refusal.ts';
import { ALL_COUNTRIES, countryKey, itemKey } from './keys.ts';
import { getRows, queryAll } from './read.ts';
import type { StoredRow, Table } from './table.ts';

/** Rows of all countries, ordered by code. */
export async function everyCountry(table: Table): Promise<StoredRow[]> {
  return await queryAll(table, { partition: ALL_COUNTRIES, index: true });
}

/** Ids of the countries that a list reads as a whole, sorted: those of the reach, or all there are. */
export async function countriesReached(table: Table, reach: Reach): Promise<readonly string[]> {
  if (reach.countries !== 'all') return reach.countries;
  const rows = await everyCountry(table);
  return rows.map((row) => String(row.country));
}

/** One `country.unknown` for every country of a list that is not in the programme. `pointer`: to the list. */
export async function unknownCountries(
  table: Table,
  countries: readonly string[],
  pointer: string,
): Promise<FieldError[]> {
  const rows = await getRows(table, countries.map(countryKey), { consistent: true });
  return countries.flatMap((country, index) => {
    if (rows[index] !== undefined) return [];
    const detail = `Give a country of the programme: ${country} is not one.`;
    return [{ pointer: `${pointer}/${index}`, code: 'country.unknown', detail }];
  });
}

/** An item id as it stands in a body. */
export interface NamedItem {
  readonly itemId: string;
  /** JSON pointer to it. */
  readonly pointer: string;
}

/** One `item.unknown` for every id that is not in the catalogue. */
export async function unknownItems(table: Table, named: readonly NamedItem[]): Promise<FieldError[]> {
  const rows = await getRows(
    table,
    named.map(({ itemId }) => itemKey(itemId)),
  );
  return named.flatMap(({ itemId, pointer }, index) =>
    rows[index] === undefined
      ? [{ pointer, code: 'item.unknown', detail: `Store ${itemId} in the catalogue first, or correct the id.` }]
      : [],
  );
}
