/** PUT /facilities/{facilityId}/levels/{itemId}: levels of one item at one facility, never a set that contradicts itself. */
import type { TableDeps } from '#kit/deps.ts';
import type { ApiRequest, Operation, Reply } from '#kit/request.ts';
import type { LevelAnswer, stockRows } from '#shared/contract/stock.ts';
import { countryOf } from '#shared/domain/members/grants.ts';
import { notFound, type Refusal, refuse } from '#shared/domain/refusal.ts';
import { type ItemLevel, levelsFor } from '#shared/domain/snapshot.ts';
import { type LevelSet, levelConflicts, levelFields } from '#shared/domain/stock/levels.ts';
import { ABSENT, versionIs } from '#shared/store/conditions.ts';
import { auditKey, countryKey, facilityKey, itemKey, levelKey } from '#shared/store/keys.ts';
import { countryFromRow, facilityFromRow, levelFromRow } from '#shared/store/programme-rows.ts';
import { getRows } from '#shared/store/read.ts';
import { type Again, again, attempt, put, transact } from '#shared/store/transact.ts';

type Row = typeof stockRows.putLevel;

export const putLevel: Operation<Row, TableDeps> = (request, deps) => attempt(deps.table, () => once(request, deps));

async function once(request: ApiRequest<Row>, deps: TableDeps): Promise<Reply<Row> | Refusal | Again> {
  const { facilityId, itemId } = request.params;
  const key = levelKey(facilityId, itemId);
  const keys = [facilityKey(facilityId), countryKey(countryOf(facilityId)), itemKey(itemId), key];
  const [place, countryRow, item, row] = await getRows(deps.table, keys, { consistent: true });
  if (!place || !countryRow) return notFound('facility');
  if (!item) return refuse('item.unknown', `Give an item of the catalogue: ${itemId} is not in it.`);
  const before = row && levelFromRow(row);
  const stale = staleness(request, before?.v);
  if (stale) return stale;
  const { value: facility } = facilityFromRow(place);
  const { value: country } = countryFromRow(countryRow);
  const { notStocked = false, ...fields } = request.body;
  const set: LevelSet = Object.fromEntries(
    levelFields.flatMap((field) => (fields[field] ? [[field, fields[field]]] : [])),
  );
  const { kind, levels } = facility;
  const conflicts = levelConflicts(set, {
    kind,
    country: country.levels.default,
    countryKind: country.levels[kind],
    facility: levels,
  });
  if (conflicts.length > 0) {
    return refuse(
      'levels.contradict',
      'These levels contradict each other.',
      conflicts.map(({ field, detail }) => ({ pointer: `/${field}`, code: 'levels.contradict', detail })),
    );
  }
  const level: ItemLevel = { set, notStocked };
  const v = (before?.v ?? 0) + 1;
  const instant = request.now.toISOString();
  const audit = { by: request.member, what: 'level', itemId, before: before?.value ?? null, after: level };
  const outcome = await transact(deps.table, [
    put('level', { ...key, itemId, ...level, v }, before ? versionIs(before.v) : ABSENT),
    put('audit', { ...auditKey(facilityId, instant, deps.newId()), ...audit, at: instant }),
  ]);
  if (outcome.kind !== 'done') return again(outcome);
  const { fitted, ...inEffect } = levelsFor(facility, country, set);
  const body: LevelAnswer = { facilityId, itemId, ...set, notStocked, revision: v, inEffect, fitted: [...fitted] };
  return { status: before ? 200 : 201, body, revision: v };
}

function staleness(request: ApiRequest<Row>, revision: number | undefined): Refusal | undefined {
  if (request.onlyCreate && revision !== undefined) {
    return refuse('record.exists', 'These levels are set already. Leave out If-None-Match to replace them.');
  }
  if (request.ifMatch === undefined || request.ifMatch === (revision ?? 0)) return undefined;
  return refuse('revision.stale', `Read the levels again: they are at revision ${revision ?? 0} by now.`);
}
