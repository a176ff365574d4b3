/** Folds ledger lines into a position: in their total order, without what was reversed or superseded. */
import type { Flag, ItemState } from './item-state.ts';
import { type LedgerLine, orderKey } from './ledger.ts';
import { step } from './step.ts';

export interface Fold {
  /** Null when nothing took effect. */
  readonly state: ItemState | null;
  /** Flags by the event that raised them. */
  readonly flags: ReadonlyMap<string, readonly Flag[]>;
}

/** Called after each line that took effect, in order. */
export type Observer = (line: LedgerLine, after: ItemState) => void;

/** Whether a line can be taken as one step: it is the newest, reverses nothing and closes a day that no count closed yet. */
export function isNext(state: ItemState | null, line: LedgerLine): boolean {
  if (line.kind === 'reversal') return false;
  if (state === null) return true;
  if (orderKey(line) <= state.lastKey) return false;
  return line.kind !== 'count' || state.anchor?.day !== line.day;
}

/** The lines that take effect, in their order: reversed ones leave no trace, the last whole count of a local day closes it. */
export function effective(lines: readonly LedgerLine[]): { lines: LedgerLine[]; superseded: LedgerLine[] } {
  const reversed = new Set(lines.flatMap((line) => (line.reverses === undefined ? [] : [line.reverses])));
  const standing = lines
    .filter((line) => line.kind !== 'reversal' && !reversed.has(line.eventId))
    .sort((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1));
  const lastCountOf = new Map<number, string>();
  for (const line of standing) if (line.kind === 'count') lastCountOf.set(line.day, line.eventId);
  const superseded = standing.filter((line) => line.kind === 'count' && lastCountOf.get(line.day) !== line.eventId);
  return { lines: standing.filter((line) => !superseded.includes(line)), superseded };
}

/**
 * Folds lines of one item, in any order, on top of a position that holds everything before them.
 *
 * @param base position before the first of the lines; null from the beginning
 */
export function fold(base: ItemState | null, lines: readonly LedgerLine[], observe?: Observer): Fold {
  const flags = new Map<string, readonly Flag[]>();
  const order = effective(lines);
  let state = base;
  for (const line of order.lines) {
    const stepped = step(state, line);
    const conflicts = recounts(line, order.superseded);
    state = conflicts.length > 0 ? inConflict(stepped.state) : stepped.state;
    flags.set(line.eventId, [...stepped.flags, ...conflicts]);
    observe?.(line, state);
  }
  for (const line of order.superseded)
    flags.set(line.eventId, [{ code: 'superseded', itemId: line.itemId, detail: {} }]);
  return { state, flags };
}

function inConflict(state: ItemState): ItemState {
  return state.anchor === null ? state : { ...state, anchor: { ...state.anchor, conflict: true } };
}

/** A recount of the same day can contradict the one it supersedes, which the position no longer knows. */
function recounts(line: LedgerLine, superseded: readonly LedgerLine[]): Flag[] {
  if (line.kind !== 'count') return [];
  const total = (of: LedgerLine) => of.entries.reduce((sum, entry) => sum + entry.quantity, 0);
  const counted = total(line);
  return superseded
    .filter((other) => other.day === line.day && other.count?.countedBy !== line.count?.countedBy)
    .filter((other) => Math.abs(Date.parse(line.occurredAt) - Date.parse(other.occurredAt)) <= 12 * 3_600_000)
    .filter((other) => Math.abs(total(other) - counted) * 20 > Math.max(total(other), counted))
    .map((other) => ({
      code: 'count-conflict',
      itemId: line.itemId,
      detail: { before: total(other), counted, countedBy: other.count?.countedBy ?? null },
    }));
}
