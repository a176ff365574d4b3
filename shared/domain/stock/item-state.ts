/** The derived position of one item at one facility: a pure fold of its ledger lines, small enough to be kept beside them. */
import type { Day, Month } from '../day.ts';
import type { AdjustmentReason, Bookkeeping } from './ledger.ts';

/** Day numbers beyond any calendar in use. */
export const NEVER: Day = -1;
export const FOREVER: Day = 999_999;

/** What stands on the shelf (`quantity`) and what is kept apart (`held`) of one lot; lot null is stock without a lot. */
export interface LotBalance {
  readonly lot: string | null;
  readonly expiry: Day | null;
  /** Units; below zero where more was withdrawn than the books knew. */
  readonly quantity: number;
  readonly held: number;
}

/** Withdrawals without a lot of one local month, taken from lots only on reading (see `settleLots`). */
export interface OpenWithdrawals {
  readonly month: Month;
  /** Units used, sent away or counted missing. */
  readonly withdrawn: number;
  /** Units written off as expired: expired lots give first. */
  readonly expired: number;
}

/** The last whole count: what a facility said is there. */
export interface Anchor {
  readonly eventId: string;
  readonly occurredAt: string;
  readonly day: Day;
  /** Units counted, without what is kept apart. */
  readonly quantity: number;
  readonly bookkeeping: Bookkeeping;
  readonly countedBy: string | null;
  /** Last day on which something of what was counted is good: `NEVER` when nothing is there, `FOREVER` without expiry. */
  readonly goodThrough: Day;
  /** Units on the shelf by the book before it; null for the first count. */
  readonly book: number | null;
  /** Somebody else counted something else within the same hours. */
  readonly conflict: boolean;
}

/** Flows since the anchor (or since the first record): what the next whole count will judge. */
export interface OpenSpan {
  readonly received: number;
  /** Signed net of what left without being used, and of partial counts. What was found or returned is in `received`. */
  readonly adjusted: number;
  readonly issued: number;
  /** Units sent away on shipments; also in `adjusted`. */
  readonly dispatched: number;
  readonly firstReceivedOn: Day | null;
}

/** A stretch of days with its use. `span`: between two counts. `days`: days of logged issues, all with stock or all without. */
export interface Segment {
  readonly kind: 'span' | 'days';
  readonly from: Day;
  /** Exclusive. */
  readonly to: Day;
  /** Units used; below zero where a count showed a gain. */
  readonly used: number;
  readonly received: number;
  readonly adjusted: number;
  /** Units sent away on shipments; also in `adjusted`. */
  readonly dispatched: number;
  /** Days on which nothing usable was there from start to end. */
  readonly daysOut: number;
  /** Spans (or days of issues) with use in it. */
  readonly uses: number;
  /** Spans merged into it; for `days` each day with stock is one. */
  readonly spans: number;
  /** `lower-bound`: closed at 0 and nobody said since when. `unexplained-gain`: leaves every average. */
  readonly mark: 'lower-bound' | 'unexplained-gain' | null;
}

/** Use and days with stock of a month, for `last-known` and the monthly closing. */
export interface MonthUse {
  readonly month: Month;
  readonly used: number;
  readonly stockDays: number;
  readonly daysOut: number;
  /** The same of spans that are lower bounds. */
  readonly boundUsed: number;
  readonly boundDays: number;
}

/** Flows of the month of the newest line, for its closing. */
export interface MonthFlows {
  readonly month: Month;
  readonly opening: number;
  readonly received: number;
  readonly dispatched: number;
  readonly losses: Readonly<Partial<Record<AdjustmentReason, number>>>;
}

export interface ItemState {
  readonly itemId: string;
  /** Day of the first record. */
  readonly firstDay: Day;
  /** Order key and day of the newest line folded. */
  readonly lastKey: string;
  readonly lastDay: Day;
  /** Day of the newest delivery that brought something for the shelf; null before the first. */
  readonly lastReceivedOn: Day | null;
  readonly lots: readonly LotBalance[];
  readonly open: OpenWithdrawals;
  readonly anchor: Anchor | null;
  readonly span: OpenSpan;
  /** Days since the anchor by logged movements, oldest first; they become segments if the span is judged under `movements`. */
  readonly days: readonly Segment[];
  /** What `days` too old to be told apart amounted to. They join `months` if the span is judged under `movements`. */
  readonly olderDays: readonly MonthUse[];
  readonly segments: readonly Segment[];
  readonly months: readonly MonthUse[];
  readonly flows: MonthFlows;
}

export const flagCodes = [
  'discrepancy',
  'unexplained-gain',
  'lot-not-counted',
  'expiry-conflict',
  'count-conflict',
  'book-below-zero',
  'superseded',
  'confirmed-implausible',
  'reversal-waiting',
  'reversed-before-arrival',
] as const;
export type FlagCode = (typeof flagCodes)[number];

/** Something a person should look at; never a reason to refuse. */
export interface Flag {
  readonly code: FlagCode;
  readonly itemId: string;
  /** Figures and names the sentence is made of. */
  readonly detail: Readonly<Record<string, string | number | null>>;
}
