/** What the origin's side says of a shipment after the plan: it left, it comes later, it does not come. */
import { type Day, localDay } from '../day.ts';
import { refuseAhead } from '../not-ahead.ts';
import { type FieldError, type Refusal, refuse } from '../refusal.ts';
import type { Dispatched, LotQuantity, Shipment, ShipmentFact } from './shipment.ts';
import { standing } from './standing.ts';

/** What left of one lot of a line; `lot` null for what has none. Lines of one `lineId` add up. */
export interface DispatchLine {
  readonly lineId: string;
  readonly quantity: number;
  readonly lot: Omit<LotQuantity, 'quantity'> | null;
}

export interface DispatchCommand {
  /** Instant, ISO UTC. */
  readonly dispatchedAt: string;
  readonly carrier: string | null;
  readonly lines: readonly DispatchLine[];
}

/** Who acts, and when: instant, ISO UTC. */
export interface Actor {
  readonly by: string;
  readonly now: string;
}

/**
 * Says that a shipment left. Goods that came before this word do not refuse it: what was implied becomes known.
 *
 * @param timeZone where it left; the destination's for a supplier
 */
export function decideDispatch(
  shipment: Shipment,
  command: DispatchCommand,
  timeZone: string,
  actor: Actor,
): ShipmentFact | Refusal {
  if (shipment.cancelled) return refuseCancelled();
  if (shipment.dispatched) {
    return refuse('shipment.not-planned', 'The shipment left before: it can be dispatched only once.');
  }
  const ahead = refuseAhead(
    localDay(Date.parse(command.dispatchedAt), timeZone),
    today(timeZone, actor),
    '/dispatchedAt',
  );
  if (ahead) return ahead;
  const errors = command.lines.flatMap(({ lineId }, index) => unknownLine(shipment, lineId, `/lines/${index}/lineId`));
  if (errors.length > 0) return refuse('line.unknown', 'Name lines of the shipment by their lineId.', errors);
  const { dispatchedAt, carrier } = command;
  const lines = gather(command.lines);
  const left = new Map(lines.map((line) => [line.lineId, line.quantity]));
  if (shipment.plan.lines.every((line) => (left.get(line.lineId) ?? line.quantity) === 0)) {
    const detail = 'Cancel the shipment instead: nothing of it left.';
    return refuse('body.invalid', detail, [{ pointer: '/lines', code: 'lines.none', detail }]);
  }
  return { kind: 'dispatched', dispatched: { dispatchedAt, carrier, lines, ...traceOf(actor, null) } };
}

function gather(lines: readonly DispatchLine[]): Dispatched['lines'] {
  const gathered = new Map<string, { lineId: string; quantity: number; lots: LotQuantity[] }>();
  for (const { lineId, quantity, lot } of lines) {
    const line = gathered.get(lineId) ?? { lineId, quantity: 0, lots: [] };
    line.quantity += quantity;
    if (lot && quantity > 0) line.lots.push({ ...lot, quantity });
    gathered.set(lineId, line);
  }
  return [...gathered.values()];
}

/** Gives another date. The first promised one stays beside it. */
export function decideReschedule(
  shipment: Shipment,
  command: { readonly expectedOn: Day; readonly reason: string | null },
  actor: Actor,
): ShipmentFact | Refusal {
  const { status } = standing(shipment);
  if (status === 'cancelled') return refuseCancelled();
  if (status !== 'planned' && status !== 'dispatched' && status !== 'partly-received') return refuseClosed();
  return {
    kind: 'rescheduled',
    promised: { expectedOn: command.expectedOn, ...traceOf(actor, command.reason) },
  };
}

/** Gives up a shipment that has not left. */
export function decideCancel(shipment: Shipment, reason: string, actor: Actor): ShipmentFact | Refusal {
  if (standing(shipment).status !== 'planned') {
    return refuse(
      'shipment.not-planned',
      'Only a planned shipment can be cancelled: declare it lost, or receive what came.',
    );
  }
  return { kind: 'cancelled', trace: traceOf(actor, reason) };
}

/**
 * Declares that what is still on the way does not come.
 *
 * @param command `lostOn`: local day at the destination, or null where nobody knows
 */
export function decideLost(
  shipment: Shipment,
  command: { readonly reason: string; readonly lostOn: Day | null },
  timeZone: string,
  actor: Actor,
): ShipmentFact | Refusal {
  const { status } = standing(shipment);
  if (status === 'cancelled') return refuseCancelled();
  if (status === 'planned') {
    return refuse('shipment.not-dispatched', 'The shipment has not left: cancel it, or dispatch it first.');
  }
  if (status !== 'dispatched' && status !== 'partly-received') return refuseClosed();
  const { lostOn, reason } = command;
  const ahead = lostOn === null ? undefined : refuseAhead(lostOn, today(timeZone, actor), '/lostOn');
  return ahead ?? { kind: 'lost', lostOn, trace: traceOf(actor, reason) };
}

function today(timeZone: string, actor: Actor): Day {
  return localDay(Date.parse(actor.now), timeZone);
}

/** The field error of a line that the shipment does not have; empty where it has it. */
export function unknownLine(shipment: Shipment, lineId: string, pointer: string): FieldError[] {
  if (shipment.plan.lines.some((line) => line.lineId === lineId)) return [];
  const names = shipment.plan.lines.map((line) => line.lineId).join(', ');
  return [{ pointer, code: 'line.unknown', detail: `There is no line ${lineId}: the shipment has ${names}.` }];
}

/** One answer for whatever is done with a shipment that was cancelled. */
export function refuseCancelled(): Refusal {
  return refuse('shipment.cancelled', 'The shipment was cancelled: plan a new one for goods that come all the same.');
}

function refuseClosed(): Refusal {
  return refuse('shipment.closed', 'The shipment is closed: nothing of it is on the way any more.');
}

/** Who acts, as it is kept. */
export function traceOf(actor: Actor, note: string | null) {
  return { at: actor.now, by: actor.by, note };
}
