/** Replays one item's months at one site: at each month's end, what would have been said, and what came of it. */
import { addMonths, type Day, firstDayOf, lastDayOf, showDay } from '#shared/domain/day.ts';
import type { FacilityFacts, ItemPosition } from '#shared/domain/stock/facts.ts';
import { fold } from '#shared/domain/stock/fold.ts';
import type { ItemState } from '#shared/domain/stock/item-state.ts';
import type { LedgerLine, LineKind } from '#shared/domain/stock/ledger.ts';
import { effectiveLevels } from '#shared/domain/stock/levels.ts';
import { judgeItem } from '#shared/domain/stock/position.ts';
import type { MonthOfItem } from '../support/series.ts';

/** What was known when a month ended with something in stock, and whether the next one ended with nothing. */
export interface Foresight {
  readonly month: string;
  readonly itemId: string;
  readonly position: ItemPosition;
  /** The month's own row. */
  readonly row: MonthOfItem;
  /** Nothing was left when the next month ended. */
  readonly emptyNext: boolean;
}

/** A place that counts at each month's end; every other setting is the product's own. */
const levels = effectiveLevels({ kind: 'prison', country: { reportEveryDays: 31 } });

function facilityOn(today: Day): FacilityFacts {
  const noPeople = { headCount: null, headCounts: [] };
  const books = { bookkeeping: 'counts', bookkeepingSince: 0, documentDays: [] } as const;
  return { today, ...books, ...noPeople, store: false, nextDeliveryOn: null };
}

function lineOf(kind: LineKind, itemId: string, day: Day, quantity: number, daysOut?: number): LedgerLine {
  const occurredAt = `${showDay(day)}T${kind === 'count' ? '20' : '08'}:00:00.000Z`;
  const line = { itemId, day, occurredAt, eventId: `${showDay(day)}-${kind}`, kind };
  const entries = [{ lot: null, expiry: null, quantity }];
  if (kind === 'adjustment') return { ...line, entries: [{ lot: null, expiry: null, quantity, reason: 'correction' }] };
  if (kind !== 'count') return { ...line, entries };
  const out = daysOut === undefined ? {} : { daysOut };
  return { ...line, entries, count: { bookkeeping: 'counts', countedBy: 'keeper', ...out } };
}

/**
 * A month as documents. It opens with a count where no month goes before it, and with a correction where its opening is
 * not what the month before had closed with; it ends with a count that says how long nothing was there.
 */
function linesOf(row: MonthOfItem, before: MonthOfItem | undefined): LedgerLine[] {
  const { itemId, month } = row;
  const first = firstDayOf(month);
  const follows = before !== undefined && addMonths(before.month, 1) === month;
  const lines = follows ? [] : [lineOf('count', itemId, first, Math.max(row.opening, 0))];
  const corrected = follows ? row.opening - before.closing : 0;
  if (corrected !== 0) lines.push(lineOf('adjustment', itemId, first, corrected));
  if (row.received > 0) lines.push(lineOf('receipt', itemId, first + 4, row.received));
  if (row.adjusted !== 0) lines.push(lineOf('adjustment', itemId, first + 9, row.adjusted));
  if (row.issued > 0) lines.push(lineOf('issue', itemId, first + 14, -row.issued));
  const length = lastDayOf(month) - first + 1;
  const daysOut = row.daysOut > 0 ? Math.min(row.daysOut, length) : undefined;
  return [...lines, lineOf('count', itemId, lastDayOf(month), Math.max(row.closing, 0), daysOut)];
}

/** @param months of one item at one site, oldest first; a month without a next one, or that ended with nothing, says nothing */
export function foresee(months: readonly MonthOfItem[]): Foresight[] {
  const seen: Foresight[] = [];
  let state: ItemState | null = null;
  for (const [index, row] of months.entries()) {
    state = fold(state, linesOf(row, months[index - 1])).state;
    const next = months[index + 1];
    if (next === undefined || next.month !== addMonths(row.month, 1) || row.closing <= 0) continue;
    const { itemId, month } = row;
    const item = {
      itemId,
      names: { en: itemId },
      unit: 'piece',
      planning: 'rate',
      criticality: 'vital',
      packs: [],
      norms: {},
      requiredQuantity: null,
      retired: false,
    } as const;
    const facts = {
      item,
      state,
      levels,
      levelSet: false,
      notStocked: false,
      onStandardList: true,
      inTransit: 0,
      arrivals: [],
      blockedLots: new Set<string>(),
      surge: null,
      served: null,
    };
    const position = judgeItem(facts, facilityOn(lastDayOf(month)));
    seen.push({ month, itemId, position, row, emptyNext: next.closing === 0 });
  }
  return seen;
}
