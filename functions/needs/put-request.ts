/** PUT /facilities/{facilityId}/requests/{requestId}: a manager asks for supplies; the same again changes nothing. */
import type { TableDeps } from '#kit/deps.ts';
import type { ApiRequest, Operation, Reply } from '#kit/request.ts';
import { unitsOf } from '#shared/contract/lines.ts';
import type { needsRows, RequestBody } from '#shared/contract/needs.ts';
import { localDay, parseDay, showDay } from '#shared/domain/day.ts';
import { closedOn } from '#shared/domain/facilities/facility.ts';
import { isRefusal, notFound, type Refusal, refuse } from '#shared/domain/refusal.ts';
import { contentHash } from '#shared/store/content-hash.ts';
import { facilityKey, itemKey } from '#shared/store/keys.ts';
import { catalogueItemFromRow, facilityFromRow } from '#shared/store/programme-rows.ts';
import { getRows } from '#shared/store/read.ts';
import { loadRequest, type StoredRequest, saveRequest } from '#shared/store/requests.ts';
import type { StoredRow, Table } from '#shared/store/table.ts';
import { type Again, again, attempt } from '#shared/store/transact.ts';
import { requestAnswer } from './answers.ts';

type Row = typeof needsRows.putRequest;

export const putRequest: Operation<Row, TableDeps> = (request, { table }) => attempt(table, () => once(request, table));

async function once(request: ApiRequest<Row>, table: Table): Promise<Reply<Row> | Refusal | Again> {
  const { facilityId, requestId } = request.params;
  const hash = contentHash(request.body);
  const before = await loadRequest(table, facilityId, requestId);
  if (before?.hash === hash) return { status: 200, body: requestAnswer(before, true) };
  if (before) return refuse('document.conflict', 'This id holds another request. Send yours under a new id.');
  const made = await requestOf(request, table, hash);
  if (isRefusal(made)) return made;
  const outcome = await saveRequest(table, made);
  if (outcome.kind !== 'done') return again(outcome);
  return { status: 201, body: requestAnswer({ ...made, v: 1 }, true) };
}

async function requestOf(
  { params, body, now, member }: ApiRequest<Row>,
  table: Table,
  hash: string,
): Promise<Omit<StoredRequest, 'v'> | Refusal> {
  const [place, ...items] = await getRows(table, [
    facilityKey(params.facilityId),
    ...body.lines.map(({ itemId }) => itemKey(itemId)),
  ]);
  if (!place) return notFound('facility');
  const refused = refuseItems(body, items);
  if (refused) return refused;
  const facility = facilityFromRow(place).value;
  const today = localDay(now.getTime(), facility.timeZone);
  if (closedOn(facility, today)) return refuse('facility.closed', 'The facility is closed: nothing is sent there.');
  const neededBy = body.neededBy === undefined ? null : (parseDay(body.neededBy) ?? null);
  if (neededBy !== null && neededBy < today) {
    const detail = `Give a day from today on: today is ${showDay(today)} there.`;
    return refuse('date.order', detail, [{ pointer: '/neededBy', code: 'date.order', detail }]);
  }
  return {
    ...params,
    lines: body.lines.map((line) => ({ itemId: line.itemId, quantity: unitsOf(line) })),
    neededBy,
    reason: body.reason ?? null,
    requestedAt: now.toISOString(),
    requestedBy: member,
    hash,
    sentBy: null,
    withdrawn: null,
    answered: [],
  };
}

/** `rows`: of the catalogue, line by line. */
function refuseItems(body: RequestBody, rows: readonly (StoredRow | undefined)[]): Refusal | undefined {
  const at = (wrong: (row: StoredRow | undefined) => boolean, code: string, detail: string) =>
    body.lines.flatMap((_, index) => (wrong(rows[index]) ? [{ pointer: `/lines/${index}/itemId`, code, detail }] : []));
  const unknown = at((row) => row === undefined, 'item.unknown', 'Give an item of the catalogue.');
  if (unknown.length > 0) return refuse('item.unknown', 'Some items are not in the catalogue.', unknown);
  const isRetired = (row: StoredRow | undefined) => row !== undefined && catalogueItemFromRow(row).value.retired;
  const retired = at(isRetired, 'item.retired', 'Give an item that is not retired.');
  return retired.length > 0 ? refuse('item.retired', 'Some items are retired.', retired) : undefined;
}
