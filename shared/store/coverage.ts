/** Reads what the coverage of a guidance version is made of, for what a caller's grants reach. */
import { localDay } from '../domain/day.ts';
import type { Facility } from '../domain/facilities/facility.ts';
import type { Briefed, CoverageAcknowledgement, CoverageReader } from '../domain/guidance/coverage.ts';
import type { GuidanceVersion } from '../domain/guidance/version.ts';
import { countryOf, type Reach } from '../domain/members/grants.ts';
import { acknowledgementFromRow, firstAcknowledgements } from './acknowledgements.ts';
import { briefingsAbout } from './briefings.ts';
import { facilitiesOf, facilityKey, firstAckKey, headsKey } from './keys.ts';
import { countriesReached } from './programme.ts';
import { facilityFromRow, headCountsFromRow } from './programme-rows.ts';
import { getRows, queryAll } from './read.ts';
import type { Table } from './table.ts';

export interface CoverageFacts {
  readonly readers: readonly CoverageReader[];
  readonly acknowledgements: readonly CoverageAcknowledgement[];
  readonly briefed: readonly Briefed[];
}

/** A reach with its countries by name. */
interface NamedReach extends Reach {
  readonly countries: readonly string[];
}

/**
 * Facilities within a reach with their staff, and what they said about any of these versions.
 *
 * @param chain the version and those whose acknowledgements it takes over
 */
export async function loadCoverage(
  table: Table,
  chain: readonly Pick<GuidanceVersion, 'documentId' | 'version'>[],
  covered: Reach,
  now: Date,
): Promise<CoverageFacts> {
  const reach = { ...covered, countries: await countriesReached(table, covered) };
  const [facilities, acknowledgements, briefed] = await Promise.all([
    facilitiesWithin(table, reach),
    acknowledgementsWithin(table, chain, reach),
    briefedWithin(table, chain, reach),
  ]);
  const heads = await getRows(
    table,
    facilities.map((facility) => headsKey(facility.facilityId)),
  );
  const readers = facilities.map((facility, index): CoverageReader => {
    const row = heads[index];
    const today = localDay(now.getTime(), facility.timeZone);
    const latest =
      row &&
      headCountsFromRow(row)
        .filter((count) => count.day <= today)
        .at(-1);
    return { ...facility, today, staff: latest?.staff ?? null };
  });
  return { readers, acknowledgements, briefed };
}

/** By id. */
async function facilitiesWithin(table: Table, reach: NamedReach): Promise<Facility[]> {
  const ofCountries = reach.countries.map((country) =>
    queryAll(table, { partition: facilitiesOf(country), index: true }),
  );
  const single = await getRows(table, reach.facilities.map(facilityKey));
  const rows = [...(await Promise.all(ofCountries)).flat(), ...single.filter((row) => row !== undefined)];
  return rows.map((row) => facilityFromRow(row).value).sort((a, b) => (a.facilityId < b.facilityId ? -1 : 1));
}

async function acknowledgementsWithin(
  table: Table,
  chain: readonly Pick<GuidanceVersion, 'documentId' | 'version'>[],
  reach: NamedReach,
): Promise<CoverageAcknowledgement[]> {
  const keys = chain.flatMap(({ documentId, version }) =>
    reach.facilities.map((facilityId) => firstAckKey(facilityId, documentId, version)),
  );
  const ofCountries = chain.flatMap(({ documentId, version }) =>
    reach.countries.map((country) => firstAcknowledgements(table, documentId, version, country)),
  );
  const single = await getRows(table, keys);
  return [
    ...(await Promise.all(ofCountries)).flat(),
    ...single.filter((row) => row !== undefined).map(acknowledgementFromRow),
  ];
}

async function briefedWithin(
  table: Table,
  chain: readonly Pick<GuidanceVersion, 'documentId' | 'version'>[],
  reach: NamedReach,
): Promise<Briefed[]> {
  const prefixes = [
    ...reach.countries.map((country) => `${country}#`),
    ...reach.facilities.map((facilityId) => `${countryOf(facilityId)}#${facilityId}#`),
  ];
  const found = await Promise.all(
    chain.flatMap(({ documentId, version }) =>
      prefixes.map((prefix) => briefingsAbout(table, documentId, version, prefix)),
    ),
  );
  return found.flat().map(({ facilityId, body }) => ({ facilityId, heads: body.heads }));
}
