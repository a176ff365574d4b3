/** PUT /facilities/{facilityId}/levels/{itemId}: levels of one item at one facility, never a set that contradicts itself. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { stockRows } from '#shared/contract/stock.ts';
import { countryOf } from '#shared/domain/members/grants.ts';
import { isRefusal, notFound, refuse } from '#shared/domain/refusal.ts';
import { type ItemLevel, levelsFor } from '#shared/domain/snapshot.ts';
import { type LevelSet, levelConflicts, levelFields } from '#shared/domain/stock/levels.ts';
import { auditKey, countryKey, facilityKey, itemKey, levelKey } from '#shared/store/keys.ts';
import { countryFromRow, facilityFromRow, levelFromRow } from '#shared/store/programme-rows.ts';
import { getRows } from '#shared/store/read.ts';
import { saveRecord } from '#shared/store/records.ts';
import { put } from '#shared/store/transact.ts';

export const putLevel: Operation<typeof stockRows.putLevel, TableDeps> = async (request, { table, newId }) => {
  const { facilityId, itemId } = request.params;
  const keys = [facilityKey(facilityId), countryKey(countryOf(facilityId)), itemKey(itemId)];
  const [place, countryRow, item] = await getRows(table, keys, { consistent: true });
  if (!place || !countryRow) return notFound('facility');
  if (!item) return refuse('item.unknown', `Give an item of the catalogue: ${itemId} is not in it.`);
  const { value: facility } = facilityFromRow(place);
  const { value: country } = countryFromRow(countryRow);
  const { notStocked = false, ...fields } = request.body;
  const set: LevelSet = Object.fromEntries(
    levelFields.flatMap((field) => (fields[field] ? [[field, fields[field]]] : [])),
  );
  const { kind, levels } = facility;
  const wider = { kind, country: country.levels.default, countryKind: country.levels[kind], facility: levels };
  const conflicts = levelConflicts(set, wider);
  const level: ItemLevel = { set, notStocked };
  const changeId = newId();
  const at = request.now.toISOString();
  const saved = await saveRecord(table, {
    ...request,
    key: levelKey(facilityId, itemId),
    changeId,
    decide: async (current) => {
      if (conflicts.length > 0) {
        return refuse(
          'levels.contradict',
          'These levels contradict each other.',
          conflicts.map(({ field, detail }) => ({ pointer: `/${field}`, code: 'levels.contradict', detail })),
        );
      }
      const before = current === undefined ? null : levelFromRow(current).value;
      const audit = { by: request.member, at, what: 'level', itemId, before, after: level };
      return {
        attributes: { itemId, ...level },
        also: [put('audit', { ...auditKey(facilityId, at, changeId), ...audit })],
      };
    },
  });
  if (isRefusal(saved)) return saved;
  const { fitted, ...inEffect } = levelsFor(facility, country, set);
  const { revision } = saved;
  const body = { facilityId, itemId, ...set, notStocked, revision, inEffect, fitted: [...fitted] };
  return { status: saved.created ? 201 : 200, body, revision };
};
