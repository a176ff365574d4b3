/** POST /facilities/{facilityId}/requests/{requestId}/withdraw: nobody need send it any more; what was sent stays sent. */
import type { TableDeps } from '#kit/deps.ts';
import type { ApiRequest, Operation, Reply } from '#kit/request.ts';
import type { needsRows } from '#shared/contract/needs.ts';
import { seesHeads } from '#shared/domain/members/grants.ts';
import { notFound, type Refusal, refuse } from '#shared/domain/refusal.ts';
import { contentHash } from '#shared/store/content-hash.ts';
import { loadRequest, saveRequest } from '#shared/store/requests.ts';
import type { Table } from '#shared/store/table.ts';
import { type Again, again, attempt } from '#shared/store/transact.ts';
import { requestAnswer } from './answers.ts';

type Row = typeof needsRows.withdrawRequest;

export const withdrawRequest: Operation<Row, TableDeps> = (request, { table }) =>
  attempt(table, () => once(request, table));

async function once(request: ApiRequest<Row>, table: Table): Promise<Reply<Row> | Refusal | Again> {
  const { params, body, idempotencyKey: key, now, member, grants } = request;
  const before = await loadRequest(table, params.facilityId, params.requestId);
  if (!before) return notFound('request');
  const words = seesHeads(grants, params.facilityId);
  const hash = contentHash({ name: 'withdraw', body });
  const known = before.answered.find((entry) => entry.key === key);
  if (known !== undefined && known.hash !== hash) {
    return refuse('idempotency-key.reused', 'This Idempotency-Key stands for another action. Send a new one.');
  }
  if (known !== undefined) return { body: requestAnswer(before, words) };
  const withdrawn = before.withdrawn ?? { at: now.toISOString(), by: member, note: body.note ?? null };
  const after = { ...before, withdrawn, answered: [...before.answered, { key, hash }] };
  const outcome = await saveRequest(table, after, before);
  return outcome.kind === 'done' ? { body: requestAnswer(after, words) } : again(outcome);
}
