/** PUT /countries/{country}: calendar, languages, standard lists and the levels that everything below inherits. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { CountryBody, countryRows } from '#shared/contract/countries.ts';
import { isRefusal, refuse } from '#shared/domain/refusal.ts';
import { countryAuditKey, countryIndex, countryKey } from '#shared/store/keys.ts';
import { type NamedItem, unknownItems } from '#shared/store/programme.ts';
import { saveRecord } from '#shared/store/records.ts';
import { put } from '#shared/store/transact.ts';
import { countryLevelErrors, levelsRefusal } from './level-errors.ts';

/** Items of the standard lists exist, levels do not contradict each other. */
export const putCountry: Operation<typeof countryRows.putCountry, TableDeps> = async (request, { table, newId }) => {
  const { country } = request.params;
  const { body, member: by } = request;
  const contradictions = countryLevelErrors(body.levels ?? {});
  if (contradictions.length > 0) return levelsRefusal(contradictions);
  const unknown = await unknownItems(table, listedItems(body));
  if (unknown.length > 0)
    return refuse('item.unknown', 'A standard list names items that are not in the catalogue.', unknown);
  const changeId = newId();
  const at = request.now.toISOString();
  const saved = await saveRecord(table, {
    ...request,
    key: countryKey(country),
    changeId,
    decide: async (current) => {
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

function listedItems(body: CountryBody): NamedItem[] {
  return Object.entries(body.standardLists ?? {}).flatMap(([kind, list]) =>
    list.map((itemId, index) => ({ itemId, pointer: `/standardLists/${kind}/${index}` })),
  );
}
