/** PUT /facilities/{facilityId}/acknowledgements/{documentId}/{version}: somebody has read it; the first answers for the place. */
import type { TableDeps } from '#kit/deps.ts';
import type { ApiRequest, Operation, Reply } from '#kit/request.ts';
import type { readingRows } from '#shared/contract/readings.ts';
import { localDay } from '#shared/domain/day.ts';
import { goesBefore, refuseAcknowledgement } from '#shared/domain/guidance/said.ts';
import { notFound, type Refusal, refuse } from '#shared/domain/refusal.ts';
import { type FirstAcknowledgement, loadAcknowledgement, saveAcknowledgement } from '#shared/store/acknowledgements.ts';
import { loadVersion } from '#shared/store/guidance.ts';
import { facilityKey } from '#shared/store/keys.ts';
import { facilityFromRow } from '#shared/store/programme-rows.ts';
import { getRow } from '#shared/store/read.ts';
import { type Again, again, attempt } from '#shared/store/transact.ts';

type Row = typeof readingRows.acknowledgeGuidance;

export const acknowledgeGuidance: Operation<Row, TableDeps> = (request, deps) =>
  attempt(deps.table, () => once(request, deps));

async function once(request: ApiRequest<Row>, { table }: TableDeps): Promise<Reply<Row> | Refusal | Again> {
  const { facilityId, documentId, version } = request.params;
  const [known, place, published] = await Promise.all([
    loadAcknowledgement(table, facilityId, documentId, version, request.member),
    getRow(table, facilityKey(facilityId), { consistent: true }),
    loadVersion(table, documentId, version),
  ]);
  if (!place) return notFound('facility');
  const { own, first } = known;
  const said = { ...request.params, memberId: request.member, ...request.body };
  if (own) {
    const same = own.acknowledgedAt === said.acknowledgedAt && own.language === said.language;
    if (same) return { status: 200, body: answer(own, first?.memberId === own.memberId) };
    return refuse('document.conflict', 'You acknowledged this version before. That stands: it cannot be changed.');
  }
  const facility = facilityFromRow(place).value;
  const day = localDay(Date.parse(said.acknowledgedAt), facility.timeZone);
  const today = localDay(request.now.getTime(), facility.timeZone);
  const refused = refuseAcknowledgement(published?.value, facility, day, today);
  if (refused) return refused;
  const outcome = await saveAcknowledgement(table, { ...said, storedAt: request.now.toISOString() }, known);
  if (outcome.kind !== 'done') return again(outcome);
  return { status: 201, body: answer(said, first === undefined || goesBefore(said, first)) };
}

function answer(said: FirstAcknowledgement, first: boolean) {
  const { facilityId, documentId, version, memberId, acknowledgedAt, language } = said;
  return { facilityId, documentId, version, memberId, acknowledgedAt, language, first };
}
