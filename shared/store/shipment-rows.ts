/** Shipments and receipts as they lie in the table: bodies as they were sent, and the facts that followed. */
import * as z from 'zod';
import { unitsOf } from '../contract/lines.ts';
import { type ReceiptBody, receiptFields, type ShipmentBody, shipmentFields } from '../contract/shipment-bodies.ts';
import { type FlagAnswer, flagAnswer, positionAnswer } from '../contract/stock-answers.ts';
import { parseDay } from '../domain/day.ts';
import {
  type LotQuantity,
  type Plan,
  type Receipt,
  type Shipment,
  settlementReasons,
} from '../domain/shipments/shipment.ts';
import type { StoredRow } from './table.ts';

const int = z.int();
const trace = z.object({ at: z.string(), by: z.string(), note: z.string().nullable() });
const lots = z.array(z.object({ lot: z.string(), expiry: int.nullable(), quantity: int }));

const shipmentAttributes = z.object({
  shipmentId: z.string(),
  v: int.min(1),
  body: shipmentFields,
  /** Units in a pack by line, of lines whose item comes in packs. */
  packSizes: z.record(z.string(), int),
  dispatched: trace
    .extend({
      dispatchedAt: z.string(),
      carrier: z.string().nullable(),
      lines: z.array(z.object({ lineId: z.string(), quantity: int, lots })),
    })
    .nullable(),
  promises: z.array(trace.extend({ expectedOn: int })),
  cancelled: trace.nullable(),
  lost: trace.extend({ lostOn: int.nullable(), receipts: z.array(z.string()) }).nullable(),
  settlements: z.array(
    trace.extend({
      discrepancyId: z.string(),
      quantity: int,
      reason: z.enum(settlementReasons),
      claimDueOn: int.nullable(),
    }),
  ),
  receiptIds: z.array(z.string()),
  /** Actions remembered by their key, so that a repeated one is recognised. */
  answered: z.array(z.object({ key: z.string(), hash: z.string(), flags: z.array(flagAnswer).optional() })),
});

const receiptAttributes = z.object({
  receiptId: z.string(),
  hash: z.string(),
  body: receiptFields,
  receipt: z.object({
    receivedAt: z.string(),
    final: z.boolean(),
    lines: z.array(
      z.object({
        lineId: z.string().nullable(),
        itemId: z.string(),
        accepted: int,
        damaged: int,
        lots,
        wrong: z.array(z.object({ itemId: z.string(), quantity: int, lots })),
      }),
    ),
    by: z.string(),
    reversed: trace.nullable(),
  }),
  answer: z.object({
    shipment: z.record(z.string(), z.unknown()),
    receipts: z.array(z.object({ receiptId: z.string(), reversedAt: z.string().nullable() })),
    positions: z.array(positionAnswer),
    flags: z.array(flagAnswer),
  }),
  recordedAt: z.string(),
});

/** A receipt with its document. */
export interface StoredReceipt {
  readonly receipt: Receipt;
  /** Hash of its content: what is sent again under the same id has to be the same. */
  readonly hash: string;
  /** As it was sent, without `confirm`. */
  readonly body: Omit<ReceiptBody, 'confirm'>;
  /** What was answered; of the receipts only which there were, because each of them is kept once. */
  readonly answer: z.output<typeof receiptAttributes>['answer'];
  readonly recordedAt: string;
}

export interface Answered {
  readonly key: string;
  readonly hash: string;
  /** What was flagged then; absent where nothing was. */
  readonly flags?: readonly FlagAnswer[] | undefined;
}

export interface StoredShipment {
  readonly shipment: Shipment;
  readonly body: ShipmentBody;
  readonly packSizes: Readonly<Record<string, number>>;
  readonly receipts: ReadonlyMap<string, StoredReceipt>;
  readonly answered: readonly Answered[];
  /** Version, and the revision that the API shows. */
  readonly v: number;
}

/** The plan that a body stands for. */
export function planOf(body: ShipmentBody, packSizes: StoredShipment['packSizes']): Plan {
  const { origin } = body;
  return {
    reference: body.reference ?? null,
    origin: origin.kind === 'facility' ? origin : { kind: 'supplier', name: origin.name },
    destination: body.destination,
    expectedOn: body.expectedOn === undefined ? null : (parseDay(body.expectedOn) ?? null),
    lines: body.lines.map((line) => ({
      lineId: line.lineId,
      itemId: line.itemId,
      quantity: unitsOf(line),
      packSize: packSizes[line.lineId] ?? null,
      lots: lotsOf(line, unitsOf(line)),
    })),
  };
}

interface LotForm {
  readonly lots?:
    | readonly { readonly lot: string; readonly expiry?: string | undefined; readonly quantity: number }[]
    | undefined;
  readonly lot?: string | undefined;
  readonly expiry?: string | undefined;
}

/** Lots of a line, whether they were listed or given by the shorthand for one lot of all its units. */
export function lotsOf(line: LotForm, units: number): LotQuantity[] {
  const { lot, expiry } = line;
  const listed = line.lots ?? (lot === undefined || units === 0 ? [] : [{ lot, expiry, quantity: units }]);
  return listed.map((each) => ({
    lot: each.lot,
    expiry: each.expiry === undefined ? null : (parseDay(each.expiry) ?? null),
    quantity: each.quantity,
  }));
}

/** Reads a shipment from its row and the rows of its receipts. Throws on rows that are none. */
export function shipmentFromRows(row: StoredRow, receiptRows: readonly StoredRow[]): StoredShipment {
  const { shipmentId, v, body, packSizes, receiptIds: _, answered, ...facts } = shipmentAttributes.parse(row);
  const receipts = receiptRows.map(receiptFromRow).sort(byArrival);
  return {
    shipment: { shipmentId, plan: planOf(body, packSizes), ...facts, receipts: receipts.map((each) => each.receipt) },
    body,
    packSizes,
    receipts: new Map(receipts.map((each) => [each.receipt.receiptId, each])),
    answered,
    v,
  };
}

function byArrival({ receipt: a }: StoredReceipt, { receipt: b }: StoredReceipt): number {
  if (a.receivedAt !== b.receivedAt) return a.receivedAt < b.receivedAt ? -1 : 1;
  return a.receiptId < b.receiptId ? -1 : 1;
}

/** Attributes of a shipment's row. */
export function shipmentAttributesOf(stored: Omit<StoredShipment, 'receipts'>): StoredRow {
  const { shipment, body, packSizes, answered, v } = stored;
  const { plan: _, receipts, ...facts } = shipment;
  return { ...facts, v, body, packSizes, receiptIds: receipts.map((each) => each.receiptId), answered };
}

/** Ids of the receipts of a shipment's row. */
export function receiptIdsOf(row: StoredRow): { shipmentId: string; receiptIds: string[] } {
  return shipmentAttributes.pick({ shipmentId: true, receiptIds: true }).parse(row);
}

function receiptFromRow(row: StoredRow): StoredReceipt {
  const { receiptId, receipt, ...rest } = receiptAttributes.parse(row);
  return { ...rest, receipt: { receiptId, ...receipt } };
}

/** Attributes of a receipt's row. */
export function receiptAttributesOf(stored: StoredReceipt): StoredRow {
  const { receiptId, ...receipt } = stored.receipt;
  return { ...stored, receiptId, receipt };
}
