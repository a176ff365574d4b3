/** A shipment told in facts, so that tests read given, when, then. */
import { isRefusal, type Refusal } from '#shared/domain/refusal.ts';
import type { Actor, DispatchCommand } from '#shared/domain/shipments/moves.ts';
import type { ReceiptCommand } from '#shared/domain/shipments/receive.ts';
import {
  evolve,
  type Plan,
  type PlanLine,
  plannedShipment,
  type Receipt,
  type ReceiptLine,
  type Shipment,
  type ShipmentFact,
} from '#shared/domain/shipments/shipment.ts';

export const ZONE = 'Africa/Kampala';
export const SHIPMENT = '01996f6e-7c00-7000-8000-000000000002';
export const logistics: Actor = { by: 'logistics@example.org', now: '2020-06-28T09:00:00.000Z' };
export const manager: Actor = { by: 'manager@example.org', now: '2020-06-30T12:00:00.000Z' };

export function planLine(lineId: string, itemId: string, quantity: number, more: Partial<PlanLine> = {}): PlanLine {
  return { lineId, itemId, quantity, packSize: null, lots: [], ...more };
}

/** The joint initiative's hand-over of 30 June 2020, as it was planned. */
export const handOver: Plan = {
  reference: 'UNODC-UG-2020-06',
  origin: { kind: 'supplier', name: 'UNODC' },
  destination: 'UG-LUZIRA-UPPER',
  expectedOn: 18443,
  lines: [planLine('1', 'soap-bar', 3750, { packSize: 25 }), planLine('2', 'face-shield', 478)],
};

export function plan(...lines: readonly PlanLine[]): Plan {
  return { ...handOver, lines };
}

export function given(of: Plan, ...facts: readonly ShipmentFact[]): Shipment {
  return facts.reduce(evolve, plannedShipment(SHIPMENT, of));
}

export const left: ShipmentFact = {
  kind: 'dispatched',
  dispatched: {
    dispatchedAt: '2020-06-28T06:00:00.000Z',
    carrier: null,
    lines: [],
    at: logistics.now,
    by: logistics.by,
    note: null,
  },
};

export function came(line: Partial<ReceiptLine> & Pick<ReceiptLine, 'itemId'>): ReceiptLine {
  return { lineId: null, accepted: 0, damaged: 0, lots: [], wrong: [], ...line };
}

export function receipt(receiptId: string, more: Partial<Receipt> = {}): Receipt {
  return {
    receiptId,
    receivedAt: '2020-06-30T09:00:00.000Z',
    final: false,
    lines: [],
    by: manager.by,
    reversed: null,
    ...more,
  };
}

export function received(receiptId: string, more: Partial<Receipt> = {}): ShipmentFact {
  return { kind: 'received', receipt: receipt(receiptId, more) };
}

type ReportedLine = ReceiptCommand['lines'][number];

export function reported(line: Partial<ReportedLine>): ReportedLine {
  return { lineId: null, itemId: null, accepted: 0, damaged: 0, lots: [], wrong: [], ...line };
}

export function reports(lines: readonly ReportedLine[], more: Partial<ReceiptCommand> = {}): ReceiptCommand {
  return { receiptId: 'r1', receivedAt: '2020-06-30T09:00:00.000Z', final: false, confirmed: false, lines, ...more };
}

export function dispatch(more: Partial<DispatchCommand> = {}): DispatchCommand {
  return { dispatchedAt: '2020-06-28T06:00:00.000Z', carrier: null, lines: [], ...more };
}

/** The shipment after a decision; the refusal's code where there was one. */
export function decided(shipment: Shipment, fact: ShipmentFact | Refusal): Shipment {
  if (isRefusal(fact)) throw new Error(`refused: ${fact.code}`);
  return evolve(shipment, fact);
}

export function codeOf(decided: ShipmentFact | Refusal): string {
  return isRefusal(decided) ? decided.code : `accepted ${decided.kind}`;
}
