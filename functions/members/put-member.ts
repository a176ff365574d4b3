/** PUT /members/{memberId}: creates or replaces a member, with grants inside the lead's own scope. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { memberRows } from '#shared/contract/members.ts';
import { grantsAdded, grantsRefusal } from '#shared/domain/members/changes.ts';
import { isRefusal } from '#shared/domain/refusal.ts';
import { memberAuditKey, memberIndex, memberKey, subjectKey } from '#shared/store/keys.ts';
import { clearMailbox, loadMailbox } from '#shared/store/mailbox.ts';
import { leadWrites, memberFromRow } from '#shared/store/members.ts';
import { saveRecord } from '#shared/store/records.ts';
import { put, remove } from '#shared/store/transact.ts';
import { memberAnswer } from './answer.ts';
import { scopeRefusal } from './scope-refusal.ts';

/** A removed member who is let in again is bound to whoever signs in first under the name. Mail is sent there again. */
export const putMember: Operation<typeof memberRows.putMember, TableDeps> = async (request, { table, newId }) => {
  const { memberId } = request.params;
  const { body, now, member: by } = request;
  const changeId = newId();
  const saved = await saveRecord(table, {
    ...request,
    key: memberKey(memberId),
    changeId,
    exists: (row) => row.removedAt === undefined,
    decide: async (current) => {
      const old = current === undefined ? undefined : memberFromRow(current);
      const before = old?.removedAt === null ? old.grants : [];
      const refused =
        grantsRefusal(request.grants, before, body.grants) ??
        (await scopeRefusal(table, before, grantsAdded(before, body.grants), body.grants));
      if (refused) return refused;
      const leads = await leadWrites(table, memberId, before, body.grants);
      if (isRefusal(leads)) return leads;
      const at = now.toISOString();
      const audit = {
        ...memberAuditKey(memberId, at, changeId),
        by,
        at,
        what: 'member',
        before: old ?? null,
        after: body,
      };
      const unbind = old !== undefined && old.removedAt !== null ? [remove('subject', subjectKey(memberId))] : [];
      const trust = (await loadMailbox(table, memberId)) === null ? [] : [clearMailbox(memberId, at)];
      const attributes = { memberId, name: body.name, locale: body.locale, grants: body.grants };
      return { attributes, index: memberIndex(memberId), also: [...leads, ...unbind, ...trust, put('audit', audit)] };
    },
  });
  if (isRefusal(saved)) return saved;
  const { created, revision, row } = saved;
  return { status: created ? 201 : 200, body: memberAnswer(memberFromRow(row), null), revision };
};
