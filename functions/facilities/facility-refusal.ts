/** What a facility's body may not say: another country than its id, a supplier or items that there are not, odd levels. */
import type { FacilityBody } from '#shared/contract/facilities.ts';
import { countryOf, covers, type Grant } from '#shared/domain/members/grants.ts';
import { type Refusal, refuse } from '#shared/domain/refusal.ts';
import { countryKey, facilityKey } from '#shared/store/keys.ts';
import { unknownItems } from '#shared/store/programme.ts';
import { countryFromRow, facilityFromRow } from '#shared/store/programme-rows.ts';
import { getRows } from '#shared/store/read.ts';
import type { Table } from '#shared/store/table.ts';
import { facilityLevelErrors, levelsRefusal } from './level-errors.ts';

function oneField(field: string, code: string, detail: string): Refusal {
  return refuse(code, detail, [{ pointer: `/${field}`, code, detail }]);
}

/** The first refusal, or undefined. A facility outside the caller's scope is as unknown as one that is not there. */
export async function facilityRefusal(
  table: Table,
  facilityId: string,
  body: FacilityBody,
  grants: readonly Grant[],
): Promise<Refusal | undefined> {
  const country = countryOf(facilityId);
  if (body.country !== country) {
    return oneField(
      'country',
      'country.fixed',
      `Give ${country}: it is the country of ${facilityId}, which never changes.`,
    );
  }
  const { suppliedBy = facilityId, mergedInto = facilityId } = body;
  const keys = [countryKey(country), facilityKey(suppliedBy), facilityKey(mergedInto)];
  const [countryRow, supplier, heir] = await getRows(table, keys, { consistent: true });
  if (countryRow === undefined) {
    return oneField('country', 'country.unknown', `Store the country ${country} first: it is not known.`);
  }
  const known = (id: string, row: unknown) => row !== undefined && covers(grants, { facilityId: id }, 'any') === 'yes';
  if (body.suppliedBy !== undefined) {
    const isStore = supplier !== undefined && facilityFromRow(supplier).value.kind === 'store';
    if (suppliedBy === facilityId || !isStore || !known(suppliedBy, supplier)) {
      return oneField('suppliedBy', 'facility.unknown', `Give another facility of kind store: ${suppliedBy} is none.`);
    }
  }
  if (body.mergedInto !== undefined && (mergedInto === facilityId || !known(mergedInto, heir))) {
    return oneField('mergedInto', 'facility.unknown', `Give another facility that is stored: ${mergedInto} is none.`);
  }
  const contradictions = facilityLevelErrors(body.levels ?? {}, body.kind, countryFromRow(countryRow).value);
  if (contradictions.length > 0) return levelsRefusal(contradictions);
  const listed = (body.standardList ?? []).map((itemId, index) => ({ itemId, pointer: `/standardList/${index}` }));
  const unknown = await unknownItems(table, listed);
  return unknown.length > 0
    ? refuse('item.unknown', 'The standard list names items that are not in the catalogue.', unknown)
    : undefined;
}
