/** Recalls and replies as they are shown. */
import type { RecallAnswer, RecallReply } from '#shared/contract/recalls.ts';
import type { StoredRecall, StoredReply } from '#shared/store/recalls.ts';

export function recallAnswer({ value, active, body, v }: StoredRecall): RecallAnswer {
  return { ...body, recallId: value.recallId, status: active ? 'active' : 'lifted', revision: v };
}

/** `words`: whether the caller may read what people wrote. */
export function replyAnswer(reply: Omit<StoredReply, 'v'>, words: boolean): RecallReply {
  const { recallId, facilityId, acknowledgedAt, quantityFound, note, action } = reply;
  return { recallId, facilityId, acknowledgedAt, quantityFound, note: words ? note : null, action };
}
