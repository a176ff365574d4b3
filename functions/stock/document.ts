/** What every stock document has in common: its content hash, its replay, its one transaction, who may send it. */
import type { TableDeps } from '#kit/deps.ts';
import type { ApiRequest, Reply } from '#kit/request.ts';
import type { StockEventAnswer, stockRows } from '#shared/contract/stock.ts';
import { countryOf, covers } from '#shared/domain/members/grants.ts';
import { type Refusal, refuse } from '#shared/domain/refusal.ts';
import { contentHash } from '#shared/store/content-hash.ts';
import { eventFromRow, type StoredEvent } from '#shared/store/stock-events.ts';
import { type Again, again, transact, type Write } from '#shared/store/transact.ts';

export type Row = typeof stockRows.recordStockEvent;
export type Request = ApiRequest<Row>;
export type Recorded = Reply<Row> | Refusal | Again;

/** Name of the write that stores the document itself: when its condition fails, it was there already. */
export const DOCUMENT_WRITE = 'document';

/** Content of a document: what is sent again under the same id has to be the same. `confirm` is no content. */
export function hashOf(request: Request): string {
  return contentHash({ facilityId: request.params.facilityId, body: contentOf(request) });
}

/** The body as it is kept. */
export function contentOf(request: Request): Record<string, unknown> {
  const { confirm: _, ...content } = { confirm: undefined, ...request.body };
  return content;
}

/** The stored answer when the document says the same, else a conflict. */
export function replay(stored: StoredEvent, hash: string): Reply<Row> | Refusal {
  if (stored.hash === hash) return { status: 200, body: stored.answer };
  return refuse('document.conflict', 'This id already holds another document. Give every document an id of its own.');
}

/** Sends the writes; a document that somebody stored meanwhile is answered from what is there. */
export async function store(
  deps: TableDeps,
  writes: readonly Write[],
  hash: string,
  answer: StockEventAnswer,
): Promise<Recorded> {
  const outcome = await transact(deps.table, writes);
  if (outcome.kind === 'done') return { status: 201, body: answer };
  const met = outcome.kind === 'conflict' ? outcome.all.find(({ name }) => name === DOCUMENT_WRITE) : undefined;
  const stored = eventFromRow(met?.item);
  return stored ? replay(stored, hash) : again(outcome);
}

/** Logistics keep the books of stores only; a facility's own manager keeps the rest. */
export function mayKeepBooks(request: Request, kind: string): Refusal | undefined {
  if (kind === 'store') return undefined;
  const { facilityId } = request.params;
  const manages =
    covers(request.grants, { country: countryOf(facilityId), facilityId }, ['facility-manager']) === 'yes';
  return manages
    ? undefined
    : refuse('role.forbidden', 'Logistics report stock of stores only; this place reports its own.');
}
