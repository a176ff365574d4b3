/** What every facility of a country is evaluated against: read once per batch, not once per facility. */
import type { EvaluationWorld } from '../domain/alerts/findings.ts';
import { loadChecklists } from './checklists.ts';
import { loadTotals } from './country-figures.ts';
import { loadVersions } from './guidance.ts';
import { facilitiesOf } from './keys.ts';
import { everyCountry } from './programme.ts';
import { type CountryHours, countryHoursFromRow } from './programme-rows.ts';
import { queryAll } from './read.ts';
import { readProgramme } from './snapshot.ts';
import type { Table } from './table.ts';

/** Country, catalogue, guidance, checklists and what the last sweep found short; undefined for a country that is not known. */
export async function loadWorld(table: Table, country: string): Promise<EvaluationWorld | undefined> {
  const [programme, versions, checklists, totals] = await Promise.all([
    readProgramme(table, country),
    loadVersions(table),
    loadChecklists(table),
    loadTotals(table, country),
  ]);
  if (programme === null) return undefined;
  return {
    ...programme,
    guidance: versions.map((version) => version.value),
    checklists: checklists.map((checklist) => checklist.value),
    shortElsewhere: new Set(totals.filter(({ short }) => short > 0).map(({ itemId }) => itemId)),
  };
}

/** Hours of every country, ordered by code. */
export async function loadCountryZones(table: Table): Promise<CountryHours[]> {
  return (await everyCountry(table)).map(countryHoursFromRow);
}

/** Ids of all facilities of a country, ascending. */
export async function loadFacilityIds(table: Table, country: string): Promise<string[]> {
  const rows = await queryAll(table, { partition: facilitiesOf(country), index: true });
  return rows.map((row) => String(row.facilityId));
}
