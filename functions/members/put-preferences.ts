/** PUT /me/preferences: what the caller wants to be told; a lead cannot stop critical alerts that nobody else hears of. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { memberRows } from '#shared/contract/members.ts';
import { coverRefusal } from '#shared/domain/news/cover.ts';
import type { Preferences } from '#shared/domain/news/preferences.ts';
import { isRefusal } from '#shared/domain/refusal.ts';
import { preferencesIndex, preferencesKey } from '#shared/store/keys.ts';
import { clearMailbox, loadMailbox } from '#shared/store/mailbox.ts';
import { loadReaders, preferencesFromRow } from '#shared/store/preferences.ts';
import { saveRecord } from '#shared/store/records.ts';
import { preferencesAnswer } from './answer.ts';

/** Who says what to be told has seen our mail, or wants to: the address is trusted again. */
export const putPreferences: Operation<typeof memberRows.putPreferences, TableDeps> = async (request, deps) => {
  const { table, newId } = deps;
  const { body, grants, member: memberId } = request;
  const preferences: Preferences = { ...body, locale: body.locale ?? null };
  const saved = await saveRecord(table, {
    ...request,
    key: preferencesKey(memberId),
    changeId: newId(),
    decide: async () => {
      const refused = coverRefusal({ memberId, grants }, preferences, await loadReaders(table));
      if (refused) return refused;
      const at = request.now.toISOString();
      const trust = (await loadMailbox(table, memberId)) === null ? [] : [clearMailbox(memberId, at)];
      return { attributes: { memberId, ...preferences }, index: preferencesIndex(memberId), also: trust };
    },
  });
  if (isRefusal(saved)) return saved;
  const { created, revision, row } = saved;
  return { status: created ? 201 : 200, body: preferencesAnswer(preferencesFromRow(row), revision), revision };
};
