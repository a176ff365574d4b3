/** The closing of an item's month: the position at its end, to fold on from, and what the month amounted to. */
import { addMonths, firstDayOf, type Month, monthOf } from '../day.ts';
import type { ItemState, MonthUse } from './item-state.ts';
import type { AdjustmentReason, Bookkeeping } from './ledger.ts';
import { heldOf, shelfOf } from './lots.ts';
import { passTo } from './passing.ts';
import { addMonth, addToMonths } from './segments.ts';

export interface Closing {
  readonly itemId: string;
  readonly month: Month;
  /** Position after the last line of the month. */
  readonly state: ItemState;
  /** Units on the shelf when the month began and when it ended; kept-apart units beside them. */
  readonly opening: number;
  readonly closing: number;
  readonly held: number;
  readonly received: number;
  readonly dispatched: number;
  /** Units of spans that closed in the month (under `movements`, of issues logged in it). */
  readonly used: number;
  readonly losses: Readonly<Partial<Record<AdjustmentReason, number>>>;
  readonly stockDays: number;
  readonly daysOut: number;
}

/**
 * Closes a month.
 *
 * @param state position with every line of the month, and of no later one
 * @param bookkeeping how the books were kept at the month's end
 */
export function closingOf(state: ItemState, month: Month, bookkeeping: Bookkeeping): Closing {
  const next = firstDayOf(addMonths(month, 1));
  const passed = passTo(state, next);
  // A span that began with a count under `counts` is judged by the count that closes it, also after a switch.
  const judgedByDays = bookkeeping === 'movements' && state.anchor?.bookkeeping !== 'counts';
  const months = judgedByDays
    ? passed.days.reduce(addToMonths, state.olderDays.reduce(addMonth, state.months))
    : state.months;
  const use: MonthUse | undefined = months.find((entry) => entry.month === month);
  const active = monthOf(state.lastDay) === month;
  const closing = shelfOf(state.lots, state.open);
  return {
    itemId: state.itemId,
    month,
    state,
    opening: active ? state.flows.opening : closing,
    closing,
    held: heldOf(state.lots),
    received: active ? state.flows.received : 0,
    dispatched: active ? state.flows.dispatched : 0,
    used: (use?.used ?? 0) + (use?.boundUsed ?? 0),
    losses: active ? state.flows.losses : {},
    stockDays: (use?.stockDays ?? 0) + (use?.boundDays ?? 0),
    daysOut: use?.daysOut ?? 0,
  };
}
