/** PUT /facilities/{facilityId}/briefings/{briefingId}: a session in which staff heard of a version. */
import type { TableDeps } from '#kit/deps.ts';
import type { ApiRequest, Operation, Reply } from '#kit/request.ts';
import type { readingRows } from '#shared/contract/readings.ts';
import { localDay, parseDay } from '#shared/domain/day.ts';
import { refuseBriefing } from '#shared/domain/guidance/said.ts';
import { notFound, type Refusal, refuse } from '#shared/domain/refusal.ts';
import { loadBriefing, saveBriefing } from '#shared/store/briefings.ts';
import { contentHash } from '#shared/store/content-hash.ts';
import { loadVersion } from '#shared/store/guidance.ts';
import { facilityKey } from '#shared/store/keys.ts';
import { facilityFromRow } from '#shared/store/programme-rows.ts';
import { getRow } from '#shared/store/read.ts';
import { type Again, again, attempt } from '#shared/store/transact.ts';

type Row = typeof readingRows.recordBriefing;

export const recordBriefing: Operation<Row, TableDeps> = (request, deps) =>
  attempt(deps.table, () => once(request, deps));

async function once(request: ApiRequest<Row>, { table }: TableDeps): Promise<Reply<Row> | Refusal | Again> {
  const { body, params, member } = request;
  const [known, place, published] = await Promise.all([
    loadBriefing(table, params.facilityId, params.briefingId),
    getRow(table, facilityKey(params.facilityId), { consistent: true }),
    loadVersion(table, body.documentId, body.version),
  ]);
  if (!place) return notFound('facility');
  const answer = { ...params, ...body };
  if (known) {
    if (contentHash(known.body) === contentHash(body)) return { status: 200, body: answer };
    return refuse('document.conflict', 'This id already holds another briefing. Give every briefing an id of its own.');
  }
  const { timeZone } = facilityFromRow(place).value;
  const heldOn = parseDay(body.heldOn) ?? 0;
  const refused = refuseBriefing(published?.value, heldOn, localDay(request.now.getTime(), timeZone));
  if (refused) return refused;
  const recordedAt = request.now.toISOString();
  const outcome = await saveBriefing(table, { ...params, body, recordedAt, recordedBy: member });
  return outcome.kind === 'done' ? { status: 201, body: answer } : again(outcome);
}
