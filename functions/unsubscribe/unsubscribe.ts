/** POST /unsubscribe: ends the daily digest of one member, as often as it is asked. */
import type { TableDeps } from '#kit/deps.ts';
import { htmlPage } from '#kit/html.ts';
import type { Operation } from '#kit/request.ts';
import type { unsubscribeRows } from '#shared/contract/unsubscribe.ts';
import { isRefusal, type Refusal } from '#shared/domain/refusal.ts';
import { unsubscribeMessages } from '#shared/messages/pages/unsubscribe.ts';
import { preferencesIndex, preferencesKey } from '#shared/store/keys.ts';
import { preferencesFromRow } from '#shared/store/preferences.ts';
import { type Saved, saveRecord } from '#shared/store/records.ts';
import { linkOf } from './link.ts';

/** Only the digest: what is urgent, and what is passed up, still comes. Everything else that was preferred stays. */
async function leaveDigest(memberId: string, { table, newId }: TableDeps): Promise<Saved | Refusal> {
  return await saveRecord(table, {
    key: preferencesKey(memberId),
    changeId: newId(),
    onlyCreate: false,
    decide: async (current) => {
      const before = preferencesFromRow(current);
      const preferences = { ...before, channels: { ...before.channels, digest: false } };
      return { attributes: { memberId, ...preferences }, index: preferencesIndex(memberId) };
    },
  });
}

export const unsubscribe: Operation<typeof unsubscribeRows.unsubscribe, TableDeps> = async (request, deps) => {
  const link = await linkOf(request.query.token, deps);
  if (isRefusal(link)) return link;
  const { memberId, locale, left } = link;
  const saved = left ? undefined : await leaveDigest(memberId, deps);
  if (isRefusal(saved)) return saved;
  const { title, done } = unsubscribeMessages[locale.language];
  return { body: htmlPage({ language: locale.tag, direction: locale.direction, title, text: done }) };
};
