/** What every facility of a country is evaluated against: read once per batch, not once per facility. */
import type { EvaluationWorld } from '../domain/alerts/findings.ts';
import { loadVersions } from './guidance.ts';
import { ALL_COUNTRIES, CATALOGUE_ITEMS, CATALOGUE_PARTITION, countryKey, facilitiesOf } from './keys.ts';
import { catalogueItemFromRow, countryFromRow } from './programme-rows.ts';
import { getRow, queryAll } from './read.ts';
import type { Table } from './table.ts';

/** Country, catalogue and guidance; undefined for a country that is not known. */
export async function loadWorld(table: Table, country: string): Promise<EvaluationWorld | undefined> {
  const [countryRow, itemRows, versions] = await Promise.all([
    getRow(table, countryKey(country)),
    queryAll(table, { partition: CATALOGUE_PARTITION, prefix: CATALOGUE_ITEMS }),
    loadVersions(table),
  ]);
  if (countryRow === undefined) return undefined;
  const items = itemRows.map((row) => catalogueItemFromRow(row).value);
  return {
    country: countryFromRow(countryRow).value,
    catalogue: new Map(items.map((item) => [item.itemId, item])),
    guidance: versions.map((version) => version.value),
  };
}

/** Every country with the zone that its runs keep to, ordered by code. */
export async function loadCountryZones(table: Table): Promise<{ country: string; timeZone: string }[]> {
  const rows = await queryAll(table, { partition: ALL_COUNTRIES, index: true });
  return rows.map((row) => {
    const { country, timeZone } = countryFromRow(row).value;
    return { country, timeZone };
  });
}

/** Ids of all facilities of a country, ascending. */
export async function loadFacilityIds(table: Table, country: string): Promise<string[]> {
  const rows = await queryAll(table, { partition: facilitiesOf(country), index: true });
  return rows.map((row) => String(row.facilityId));
}
