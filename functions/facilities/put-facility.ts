/** PUT /facilities/{facilityId}: creates or replaces a facility, suspends it, closes it. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { facilityRows } from '#shared/contract/facilities.ts';
import { localDay } from '#shared/domain/day.ts';
import { changeBookkeeping } from '#shared/domain/facilities/bookkeeping.ts';
import { isRefusal } from '#shared/domain/refusal.ts';
import { auditKey, facilityIndex, facilityKey } from '#shared/store/keys.ts';
import { facilityFromRow } from '#shared/store/programme-rows.ts';
import { saveRecord } from '#shared/store/records.ts';
import { put } from '#shared/store/transact.ts';
import { facilityAnswers } from './facility-answer.ts';
import { facilityRefusal } from './facility-refusal.ts';
import { zoneWrites } from './zone.ts';

/** Bookkeeping is dated from the local day on which it is entered; everything else holds as it stands. */
export const putFacility: Operation<typeof facilityRows.putFacility, TableDeps> = async (request, { table, newId }) => {
  const { facilityId } = request.params;
  const { body, grants, now, member: by } = request;
  const refused = await facilityRefusal(table, facilityId, body, grants);
  if (refused) return refused;
  const changeId = newId();
  const at = now.toISOString();
  const saved = await saveRecord(table, {
    ...request,
    key: facilityKey(facilityId),
    changeId,
    decide: async (current) => {
      const old = current === undefined ? undefined : facilityFromRow(current);
      const zone = await zoneWrites(table, facilityId, old?.value.timeZone, body.timeZone);
      if (isRefusal(zone)) return zone;
      const today = localDay(now.getTime(), body.timeZone);
      const bookkeepingHistory = changeBookkeeping(old?.value.bookkeeping ?? [], body.bookkeeping, today);
      const attributes = { facilityId, body, bookkeepingHistory, createdOn: current?.createdOn ?? today };
      const audit = {
        ...auditKey(facilityId, at, changeId),
        by,
        at,
        what: 'facility',
        before: old?.body ?? null,
        after: body,
      };
      return { attributes, index: facilityIndex(body.country, facilityId), also: [...zone, put('audit', audit)] };
    },
  });
  if (isRefusal(saved)) return saved;
  const [answer] = await facilityAnswers(table, [saved.row], grants, now);
  if (answer === undefined) throw new Error('a facility just stored has no answer');
  return { status: saved.created ? 201 : 200, body: answer, revision: saved.revision };
};
