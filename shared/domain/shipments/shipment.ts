/** A shipment as the rules see it: what was promised, and the facts that happened to it since. */
import type { Day } from '../day.ts';

/** A lot inside a line, in units of issue. */
export interface LotQuantity {
  readonly lot: string;
  /** Last good day, inclusive. */
  readonly expiry: Day | null;
  readonly quantity: number;
}

export interface PlanLine {
  readonly lineId: string;
  readonly itemId: string;
  /** Units of issue. */
  readonly quantity: number;
  /** Units in a pack: as typed, else the item's smallest pack; null where it comes in none. */
  readonly packSize: number | null;
  /** At most `quantity` together; the rest has no lot. */
  readonly lots: readonly LotQuantity[];
}

export type Origin =
  | { readonly kind: 'supplier'; readonly name: string }
  | { readonly kind: 'facility'; readonly facilityId: string };

/** What a shipment is meant to be; replaced as a whole while it is planned, never afterwards. */
export interface Plan {
  readonly reference: string | null;
  readonly origin: Origin;
  readonly destination: string;
  readonly expectedOn: Day | null;
  readonly lines: readonly PlanLine[];
}

/** What came in place of a line's goods. */
export interface WrongGoods {
  readonly itemId: string;
  readonly quantity: number;
  readonly lots: readonly LotQuantity[];
}

/** What one receipt says of one line, in units of issue; `lineId` null is an item that nobody listed. */
export interface ReceiptLine {
  readonly lineId: string | null;
  readonly itemId: string;
  readonly accepted: number;
  readonly damaged: number;
  /** Of what was accepted, then of what was damaged; the rest has no lot. */
  readonly lots: readonly LotQuantity[];
  readonly wrong: readonly WrongGoods[];
}

export interface Receipt {
  readonly receiptId: string;
  /** Instant, ISO UTC with milliseconds. */
  readonly receivedAt: string;
  /** Nothing more is to come: the rest is missing. */
  readonly final: boolean;
  readonly lines: readonly ReceiptLine[];
  /** Member who keyed it. */
  readonly by: string;
  readonly reversed: Trace | null;
}

/** Who did something, when, and in which words. */
export interface Trace {
  readonly at: string;
  readonly by: string;
  readonly note: string | null;
}

/** That it left, and what of each line if that was not what the plan says. */
export interface Dispatched extends Trace {
  readonly dispatchedAt: string;
  readonly carrier: string | null;
  readonly lines: readonly {
    readonly lineId: string;
    readonly quantity: number;
    readonly lots: readonly LotQuantity[];
  }[];
}

export interface Promised extends Trace {
  readonly expectedOn: Day;
}

export const settlementReasons = [
  'short-shipped',
  'lost-in-transit',
  'damaged-in-transit',
  'miscounted',
  'returned',
  'written-off',
  'claim',
  'accepted',
  'other',
] as const;
export type SettlementReason = (typeof settlementReasons)[number];

/** That what was on the way does not come. Goods that come all the same bring the shipment back. */
export interface Lost extends Trace {
  /** Local day at the destination; null where nobody knows. */
  readonly lostOn: Day | null;
  /** Receipts known then. */
  readonly receipts: readonly string[];
}

/** A discrepancy answered by the origin's side. It covers up to this quantity: more of it opens it again. */
export interface Settlement extends Trace {
  readonly discrepancyId: string;
  readonly quantity: number;
  /** `claim` leaves it open until the other side answers; any other reason ends it. */
  readonly reason: SettlementReason;
  readonly claimDueOn: Day | null;
}

export type ShipmentFact =
  | { readonly kind: 'planned'; readonly plan: Plan }
  | { readonly kind: 'dispatched'; readonly dispatched: Dispatched }
  | { readonly kind: 'rescheduled'; readonly promised: Promised }
  | { readonly kind: 'cancelled'; readonly trace: Trace }
  | { readonly kind: 'lost'; readonly lostOn: Day | null; readonly trace: Trace }
  | { readonly kind: 'received'; readonly receipt: Receipt }
  | { readonly kind: 'receipt-reversed'; readonly receiptId: string; readonly trace: Trace }
  | { readonly kind: 'settled'; readonly settlement: Settlement };

export interface Shipment {
  readonly shipmentId: string;
  readonly plan: Plan;
  /** Null until the origin says so, even when goods came before that word. */
  readonly dispatched: Dispatched | null;
  /** Oldest first. */
  readonly promises: readonly Promised[];
  readonly cancelled: Trace | null;
  readonly lost: Lost | null;
  /** By `receivedAt`, then id: the order in which they were keyed leaves no trace. */
  readonly receipts: readonly Receipt[];
  readonly settlements: readonly Settlement[];
}

/** A shipment that has only just been planned. */
export function plannedShipment(shipmentId: string, plan: Plan): Shipment {
  return {
    shipmentId,
    plan,
    dispatched: null,
    promises: [],
    cancelled: null,
    lost: null,
    receipts: [],
    settlements: [],
  };
}

/** Takes one fact into a shipment. Facts are decided elsewhere; here they have happened. */
export function evolve(shipment: Shipment, fact: ShipmentFact): Shipment {
  switch (fact.kind) {
    case 'planned':
      return plannedShipment(shipment.shipmentId, fact.plan);
    case 'dispatched':
      return { ...shipment, dispatched: fact.dispatched };
    case 'rescheduled':
      return { ...shipment, promises: [...shipment.promises, fact.promised] };
    case 'cancelled':
      return { ...shipment, cancelled: fact.trace };
    case 'lost':
      return { ...shipment, lost: lostNow(shipment, fact.lostOn, fact.trace) };
    case 'received':
      return { ...shipment, receipts: [...shipment.receipts, fact.receipt].sort(byArrival) };
    case 'receipt-reversed':
      return {
        ...shipment,
        receipts: shipment.receipts.map((each) =>
          each.receiptId === fact.receiptId ? { ...each, reversed: fact.trace } : each,
        ),
      };
    case 'settled':
      return { ...shipment, settlements: settledWith(shipment.settlements, fact.settlement) };
  }
}

function lostNow({ receipts }: Shipment, lostOn: Day | null, trace: Trace): Lost {
  return { ...trace, lostOn, receipts: receipts.map((each) => each.receiptId).sort() };
}

/** When the goods came, not when somebody keyed it. */
function byArrival(a: Receipt, b: Receipt): number {
  if (a.receivedAt !== b.receivedAt) return a.receivedAt < b.receivedAt ? -1 : 1;
  return a.receiptId < b.receiptId ? -1 : 1;
}

function settledWith(settlements: readonly Settlement[], settlement: Settlement): readonly Settlement[] {
  return [...settlements.filter((each) => each.discrepancyId !== settlement.discrepancyId), settlement];
}

/** What left, line by line: the plan, unless the dispatch says otherwise. */
export function sentLines(shipment: Shipment): readonly PlanLine[] {
  const left = new Map(shipment.dispatched?.lines.map((line) => [line.lineId, line]));
  return shipment.plan.lines.map((line) => {
    const said = left.get(line.lineId);
    if (!said) return line;
    const silent = said.lots.length === 0;
    return { ...line, quantity: said.quantity, lots: silent ? lotsFor(line, said.quantity) : said.lots };
  });
}

/** The planned lots of a quantity that left without naming any: all of them, or the only one; else nobody knows. */
function lotsFor(line: PlanLine, quantity: number): readonly LotQuantity[] {
  if (quantity === line.quantity) return line.lots;
  const [only, ...more] = line.lots;
  if (!only || more.length > 0 || only.quantity < line.quantity || quantity === 0) return [];
  return [{ ...only, quantity }];
}

/** Receipts that stand. */
export function liveReceipts(shipment: Shipment): readonly Receipt[] {
  return shipment.receipts.filter((receipt) => receipt.reversed === null);
}

/** The date promised now; null while nobody promised one. */
export function expectedOn(shipment: Shipment): Day | null {
  return shipment.promises.at(-1)?.expectedOn ?? shipment.plan.expectedOn;
}

/** The date promised first: a later one never hides how late a shipment is. */
export function firstPromisedOn(shipment: Shipment): Day | null {
  return shipment.plan.expectedOn ?? shipment.promises[0]?.expectedOn ?? null;
}
