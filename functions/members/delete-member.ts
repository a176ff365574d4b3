/** DELETE /members/{memberId}: leaves a tombstone, so that a removed member stays removed and history keeps its names. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { memberRows } from '#shared/contract/members.ts';
import { grantsRefusal } from '#shared/domain/members/changes.ts';
import { within } from '#shared/domain/members/grants.ts';
import { isRefusal, notFound } from '#shared/domain/refusal.ts';
import { memberAuditKey, memberKey, preferencesKey } from '#shared/store/keys.ts';
import { leadWrites, memberFromRow } from '#shared/store/members.ts';
import { saveRecord } from '#shared/store/records.ts';
import { put, remove } from '#shared/store/transact.ts';

/** Repeating it answers the same; access ends with the token. */
export const deleteMember: Operation<typeof memberRows.deleteMember, TableDeps> = async (request, { table, newId }) => {
  const { memberId } = request.params;
  const at = request.now.toISOString();
  const changeId = newId();
  const saved = await saveRecord(table, {
    ...request,
    key: memberKey(memberId),
    changeId,
    decide: async (current) => {
      const old = current === undefined ? undefined : memberFromRow(current);
      if (current === undefined || old === undefined) return notFound('member');
      const { name, locale, grants: before } = old;
      if (!before.some(({ scope }) => within(request.grants, scope))) return notFound('member');
      if (old.removedAt !== null)
        return { attributes: { memberId, name, locale, grants: before, removedAt: old.removedAt } };
      const refused = grantsRefusal(request.grants, before, []);
      if (refused) return refused;
      const leads = await leadWrites(table, memberId, before, []);
      if (isRefusal(leads)) return leads;
      const audit = { ...memberAuditKey(memberId, at, changeId), by: request.member, at, what: 'member', before: old };
      const attributes = { memberId, name, locale, grants: before, removedAt: at };
      return { attributes, also: [...leads, remove('preferences', preferencesKey(memberId)), put('audit', audit)] };
    },
  });
  if (isRefusal(saved)) return saved;
  const { removedAt } = memberFromRow(saved.row);
  return { body: { memberId, revision: saved.revision, removedAt: removedAt ?? at }, revision: saved.revision };
};
