/** PUT /facilities/{facilityId}/recalls/{recallId}: the facility has looked for the lot; its alert ends. */
import type { TableDeps } from '#kit/deps.ts';
import type { ApiRequest, Operation, Reply } from '#kit/request.ts';
import type { recallRows } from '#shared/contract/recalls.ts';
import { localDay } from '#shared/domain/day.ts';
import { refuseAhead } from '#shared/domain/not-ahead.ts';
import { answers } from '#shared/domain/recalls/recall.ts';
import { notFound, type Refusal, refuse } from '#shared/domain/refusal.ts';
import { contentHash } from '#shared/store/content-hash.ts';
import { facilityKey } from '#shared/store/keys.ts';
import { facilityFromRow } from '#shared/store/programme-rows.ts';
import { getRow } from '#shared/store/read.ts';
import { loadRecall, loadReply, saveReply } from '#shared/store/recalls.ts';
import type { Table } from '#shared/store/table.ts';
import { type Again, again, attempt } from '#shared/store/transact.ts';
import { replyAnswer } from './recall-answers.ts';

type Row = typeof recallRows.replyToRecall;

export const replyToRecall: Operation<Row, TableDeps> = (request, { table }) =>
  attempt(table, () => once(request, table));

async function once(request: ApiRequest<Row>, table: Table): Promise<Reply<Row> | Refusal | Again> {
  const { params, body, member, now } = request;
  const { facilityId, recallId } = params;
  const [before, recall, place] = await Promise.all([
    loadReply(table, facilityId, recallId),
    loadRecall(table, recallId),
    getRow(table, facilityKey(facilityId), { consistent: true }),
  ]);
  if (!place) return notFound('facility');
  const hash = contentHash(body);
  if (before?.hash === hash && (!recall || answers(before, recall.value))) {
    return { status: 200, body: replyAnswer(before, true) };
  }
  if (!recall) return refuse('recall.unknown', 'There is no recall of this id. List the recalls.');
  if (before && answers(before, recall.value)) {
    return refuse('document.conflict', 'The facility replied to this recall before. Record what came later as stock.');
  }
  const { timeZone } = facilityFromRow(place).value;
  const day = localDay(Date.parse(body.acknowledgedAt), timeZone);
  const ahead = refuseAhead(day, localDay(now.getTime(), timeZone), '/acknowledgedAt');
  if (ahead) return ahead;
  const { acknowledgedAt, quantityFound, note = null } = body;
  const { action } = recall.value;
  const said = {
    ...params,
    acknowledgedAt,
    quantityFound,
    note,
    action,
    by: member,
    storedAt: now.toISOString(),
    hash,
  };
  const outcome = await saveReply(table, said, before);
  return outcome.kind === 'done' ? { status: 201, body: replyAnswer(said, true) } : again(outcome);
}
