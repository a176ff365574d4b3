/** What the API says about consignments: the plan and what became of it. */
import * as z from 'zod';
import { discrepancyKinds, shipmentStatuses } from '../domain/shipments/inbound.ts';
import { settlementReasons } from '../domain/shipments/shipment.ts';
import { itemId, revision, uuid } from './common.ts';
import { receiptFields, shipmentFields } from './shipment-bodies.ts';
import { flagAnswer, positionAnswer } from './stock-answers.ts';
import { at, on } from './times.ts';

export const shipmentStatus = z.enum(shipmentStatuses);

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
        at,
        by: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'Discrepancy' });
export type DiscrepancyAnswer = z.output<typeof discrepancyAnswer>;

export const receiptOfShipment = receiptFields
  .extend({ receiptId: uuid, recordedBy: z.string(), reversedAt: at.nullable() })
  .meta({ id: 'ReceiptOfShipment' });
export type ReceiptOfShipment = z.output<typeof receiptOfShipment>;

export const shipmentAnswer = shipmentFields
  .extend({
    shipmentId: uuid,
    status: shipmentStatus,
    revision,
    firstPromisedOn: on.nullable().meta({ description: 'A later promise never hides it.' }),
    dispatchedAt: at.nullable(),
    closedReason: z.string().nullable().meta({ description: 'Why it was cancelled or declared lost.' }),
    inTransit: z.int().meta({ description: 'Units dispatched and not received; never part of any stock.' }),
    standing: z
      .array(
        z.strictObject({
          lineId: z.string(),
          itemId,
          sent: z.int(),
          accepted: z.int(),
          damaged: z.int(),
          wrong: z.int(),
          outstanding: z.int().meta({ description: 'Still to come; 0 once the shipment is closed.' }),
        }),
      )
      .meta({ description: 'What became of each line, in units of issue.' }),
    receipts: z.array(receiptOfShipment),
    discrepancies: z.array(discrepancyAnswer),
  })
  .meta({ id: 'Shipment' });
export type ShipmentAnswer = z.output<typeof shipmentAnswer>;

export const dispatchAnswer = shipmentAnswer
  .extend({ flags: z.array(flagAnswer).meta({ description: 'Of the stock that it left; the same when sent again.' }) })
  .meta({ id: 'DispatchAnswer' });
export type DispatchAnswer = z.output<typeof dispatchAnswer>;

export const receiptAnswer = z
  .strictObject({
    receiptId: uuid,
    shipment: shipmentAnswer,
    positions: z.array(positionAnswer),
    flags: z.array(flagAnswer),
  })
  .meta({ id: 'ReceiptAnswer' });
export type ReceiptAnswer = z.output<typeof receiptAnswer>;
