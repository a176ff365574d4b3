/** What the API says about consignments: the plan and what became of it. */
import * as z from 'zod';
import { at, itemId, on, revision, uuid } from './common.ts';
import { receiptFields, settlementReasons, shipmentFields } from './shipment-bodies.ts';
import { flagAnswer, positionAnswer } from './stock-answers.ts';

export const shipmentStatuses = [
  'planned',
  'dispatched',
  'partly-received',
  'received',
  'received-with-discrepancy',
  'cancelled',
  'lost',
] as const;
export const shipmentStatus = z.enum(shipmentStatuses);
export type ShipmentStatus = (typeof shipmentStatuses)[number];

export const discrepancyKinds = ['missing', 'damaged', 'surplus', 'wrong', 'unlisted'] as const;

export const discrepancyAnswer = z
  .strictObject({
    discrepancyId: z.string().meta({ description: '<lineId>~<kind>; of an unlisted item <itemId>~unlisted.' }),
    lineId: z.string().nullable().meta({ description: 'null: nobody listed the item.' }),
    itemId,
    kind: z.enum(discrepancyKinds),
    quantity: z.int(),
    state: z.enum(['open', 'claimed', 'settled', 'self-settled']),
    settlement: z
      .strictObject({
        reason: z.enum(settlementReasons),
        note: z.string().nullable(),
        claimDueOn: on.nullable(),
        settledAt: at,
      })
      .nullable(),
  })
  .meta({ id: 'Discrepancy' });
export type DiscrepancyAnswer = z.output<typeof discrepancyAnswer>;

export const receiptOfShipment = receiptFields
  .extend({ receiptId: uuid, reversedAt: at.nullable() })
  .meta({ id: 'ReceiptOfShipment' });
export type ReceiptOfShipment = z.output<typeof receiptOfShipment>;

export const shipmentAnswer = shipmentFields
  .extend({
    shipmentId: uuid,
    status: shipmentStatus,
    revision,
    firstExpectedOn: on.nullable().meta({ description: 'The first promise, once it left.' }),
    dispatchedAt: at.nullable(),
    closedReason: z.string().nullable().meta({ description: 'Why it was cancelled or declared lost.' }),
    inTransit: z
      .array(z.strictObject({ lineId: z.string(), itemId, quantity: z.int() }))
      .meta({ description: 'Dispatched and not received; never part of any stock.' }),
    receipts: z.array(receiptOfShipment),
    discrepancies: z.array(discrepancyAnswer),
  })
  .meta({ id: 'Shipment' });
export type ShipmentAnswer = z.output<typeof shipmentAnswer>;

export const receiptAnswer = z
  .strictObject({
    receiptId: uuid,
    shipment: shipmentAnswer,
    positions: z.array(positionAnswer),
    flags: z.array(flagAnswer),
  })
  .meta({ id: 'ReceiptAnswer' });
export type ReceiptAnswer = z.output<typeof receiptAnswer>;
