/** New grants stand where their role can work, at countries and facilities that exist: a typo would look like a member without rights. */
import { misplacedRefusal } from '#shared/domain/members/changes.ts';
import { EVERYWHERE, type Grant, isFacilityScope } from '#shared/domain/members/grants.ts';
import { type Refusal, refuse } from '#shared/domain/refusal.ts';
import { countryKey, facilityKey } from '#shared/store/keys.ts';
import { getRows } from '#shared/store/read.ts';
import type { Table } from '#shared/store/table.ts';

/** `facility.unknown` or `country.unknown` for the first added grant whose scope nobody has stored; `grant.misplaced`. */
export async function scopeRefusal(
  table: Table,
  before: readonly Grant[],
  added: readonly Grant[],
  all: readonly Grant[],
): Promise<Refusal | undefined> {
  const misplaced = misplacedRefusal(before, all);
  if (misplaced) return misplaced;
  const scopes = added.map(({ scope }) => scope).filter((scope) => scope !== EVERYWHERE);
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
