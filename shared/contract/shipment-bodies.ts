/** What people say about a consignment: the plan, that it left, changed, is lost, arrived, and how a difference was settled. */
import * as z from 'zod';
import { settlementReasons } from '../domain/shipments/shipment.ts';
import { code, country, facilityId, itemId, link, lot, note, pattern, person, prose, text } from './common.ts';
import {
  checkExpiry,
  checkLots,
  checkQuantity,
  checkUnique,
  linesOf,
  lotFields,
  MAX_ITEMS,
  quantityFields,
  refuseField,
  unitsOf,
} from './lines.ts';
import { positiveQuantity, quantity } from './quantities.ts';
import { day, expiry, instant } from './times.ts';

export const lineId = pattern(
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/,
  'line-id.invalid',
  'Give the lineId in letters, digits, dots and dashes, at most 40, such as 1.',
  '1',
);

const funding = z
  .strictObject({
    source: text(120),
    grantRef: code(120).optional(),
    share: z.number().positive().max(100).optional().meta({ description: 'Per cent.' }),
  })
  .meta({ id: 'Funding' });

const fundings = z
  .array(funding)
  .max(20)
  .refine((parts) => parts.reduce((sum, part) => sum + (part.share ?? 0), 0) <= 100 + 1e-9, {
    error: 'Give shares of at most 100 per cent together.',
    params: { code: 'funding.share' },
  });

const unitValue = z
  .strictObject({
    amount: pattern(
      /^\d{1,12}(\.\d{1,6})?$/,
      'amount.invalid',
      'Give the amount as text with a point, such as "0.35".',
      '0.35',
    ),
    currency: pattern(/^[A-Z]{3}$/, 'currency.invalid', 'Give the currency by its three letters, such as EUR.', 'EUR'),
  })
  .meta({ id: 'UnitValue', description: 'Of one unit of issue.' });

const origin = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('supplier'), name: text(200), country: country.optional() }),
    z.strictObject({ kind: z.literal('facility'), facilityId }),
  ])
  .meta({ id: 'Origin' });

const shipmentLine = z
  .strictObject({
    lineId,
    itemId,
    ...quantityFields(positiveQuantity),
    ...lotFields,
    funding: fundings.optional(),
    unitValue: unitValue.optional(),
    note: note.optional(),
  })
  .superRefine((line, context) => {
    checkQuantity(line, context);
    checkLots(line, unitsOf(line), context);
  });
export type ShipmentLine = z.output<typeof shipmentLine>;

export const shipmentFields = z.strictObject({
  reference: code(120).optional(),
  origin,
  destination: facilityId,
  funding: fundings.optional(),
  expectedOn: day.optional(),
  carrier: text(120).optional(),
  handOver: z
    .strictObject({ reference: code(120), link: link.optional() })
    .optional()
    .meta({ description: 'The hand-over document.' }),
  note: note.optional(),
  lines: linesOf(shipmentLine, MAX_ITEMS),
});

export const shipmentBody = shipmentFields.superRefine((shipment, context) => {
  checkUnique(shipment.lines, 'lineId', (line) => line.lineId, context);
  if (shipment.origin.kind === 'facility' && shipment.origin.facilityId === shipment.destination)
    refuseField(context, ['destination'], 'destination.same', 'Give another destination: the goods start there.');
});
export type ShipmentBody = z.output<typeof shipmentBody>;

export const dispatchBody = z.strictObject({
  dispatchedAt: instant,
  carrier: text(120).optional(),
  lines: linesOf(
    z.strictObject({ lineId, quantity, lot: lot.optional(), expiry: expiry.optional() }).superRefine(checkExpiry),
  )
    .optional()
    .meta({ description: 'What really left. Lines of one lineId add up; a line left out leaves as planned.' }),
});
export type DispatchBody = z.output<typeof dispatchBody>;

export const rescheduleBody = z.strictObject({ expectedOn: day, reason: prose(500).optional() });
export type RescheduleBody = z.output<typeof rescheduleBody>;

export const cancelBody = z.strictObject({ reason: prose(500) });
export type CancelBody = z.output<typeof cancelBody>;

export const reverseBody = z.strictObject({ reason: prose(500) });
export type ReverseBody = z.output<typeof reverseBody>;

export const lostBody = z.strictObject({ reason: prose(500), lostOn: day.optional() });
export type LostBody = z.output<typeof lostBody>;

export const settleBody = z
  .strictObject({ reason: z.enum(settlementReasons), note: note.optional(), claimDueOn: day.optional() })
  .superRefine((body, context) => {
    if (body.reason === 'other' && body.note === undefined)
      refuseField(context, ['note'], 'note.required', 'Give a note: the reason "other" needs a few words.');
    if (body.reason !== 'claim' && body.claimDueOn !== undefined)
      refuseField(context, ['claimDueOn'], 'field.conflict', 'Leave claimDueOn out, or give the reason "claim".');
  });
export type SettleBody = z.output<typeof settleBody>;

const wrongItem = z
  .strictObject({ itemId, quantity: positiveQuantity, lot: lot.optional(), expiry: expiry.optional() })
  .superRefine(checkExpiry);

export const receivedLine = z
  .strictObject({
    lineId: lineId.optional().meta({ description: 'A line of the shipment; or itemId for what nobody listed.' }),
    itemId: itemId.optional(),
    accepted: quantity.meta({ description: 'Good and kept; more than sent is surplus.' }),
    damaged: quantity.optional().meta({ description: 'Arrived unusable; kept apart.' }),
    wrong: z.array(wrongItem).min(1).max(20).optional().meta({ description: 'What came instead.' }),
    ...lotFields,
    note: note.optional(),
  })
  .superRefine((line, context) => {
    if (line.lineId === undefined && line.itemId === undefined)
      refuseField(context, ['lineId'], 'field.required', 'Give lineId, or itemId for what nobody listed.');
    if (line.lineId !== undefined && line.itemId !== undefined)
      refuseField(context, ['itemId'], 'field.conflict', 'Give either lineId or itemId, not both.');
    if (line.lineId === undefined && line.wrong !== undefined)
      refuseField(
        context,
        ['wrong'],
        'field.conflict',
        'Leave wrong out: nothing else was meant to come in this line.',
      );
    checkLots(line, line.accepted + (line.damaged ?? 0), context);
  });
export type ReceivedLine = z.output<typeof receivedLine>;

export const receiptFields = z.strictObject({
  receivedAt: instant,
  receivedBy: person.optional(),
  witness: person.optional(),
  note: note.optional(),
  final: z.boolean().optional().meta({ description: 'Nothing more will come: the rest is missing.' }),
  lines: linesOf(receivedLine, MAX_ITEMS),
});

export const receiptBody = receiptFields
  .extend({ confirm: z.boolean().optional().meta({ description: 'true after a 409 quantity.implausible.' }) })
  .superRefine((receipt, context) => {
    checkUnique(receipt.lines, 'lineId', (line) => line.lineId, context);
    checkUnique(receipt.lines, 'itemId', (line) => line.itemId, context);
  });
export type ReceiptBody = z.output<typeof receiptBody>;
