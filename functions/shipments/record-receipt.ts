/** PUT /shipments/{shipmentId}/receipts/{receiptId}: what came goes on the shelf once, whatever is sent again. */
import type { TableDeps } from '#kit/deps.ts';
import type { ApiRequest, Operation, Reply } from '#kit/request.ts';
import { MAX_ITEMS } from '#shared/contract/lines.ts';
import { receiptAnswer as answerSchema } from '#shared/contract/shipment-answers.ts';
import type { shipmentRows } from '#shared/contract/shipments.ts';
import type { FlagAnswer } from '#shared/contract/stock-answers.ts';
import { closedFlags, flagAnswer, positionAnswer } from '#shared/contract/stock-words.ts';
import { type Day, localDay } from '#shared/domain/day.ts';
import { isRefusal, notFound, type Refusal, refuse } from '#shared/domain/refusal.ts';
import { receiptLines } from '#shared/domain/shipments/postings.ts';
import { decideReceipt, implausibleLines } from '#shared/domain/shipments/receive.ts';
import { evolve, type Receipt } from '#shared/domain/shipments/shipment.ts';
import { contentHash } from '#shared/store/content-hash.ts';
import { LINE_WRITE, type Posting, postLines } from '#shared/store/positions.ts';
import type { StoredReceipt, StoredShipment } from '#shared/store/shipment-rows.ts';
import { loadShipment, RECEIPT_WRITE, receiptWrite, SHIPMENT_WRITE, shipmentWrites } from '#shared/store/shipments.ts';
import { EVENT_ID_WRITE, shipmentEvent } from '#shared/store/stock-events.ts';
import { type Again, again, attempt, type Outcome, transact } from '#shared/store/transact.ts';
import { keptAnswer, receiptAnswer } from './answers.ts';
import { commandOf, itemIdsOf } from './receipt-command.ts';
import { loadReceiptFacts, type ReceiptFacts } from './receipt-facts.ts';
import { receiptFlags } from './receipt-flags.ts';
import { refuseToReceive, sees } from './scope.ts';

type Row = typeof shipmentRows.recordReceipt;
type Request = ApiRequest<Row>;

export const recordReceipt: Operation<Row, TableDeps> = (request, deps) =>
  attempt(deps.table, () => once(request, deps));

async function once(request: Request, deps: TableDeps): Promise<Reply<Row> | Refusal | Again> {
  const { shipmentId, receiptId } = request.params;
  const stored = await loadShipment(deps.table, shipmentId);
  if (!stored || !sees(request.grants, stored.shipment.plan)) return notFound('shipment');
  const hash = contentHash(contentOf(request));
  const known = stored.receipts.get(receiptId);
  if (known) return known.hash === hash ? reply(200, known, stored) : refuseConflict();
  const command = commandOf(receiptId, request.body);
  const { plan } = stored.shipment;
  const facts = await loadReceiptFacts(deps.table, plan.destination, itemIdsOf(command, plan));
  const forbidden = refuseToReceive(request.grants, plan.destination, facts.facility.kind);
  if (forbidden) return forbidden;
  const actor = { by: request.member, now: request.now.toISOString() };
  const fact = decideReceipt(stored.shipment, command, facts.facility.timeZone, facts.items, actor);
  if (isRefusal(fact)) return fact;
  const shipment = evolve(stored.shipment, fact);
  const receipt = shipment.receipts.find((each) => each.receiptId === receiptId);
  if (!receipt) throw new Error('a receipt that was decided is part of its shipment');
  return await save(request, deps, stored, { ...stored, shipment }, receipt, facts, hash);
}

async function save(
  request: Request,
  { table }: TableDeps,
  before: StoredShipment,
  next: StoredShipment,
  receipt: Receipt,
  { facility, positions }: ReceiptFacts,
  hash: string,
): Promise<Reply<Row> | Refusal | Again> {
  const { timeZone } = facility;
  const lines = receiptLines(next.shipment, receipt, timeZone);
  const closed = closedFlags(facility, localDay(Date.parse(receipt.receivedAt), timeZone));
  if (lines.length > MAX_ITEMS) return refuseItems(lines.length);
  const notes = { note: request.body.note, recordedAt: request.now.toISOString(), recordedBy: request.member };
  const confirmed = new Set(implausibleLines(before.shipment, receipt.lines).map(({ itemId }) => itemId));
  const posting = await postLines(table, facility.facilityId, lines, positions, { ...notes, confirmed });
  const after = { ...next, v: before.v + 1 };
  const answer = keptAnswer(
    after,
    posted(posting, [...receiptFlags(before.shipment, receipt), ...closed], localDay(request.now.getTime(), timeZone)),
  );
  const stored: StoredReceipt = { receipt, hash, body: contentOf(request), answer, recordedAt: notes.recordedAt };
  const outcome = await transact(table, [
    receiptWrite(request.params.shipmentId, stored),
    ...shipmentWrites(before, next),
    ...shipmentEvent(facility.facilityId, request.params.shipmentId, lines, notes),
    ...posting.writes,
  ]);
  if (outcome.kind === 'done') return reply(201, stored, after);
  return takenElsewhere(outcome) ? refuseConflict() : again(outcome);
}

function posted(posting: Posting, flags: readonly FlagAnswer[], today: Day) {
  return {
    positions: posting.positions.map((position) => positionAnswer(position, today)),
    flags: [...flags, ...posting.flags.map(flagAnswer)],
  };
}

function contentOf(request: Request) {
  const { confirm: _, ...content } = request.body;
  return content;
}

function reply(status: 200 | 201, receipt: StoredReceipt, { receipts }: StoredShipment): Reply<Row> {
  return { status, body: answerSchema.parse(receiptAnswer(receipt, receipts)) };
}

/** The ledger knows another document of this id, a stock event or a receipt of another shipment: neither the receipt nor the shipment moved. */
function takenElsewhere(outcome: Exclude<Outcome, { kind: 'done' }>): boolean {
  if (outcome.kind !== 'conflict') return false;
  const names = outcome.all.map(({ name }) => name);
  const taken = names.includes(EVENT_ID_WRITE) || names.includes(LINE_WRITE);
  return taken && !names.includes(RECEIPT_WRITE) && !names.includes(SHIPMENT_WRITE);
}

function refuseConflict(): Refusal {
  return refuse('document.conflict', 'This id already holds another document. Give every receipt an id of its own.');
}

function refuseItems(count: number): Refusal {
  const detail = `Send at most ${MAX_ITEMS} items in one receipt: this one has ${count}. Split it into several.`;
  return refuse('body.invalid', detail, [{ pointer: '/lines', code: 'lines.too-many', detail }]);
}
