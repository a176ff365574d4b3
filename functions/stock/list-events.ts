/** GET /facilities/{facilityId}/stock-events: an item's stock card, newest first, with the balance after each line. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { stockRows } from '#shared/contract/stock.ts';
import type { StockCardLine } from '#shared/contract/stock-answers.ts';
import { monthOf, parseDay, showDay, startOfDay } from '#shared/domain/day.ts';
import { isRefusal, notFound, type Refusal, refuse } from '#shared/domain/refusal.ts';
import { fold } from '#shared/domain/stock/fold.ts';
import type { ItemState } from '#shared/domain/stock/item-state.ts';
import { orderKey } from '#shared/domain/stock/ledger.ts';
import { heldOf, shelfOf } from '#shared/domain/stock/lots.ts';
import { stateFromRow } from '#shared/store/item-state-row.ts';
import { facilityKey, facilityPartition, itemKey, itemStateKey, ledgerPrefix } from '#shared/store/keys.ts';
import { lineFromRow, type StoredLine } from '#shared/store/ledger-row.ts';
import { listPage } from '#shared/store/lists.ts';
import { closingBefore, linesAfter } from '#shared/store/positions.ts';
import { facilityFromRow } from '#shared/store/programme-rows.ts';
import { getRows } from '#shared/store/read.ts';
import type { Table } from '#shared/store/table.ts';

type Row = typeof stockRows.listStockEvents;

export const listStockEvents: Operation<Row, TableDeps> = async (request, { table }) => {
  const { facilityId } = request.params;
  const { item, from, to, limit, cursor } = request.query;
  const [place, known] = await getRows(table, [facilityKey(facilityId), itemKey(item)]);
  if (!place) return notFound('facility');
  if (!known) return unknownItem(item);
  const { timeZone } = facilityFromRow(place).value;
  const prefix = ledgerPrefix(item);
  const page = await listPage(table, {
    list: 'stock-card',
    filter: { facilityId, item, from, to },
    sources: [
      {
        partition: facilityPartition(facilityId),
        from: `${prefix}${from === undefined ? '' : instantOf(from, timeZone)}`,
        to: `${prefix}${to === undefined ? '~' : instantOf(to, timeZone)}`,
        descending: true,
        consistent: true,
      },
    ],
    limit,
    cursor,
  });
  if (isRefusal(page)) return page;
  const lines = page.rows.map(lineFromRow);
  const history = await historyOf(table, facilityId, item, lines, timeZone);
  return { body: { items: lines.map((line) => cardLine(line, history)), nextCursor: page.nextCursor } };
};

function unknownItem(itemId: string): Refusal {
  const detail = `Give an item of the catalogue: ${itemId} is not in it.`;
  return refuse('item.unknown', detail, [{ pointer: '#item', code: 'item.unknown', detail }]);
}

function instantOf(iso: string, timeZone: string): string {
  return new Date(startOfDay(parseDay(iso) ?? 0, timeZone)).toISOString();
}

/** Balances after the lines of a page, and who reversed whom among them. */
interface History {
  readonly balances: ReadonlyMap<string, { readonly before: number | null; readonly after: number }>;
  readonly reversedBy: ReadonlyMap<string, string>;
}

/** Folds the lines of a page on top of the last closing before it: what a page costs does not grow with age. */
async function historyOf(
  table: Table,
  facilityId: string,
  itemId: string,
  page: readonly StoredLine[],
  timeZone: string,
): Promise<History> {
  const balances = new Map<string, { before: number | null; after: number }>();
  const [newest, oldest] = [page[0]?.line, page.at(-1)?.line];
  if (!newest || !oldest) return { balances, reversedBy: new Map() };
  const [stateRow] = await getRows(table, [itemStateKey(facilityId, itemId)], { consistent: true });
  const { closedThrough } = stateFromRow(itemId, stateRow);
  const base = await closingBefore(table, facilityId, itemId, monthOf(oldest.day), closedThrough);
  // To the end of that day: a later count of it may stand instead of one on this page.
  const dayAfter = new Date(startOfDay(newest.day + 1, timeZone)).toISOString();
  const stored = await linesAfter(table, facilityId, itemId, base, dayAfter);
  const lines = stored.map(({ line }) => line);
  let before: number | null = base === null ? null : onHand(base);
  const after = new Map<string, { before: number | null; after: number }>();
  fold(base, lines, (line, state) => {
    after.set(orderKey(line), { before, after: onHand(state) });
    before = onHand(state);
  });
  let standing = base === null ? 0 : onHand(base);
  for (const line of [...lines].sort((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1))) {
    const moved = after.get(orderKey(line));
    standing = moved?.after ?? standing;
    balances.set(orderKey(line), moved ?? { before: standing, after: standing });
  }
  const reversals = lines.flatMap(({ reverses, eventId }) =>
    reverses === undefined ? [] : [[reverses, eventId] as const],
  );
  return { balances, reversedBy: new Map(reversals) };
}

function onHand(state: ItemState): number {
  return shelfOf(state.lots, state.open) + heldOf(state.lots);
}

function cardLine({ line, notes }: StoredLine, history: History): StockCardLine {
  const balance = history.balances.get(orderKey(line)) ?? { before: null, after: 0 };
  const whole = line.kind === 'count';
  const opening = whole && balance.before === null;
  return {
    eventId: line.eventId,
    shipmentId: line.shipmentId ?? null,
    kind: line.kind,
    itemId: line.itemId,
    occurredAt: line.occurredAt,
    day: showDay(line.day),
    recordedAt: notes.recordedAt,
    change: opening ? null : balance.after - (balance.before ?? 0),
    balance: balance.after,
    counted: whole ? line.entries.reduce((sum, entry) => sum + entry.quantity, 0) : null,
    lots: line.entries.map((entry) => ({
      lot: entry.lot,
      expiry: entry.expiry === null ? null : showDay(entry.expiry),
      quantity: entry.quantity,
      held: entry.held ?? false,
      reason: entry.reason ?? null,
    })),
    note: notes.note ?? null,
    flags: [...(notes.flags ?? [])],
    reverses: line.reverses ?? null,
    reversedBy: history.reversedBy.get(line.eventId) ?? null,
  };
}
