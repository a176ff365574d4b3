/** Time going by between ledger lines: months settle the lots, days without a line are idle, with stock or without. */
import { type Day, monthOf } from '../day.ts';
import { FOREVER, type ItemState, type Segment } from './item-state.ts';
import { goodThrough, nothingOpen, settleLots, shelfOf } from './lots.ts';
import { idleDays } from './segments.ts';

/** Lets the days until `day` pass: a new month settles the lots; days without a line are idle, with stock or without. */
export function passTo(state: ItemState, day: Day): ItemState {
  const month = monthOf(day);
  const settled = settleLots(state.lots, state.open);
  const days = [...state.days, ...idleUntil(state, goodThrough(settled), day)];
  if (month <= state.open.month) return { ...state, days };
  const opening = shelfOf(state.lots, state.open);
  return {
    ...state,
    days,
    lots: settled,
    open: nothingOpen(month),
    flows: { month, opening, received: 0, dispatched: 0, losses: {} },
  };
}

function idleUntil(state: ItemState, good: Day, day: Day): Segment[] {
  const from = state.days.at(-1)?.to ?? state.anchor?.day ?? state.firstDay;
  if (from >= day) return [];
  const outFrom = good === FOREVER ? day : Math.min(Math.max(good + 1, from), day);
  const parts: Segment[] = [];
  if (outFrom > from) parts.push(idleDays(from, outFrom, false));
  if (day > outFrom) parts.push(idleDays(outFrom, day, true));
  return parts;
}

/** Adds flows to the piece of the line's own day, which counts as a day with stock once anything arrived or was used. */
export function onDay(
  state: ItemState,
  day: Day,
  flow: { used?: number; received?: number; adjusted?: number; dispatched?: number },
): readonly Segment[] {
  const last = state.days.at(-1);
  const open = last !== undefined && last.from === day && last.to === day + 1;
  const out = goodThrough(settleLots(state.lots, state.open)) < day;
  const today = open ? last : idleDays(day, day + 1, out);
  const used = today.used + (flow.used ?? 0);
  const received = today.received + (flow.received ?? 0);
  const present = today.daysOut === 0 || used > 0 || received > 0;
  const piece: Segment = {
    ...today,
    used,
    received,
    adjusted: today.adjusted + (flow.adjusted ?? 0),
    dispatched: today.dispatched + (flow.dispatched ?? 0),
    uses: used > 0 ? 1 : 0,
    daysOut: present ? 0 : 1,
    spans: present ? 1 : 0,
  };
  return open ? [...state.days.slice(0, -1), piece] : [...state.days, piece];
}
