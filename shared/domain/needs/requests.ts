/** What managers ask for beyond what the figures say, and how much of it has been sent since. */
import type { Day } from '../day.ts';
import type { Trace } from '../shipments/shipment.ts';

export interface RequestLine {
  readonly itemId: string;
  /** Units of issue. */
  readonly quantity: number;
}

export interface SupplyRequest {
  readonly requestId: string;
  readonly facilityId: string;
  /** One line an item. */
  readonly lines: readonly RequestLine[];
  /** Local day; null where nobody said. */
  readonly neededBy: Day | null;
  /** Instant at which it came in, ISO UTC. */
  readonly requestedAt: string;
  /** Since when it is known that all of it was sent; null before. */
  readonly sentBy: string | null;
  readonly withdrawn: Trace | null;
}

/** Goods that left for a facility. */
export interface Sent {
  /** Instant, ISO UTC. */
  readonly at: string;
  readonly itemId: string;
  readonly quantity: number;
}

/** What of a request has not been sent yet, item by item; items that were are left out. */
export interface Outstanding {
  readonly request: SupplyRequest;
  readonly lines: readonly RequestLine[];
}

/**
 * What is still asked for at one facility. Goods answer the oldest request that stood when they left; what is more than
 * that answers the next one.
 *
 * @param requests that are neither withdrawn nor answered
 */
export function outstandingOf(requests: readonly SupplyRequest[], sent: readonly Sent[]): Outstanding[] {
  const inTurn = [...requests].sort(byTime);
  const open = inTurn.map((request) => new Map(request.lines.map(({ itemId, quantity }) => [itemId, quantity])));
  for (const { at, itemId, quantity } of [...sent].sort((a, b) => (a.at < b.at ? -1 : 1))) {
    let rest = quantity;
    for (const [index, request] of inTurn.entries()) {
      const asked = open[index]?.get(itemId) ?? 0;
      if (rest === 0 || asked === 0 || request.requestedAt > at) continue;
      const answered = Math.min(rest, asked);
      open[index]?.set(itemId, asked - answered);
      rest -= answered;
    }
  }
  return inTurn.map((request, index) => ({
    request,
    lines: [...(open[index] ?? [])].flatMap(([itemId, quantity]) => (quantity > 0 ? [{ itemId, quantity }] : [])),
  }));
}

function byTime(a: SupplyRequest, b: SupplyRequest): number {
  if (a.requestedAt !== b.requestedAt) return a.requestedAt < b.requestedAt ? -1 : 1;
  return a.requestId < b.requestId ? -1 : 1;
}

/** What is asked for of one item at one facility, all open requests together. */
export interface Asked {
  readonly quantity: number;
  /** Of the oldest. */
  readonly requestedAt: string;
  /** The soonest; null where nobody said. */
  readonly neededBy: Day | null;
}

/** By item id. */
export function askedFor(outstanding: readonly Outstanding[]): ReadonlyMap<string, Asked> {
  const asked = new Map<string, Asked>();
  for (const { request, lines } of outstanding) {
    for (const { itemId, quantity } of lines) {
      const before = asked.get(itemId);
      asked.set(itemId, {
        quantity: quantity + (before?.quantity ?? 0),
        requestedAt: before?.requestedAt ?? request.requestedAt,
        neededBy: sooner(before?.neededBy ?? null, request.neededBy),
      });
    }
  }
  return asked;
}

function sooner(a: Day | null, b: Day | null): Day | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
