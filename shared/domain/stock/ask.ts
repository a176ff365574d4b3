/** Which figures of a stock document should be asked about before they are stored. */
import { mostExpected, packOf } from './doubts.ts';
import type { FacilityFacts, ItemFacts } from './facts.ts';
import {
  type Expectation,
  type Implausibility,
  implausibleCount,
  implausibleIssue,
  implausibleReceipt,
  TIMES_BOOK,
} from './implausible.ts';
import type { ItemState } from './item-state.ts';
import type { AdjustmentReason, LedgerLine, LineKind } from './ledger.ts';
import { shelfOf } from './lots.ts';
import { rateFor } from './use.ts';

export interface Question {
  readonly itemId: string;
  readonly why: Implausibility;
  /** Units that the document says. */
  readonly quantity: number;
  /** Units on the shelf by the book; null before the first count. */
  readonly book: number | null;
  /** Which of the item's entries is meant; absent: all of them together. */
  readonly entry?: number;
  /** Why it moved, of an entry whose sign says the opposite. */
  readonly reason?: AdjustmentReason;
}

/** What is expected of an item before a document is taken into its position. */
function expectation(facts: ItemFacts, facility: FacilityFacts): Expectation {
  const { item, state, levels } = facts;
  const rate = rateFor(facts, facility);
  const measured = rate.basis === 'norm' || rate.basis === 'none' ? null : rate.adu;
  return {
    book: state?.anchor ? shelfOf(state.lots, state.open) : null,
    adu: item.planning === 'rate' ? measured : null,
    norm: rate.norm,
    max: mostExpected(facts, rate.adu),
    pack: packOf(facts),
    countedOn: state?.anchor?.day ?? null,
    first: state === null,
    mostUsed: mostUsed(state),
    reportEveryDays: levels.reportEveryDays,
  };
}

/** The most that one stretch of the position says was used; 0 where nothing does. */
function mostUsed(state: ItemState | null): number {
  return [...(state?.segments ?? []), ...(state?.days ?? [])].reduce((most, { used }) => Math.max(most, used), 0);
}

/** Whole counts and receipts without a shipment are always held against what is expected. */
export function isAsked(kind: LineKind): boolean {
  return kind === 'count' || kind === 'receipt';
}

/**
 * Whether an issue has to be held against what is expected: most are not, being no larger than one before. Partial
 * counts and adjustments have happened as they are told.
 *
 * @param issued units of one document
 */
export function isOutOfLine(issued: number, state: ItemState | null): boolean {
  const book = state?.anchor ? shelfOf(state.lots, state.open) : 0;
  return issued > mostUsed(state) || (book > 0 && issued > TIMES_BOOK * book);
}

/** Days without stock that reach back behind a count that found some, or that are more than went by since. */
function outTooLong({ count, day }: LedgerLine, { state }: ItemFacts): 'out-too-long' | null {
  const anchor = state?.anchor;
  if (!anchor || anchor.quantity === 0 || count === undefined) return null;
  const before = count.outSince !== undefined && count.outSince < anchor.day;
  const tooMany = count.daysOut !== undefined && count.daysOut > day - anchor.day;
  return before || tooMany ? 'out-too-long' : null;
}

function whyAsked({ kind, day }: LedgerLine, quantity: number, known: Expectation): Implausibility | null {
  if (kind === 'count') return implausibleCount(quantity, day, known);
  return kind === 'issue' ? implausibleIssue(quantity, day, known) : implausibleReceipt(quantity, known);
}

/** Asks about a line whose figure is more often a slip than the truth. */
export function askAbout(line: LedgerLine, facts: ItemFacts, facility: FacilityFacts): Question | null {
  if (!isAsked(line.kind) && line.kind !== 'issue') return null;
  const known = expectation(facts, facility);
  const sum = line.entries.reduce((units, entry) => units + entry.quantity, 0);
  const quantity = line.kind === 'issue' ? -sum : sum;
  const late = facts.state !== null && line.occurredAt < facts.state.lastKey.slice(0, line.occurredAt.length);
  // The book of a day gone by is not known here: a late figure is compared with the norm alone.
  const fair = late ? { ...known, book: null, countedOn: null, max: null } : known;
  const why = whyAsked(line, quantity, fair) ?? (late ? null : outTooLong(line, facts));
  return why === null ? null : { itemId: line.itemId, why, quantity, book: known.book };
}
