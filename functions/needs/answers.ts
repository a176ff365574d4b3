/** Needs and requests as they are shown. */
import type { NeedsAnswer, RequestAnswer } from '#shared/contract/needs.ts';
import { showDay } from '#shared/domain/day.ts';
import type { Need } from '#shared/domain/needs/needs.ts';
import type { StoredRequest } from '#shared/store/requests.ts';

/** `words`: whether the caller may read what people wrote. */
export function requestAnswer(request: StoredRequest, words: boolean): RequestAnswer {
  const { requestId, facilityId, lines, neededBy, reason, requestedAt, sentBy, withdrawn } = request;
  const state = withdrawn !== null ? 'withdrawn' : sentBy !== null ? 'sent' : 'open';
  return {
    requestId,
    facilityId,
    lines: lines.map((line) => ({ ...line })),
    neededBy: neededBy === null ? null : showDay(neededBy),
    reason: words ? reason : null,
    requestedAt,
    state,
  };
}

/** `figures`: whether the caller may see what could tell how many people the place holds. */
export function needAnswer(need: Need, name: string, figures: boolean): NeedsAnswer['items'][number] {
  const { facilityId, itemId, status, requested, planned, share, from } = need;
  return {
    facilityId,
    name,
    itemId,
    status,
    coverDays: figures ? need.coverDays : null,
    suggestedQuantity: figures ? need.suggestedQuantity : null,
    requested: requested && {
      quantity: requested.quantity,
      requestedAt: requested.requestedAt,
      neededBy: requested.neededBy === null ? null : showDay(requested.neededBy),
    },
    planned,
    needed: figures ? need.needed : null,
    share,
    from,
  };
}
