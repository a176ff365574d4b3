/** PUT /countries/{country}: calendar, languages, standard lists and the levels that everything below inherits. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { CountryBody, countryRows } from '#shared/contract/countries.ts';
import { isRefusal, refuse } from '#shared/domain/refusal.ts';
import { countryAuditKey, countryIndex, countryKey } from '#shared/store/keys.ts';
import { type NamedItem, unknownItems } from '#shared/store/programme.ts';
import { countryFromRow } from '#shared/store/programme-rows.ts';
import { saveRecord } from '#shared/store/records.ts';
import { put } from '#shared/store/transact.ts';
import { deputyRefusal } from './deputy.ts';
import { countryLevelErrors, levelsRefusal } from './level-errors.ts';

/** Items of the standard lists and surges exist, levels do not contradict each other, the deputy stands for the country. */
export const putCountry: Operation<typeof countryRows.putCountry, TableDeps> = async (request, { table, newId }) => {
  const { country } = request.params;
  const { body, member: by } = request;
  const contradictions = countryLevelErrors(body.levels ?? {});
  if (contradictions.length > 0) return levelsRefusal(contradictions);
  const unknown = await unknownItems(table, namedItems(body));
  if (unknown.length > 0)
    return refuse('item.unknown', 'A standard list or a surge names items that are not in the catalogue.', unknown);
  const changeId = newId();
  const at = request.now.toISOString();
  const saved = await saveRecord(table, {
    ...request,
    key: countryKey(country),
    changeId,
    decide: async (current) => {
      // Who stood before may have left since: that is no reason to refuse a change of something else.
      const stood = current && countryFromRow(current).value.deputy;
      const nobody = stood === body.deputy ? undefined : await deputyRefusal(table, country, body.deputy);
      if (nobody) return nobody;
      const audit = {
        ...countryAuditKey(country, at, changeId),
        by,
        at,
        what: 'country',
        before: current?.body ?? null,
        after: body,
      };
      return { attributes: { country, body }, index: countryIndex(country), also: [put('audit', audit)] };
    },
  });
  if (isRefusal(saved)) return saved;
  const { created, revision } = saved;
  return { status: created ? 201 : 200, body: { ...body, country, revision }, revision };
};

function namedItems(body: CountryBody): NamedItem[] {
  const named = (list: readonly string[], pointer: string): NamedItem[] =>
    list.map((itemId, index) => ({ itemId, pointer: `${pointer}/${index}` }));
  return [
    ...Object.entries(body.standardLists ?? {}).flatMap(([kind, list]) => named(list, `/standardLists/${kind}`)),
    ...(body.surge ?? []).flatMap(({ itemIds }, index) => named(itemIds ?? [], `/surge/${index}/itemIds`)),
  ];
}
