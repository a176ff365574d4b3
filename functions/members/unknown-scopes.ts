/** Grants name countries and facilities that exist: a typo would otherwise look like a member without rights. */
import { EVERYWHERE, type Grant, isFacilityScope } from '#shared/domain/members/grants.ts';
import { type Refusal, refuse } from '#shared/domain/refusal.ts';
import { countryKey, facilityKey } from '#shared/store/keys.ts';
import { getRows } from '#shared/store/read.ts';
import type { Table } from '#shared/store/table.ts';

/** `facility.unknown` or `country.unknown` for the first added grant whose scope nobody has stored. */
export async function unknownScopes(
  table: Table,
  added: readonly Grant[],
  all: readonly Grant[],
): Promise<Refusal | undefined> {
  const scopes = added.map(({ scope }) => scope).filter((scope) => scope !== EVERYWHERE);
  if (scopes.length === 0) return undefined;
  const rows = await getRows(
    table,
    scopes.map((scope) => (isFacilityScope(scope) ? facilityKey(scope) : countryKey(scope))),
  );
  const missing = scopes.find((_, index) => rows[index] === undefined);
  if (missing === undefined) return undefined;
  const code = isFacilityScope(missing) ? 'facility.unknown' : 'country.unknown';
  const detail = `Store ${missing} first, or correct the scope: it is not known.`;
  const index = all.findIndex(({ scope }) => scope === missing);
  return refuse(code, detail, [{ pointer: `/grants/${index}/scope`, code, detail }]);
}
