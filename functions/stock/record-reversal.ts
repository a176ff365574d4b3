/** Takes a document back: at once where it is known, or as soon as it arrives. */
import type { TableDeps } from '#kit/deps.ts';
import type { ReversalBody } from '#shared/contract/stock-events.ts';
import { flagAnswer, positionAnswer } from '#shared/contract/stock-words.ts';
import { localDay } from '#shared/domain/day.ts';
import type { Facility } from '#shared/domain/facilities/facility.ts';
import { notFound, refuse } from '#shared/domain/refusal.ts';
import type { Flag } from '#shared/domain/stock/item-state.ts';
import { reversalLines } from '#shared/domain/stock/reversal-lines.ts';
import { ABSENT } from '#shared/store/conditions.ts';
import { eventKey, facilityKey, reversalKey } from '#shared/store/keys.ts';
import { loadPositions, postLines } from '#shared/store/positions.ts';
import { facilityFromRow } from '#shared/store/programme-rows.ts';
import { getRows } from '#shared/store/read.ts';
import {
  eventFromRow,
  eventToRow,
  reversalFromRow,
  reversalToRow,
  type StoredEvent,
} from '#shared/store/stock-events.ts';
import { check, put } from '#shared/store/transact.ts';
import {
  contentOf,
  DOCUMENT_WRITE,
  hashOf,
  mayKeepBooks,
  type Recorded,
  type Request,
  replay,
  store,
} from './document.ts';

export async function recordReversal(request: Request, body: ReversalBody, deps: TableDeps): Promise<Recorded> {
  const { facilityId, eventId } = request.params;
  const keys = [
    eventKey(eventId),
    eventKey(body.reverses),
    reversalKey(body.reverses, facilityId),
    facilityKey(facilityId),
  ];
  const [own, known, mark, place] = await getRows(deps.table, keys, { consistent: true });
  const hash = hashOf(request);
  const stored = eventFromRow(own);
  if (stored) return replay(stored, hash);
  if (!place) return notFound('facility');
  const { value: facility } = facilityFromRow(place);
  const forbidden = mayKeepBooks(request, facility.kind);
  if (forbidden) return forbidden;
  const earlier = reversalFromRow(mark);
  if (earlier) return refuse('already-reversed', `This event was reversed before, by ${earlier.reversalId}.`);
  const found = eventFromRow(known);
  // An event of another facility is not this facility's to know of: the answer is that of an id nobody has used.
  // What a shipment wrote is taken back there, or its receipt and its stock would say different things.
  const ofHere = found?.facilityId === facilityId && found.shipmentId === undefined;
  const original = ofHere ? found : undefined;
  if (original?.kind === 'reversal' || body.reverses === eventId) {
    return refuse('reversal.of-reversal', 'A reversal cannot be reversed. Enter the document again instead.');
  }
  return await takeBack(request, body, deps, { facility, original, hash, foreign: found !== undefined && !original });
}

interface Found {
  readonly facility: Facility;
  readonly original: StoredEvent | undefined;
  readonly hash: string;
  /** The id belongs to an event of another facility or of a shipment, so it will never arrive here. */
  readonly foreign: boolean;
}

async function takeBack(request: Request, body: ReversalBody, deps: TableDeps, found: Found): Promise<Recorded> {
  const { facilityId, eventId } = request.params;
  const { original, facility, hash } = found;
  const recordedAt = request.now.toISOString();
  const by = { recordedAt, recordedBy: request.member };
  const today = localDay(request.now.getTime(), facility.timeZone);
  const lines = original
    ? reversalLines(
        eventId,
        original.itemIds.map((itemId) => ({ ...original, itemId })),
      )
    : [];
  const loaded = await loadPositions(deps.table, facilityId, original?.itemIds ?? []);
  const posting = await postLines(deps.table, facilityId, lines, loaded, { ...by, note: body.note ?? body.reason });
  const waiting: Flag[] = original ? [] : [{ code: 'reversal-waiting', itemId: '', detail: {} }];
  const answer = {
    eventId,
    positions: posting.positions.map((position) => positionAnswer(position, today)),
    flags: waiting.map((flag) => ({ ...flagAnswer(flag), itemId: null })),
  };
  const writes = [
    put(
      DOCUMENT_WRITE,
      eventToRow({
        eventId,
        facilityId,
        kind: 'reversal',
        hash,
        body: contentOf(request),
        answer,
        occurredAt: original?.occurredAt ?? recordedAt,
        day: original?.day ?? today,
        itemIds: original?.itemIds ?? [],
        ...by,
      }),
      ABSENT,
    ),
    put('reversal', reversalToRow({ originalId: body.reverses, facilityId, reversalId: eventId, ...by }), ABSENT),
    // It must not have arrived between reading and writing, or its lines would stand without their reversal.
    ...(original || found.foreign ? [] : [check('original', eventKey(body.reverses), ABSENT)]),
    ...posting.writes,
  ];
  return await store(deps, writes, hash, answer);
}
