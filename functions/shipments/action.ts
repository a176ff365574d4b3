/** What every action on a shipment has in common: scope, the key that makes a repeat harmless, one transaction. */
import type { TableDeps } from '#kit/deps.ts';
import type { ShipmentAnswer } from '#shared/contract/shipment-answers.ts';
import type { FlagAnswer } from '#shared/contract/stock-answers.ts';
import type { Grant } from '#shared/domain/members/grants.ts';
import { isRefusal, notFound, type Refusal, refuse } from '#shared/domain/refusal.ts';
import type { Actor } from '#shared/domain/shipments/moves.ts';
import { evolve, type Plan, type Shipment, type ShipmentFact } from '#shared/domain/shipments/shipment.ts';
import { contentHash } from '#shared/store/content-hash.ts';
import type { StoredReceipt, StoredShipment } from '#shared/store/shipment-rows.ts';
import { loadShipment, receiptWrite, SHIPMENT_WRITE, shipmentWrites } from '#shared/store/shipments.ts';
import { EVENT_ID_WRITE } from '#shared/store/stock-events.ts';
import { again, attempt, type Outcome, transact, type Write } from '#shared/store/transact.ts';
import { shipmentAnswer } from './answers.ts';

/** Who asks for an action, and the key by which a repeated request is known. */
export interface Asking {
  readonly grants: readonly Grant[];
  readonly member: string;
  readonly now: Date;
  readonly idempotencyKey: string;
}

export interface Action {
  /** Its name and everything it says: the same key with anything else is another request. */
  readonly content: { readonly action: string; readonly shipmentId: string; readonly [field: string]: unknown };
  /** Decided by the grants and both ends alone; what needs more is decided with the rest. */
  readonly refuse: (grants: readonly Grant[], plan: Plan) => Refusal | undefined;
  readonly decide: (stored: StoredShipment, actor: Actor) => Promise<ShipmentFact | Refusal> | ShipmentFact | Refusal;
  /** What it does beside the shipment itself, once it is decided. */
  readonly post?: (after: Shipment, stored: StoredShipment) => Promise<Posted>;
}

interface Posted {
  readonly writes: readonly Write[];
  /** A receipt that the action changes. */
  readonly receipt?: StoredReceipt;
  /** What somebody should look at; kept with the key, so that a repeat is told the same. */
  readonly flags?: readonly FlagAnswer[];
}

interface Done {
  readonly body: ShipmentAnswer;
  readonly revision: number;
  readonly flags: readonly FlagAnswer[];
}

/** Runs an action: a repeat answers the shipment as it is now, another request under the same key is refused. */
export function act(action: Action, asking: Asking, deps: TableDeps): Promise<Done | Refusal> {
  const { shipmentId } = action.content;
  const hash = contentHash(action.content);
  const actor: Actor = { by: asking.member, now: asking.now.toISOString() };
  return attempt(deps.table, async () => {
    const stored = await loadShipment(deps.table, shipmentId);
    if (!stored) return notFound('shipment');
    const refused = action.refuse(asking.grants, stored.shipment.plan) ?? reused(stored, asking.idempotencyKey, hash);
    if (refused) return refused;
    const before = stored.answered.find(({ key }) => key === asking.idempotencyKey);
    if (before) return done(stored, before.flags);
    const fact = await action.decide(stored, actor);
    if (isRefusal(fact)) return fact;
    const shipment = evolve(stored.shipment, fact);
    const { writes, receipt, flags = [] } = (await action.post?.(shipment, stored)) ?? { writes: [] };
    const answered = [...stored.answered, { key: asking.idempotencyKey, hash, ...(flags.length > 0 && { flags }) }];
    const receipts = receipt ? new Map(stored.receipts).set(receipt.receipt.receiptId, receipt) : stored.receipts;
    const next = { ...stored, shipment, answered, receipts };
    const outcome = await transact(deps.table, [
      ...shipmentWrites(stored, next),
      ...(receipt ? [receiptWrite(shipmentId, receipt)] : []),
      ...writes,
    ]);
    if (outcome.kind === 'done') return done({ ...next, v: stored.v + 1 }, flags);
    return idTaken(outcome) ? refuseId() : again(outcome);
  });
}

function reused(stored: StoredShipment, key: string, hash: string): Refusal | undefined {
  const known = stored.answered.find((each) => each.key === key);
  if (!known || known.hash === hash) return undefined;
  return refuse('idempotency-key.reused', 'This key was used for another request: give every action a key of its own.');
}

/** The ledger knows another document of the shipment's id, and the shipment itself did not move. */
function idTaken(outcome: Exclude<Outcome, { kind: 'done' }>): boolean {
  if (outcome.kind !== 'conflict') return false;
  const names = outcome.all.map(({ name }) => name);
  return names.includes(EVENT_ID_WRITE) && !names.includes(SHIPMENT_WRITE);
}

function refuseId(): Refusal {
  const detail =
    "The shipment's id already holds another document. Cancel it, and plan it again under an id of its own.";
  return refuse('document.conflict', detail);
}

function done(stored: StoredShipment, flags: readonly FlagAnswer[] = []): Done {
  return { body: shipmentAnswer(stored), revision: stored.v, flags };
}
