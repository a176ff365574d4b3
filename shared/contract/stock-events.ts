/** The documents that change stock, as a person reports them: what was counted, used, arrived, lost, or typed wrongly. */
import * as z from 'zod';
import { adjustmentReasons } from '../domain/stock/ledger.ts';
import { itemId, lot, note, person, text, uuid } from './common.ts';
import { checkExpiry, checkItems, checkQuantity, linesOf, quantityFields, refuseField } from './lines.ts';
import { positiveQuantity, quantity, signedQuantity, whole } from './quantities.ts';
import { day, expiry, instant } from './times.ts';

export const receiptSources = ['purchase', 'donation', 'produced', 'returned', 'found'] as const;

const lineLot = { lot: lot.optional(), expiry: expiry.optional() };

const countLine = z
  .strictObject({
    itemId,
    ...quantityFields(quantity),
    ...lineLot,
    outSince: day.optional().meta({ description: 'First day without any.' }),
    daysOut: whole(0, 3660).optional().meta({ description: 'Whole days without any since the count before.' }),
    difference: z.literal('used').optional().meta({ description: 'Under movements: what is missing was used.' }),
  })
  .superRefine((line, context) => {
    checkQuantity(line, context);
    checkExpiry(line, context);
    if (line.outSince !== undefined && line.daysOut !== undefined)
      refuseField(context, ['daysOut'], 'field.conflict', 'Give either outSince or daysOut, not both.');
  });

const issueLine = z
  .strictObject({ itemId, ...quantityFields(positiveQuantity), ...lineLot, to: text(120).optional() })
  .superRefine((line, context) => {
    checkQuantity(line, context);
    checkExpiry(line, context);
  });

const receiptLine = z
  .strictObject({ itemId, ...quantityFields(positiveQuantity), ...lineLot })
  .superRefine((line, context) => {
    checkQuantity(line, context);
    checkExpiry(line, context);
  });

const adjustmentLine = z
  .strictObject({
    itemId,
    ...quantityFields(signedQuantity),
    ...lineLot,
    reason: z.enum(adjustmentReasons).meta({
      description:
        'found and returned come to the shelf, correction and other go both ways, every other reason leaves it: the opposite sign is asked about, unless held.',
    }),
    held: z.boolean().optional().meta({ description: 'Moves what is kept apart, not what is usable.' }),
    note: note.optional(),
  })
  .superRefine((line, context) => {
    checkQuantity(line, context);
    checkExpiry(line, context);
  });

const when = {
  occurredAt: instant.optional(),
  occurredOn: day.optional().meta({ description: 'Instead of occurredAt: the end of that local day.' }),
};
const who = { countedBy: person.optional(), witness: person.optional(), note: note.optional() };
const confirm = z.boolean().optional().meta({
  description: 'true after a 409 quantity.implausible: the figures are right. Not part of the content.',
});

interface Dated {
  readonly occurredAt?: string | undefined;
  readonly occurredOn?: string | undefined;
  readonly lines: readonly { readonly itemId: string }[];
}

/** What every dated document with lines has to fulfil: exactly one time, and not too many items. */
function checkDated(event: Dated, context: z.core.$RefinementCtx): void {
  if (event.occurredAt === undefined && event.occurredOn === undefined)
    refuseField(context, ['occurredAt'], 'field.required', 'Give occurredAt, or occurredOn for a date only.');
  if (event.occurredAt !== undefined && event.occurredOn !== undefined)
    refuseField(context, ['occurredOn'], 'field.conflict', 'Give either occurredAt or occurredOn, not both.');
  checkItems(event.lines, context);
}

export const countBody = z
  .strictObject({
    kind: z.literal('count'),
    ...when,
    ...who,
    confirm,
    partial: z.boolean().optional().meta({ description: 'Only the lots named here were counted; no report.' }),
    lines: linesOf(countLine),
  })
  .superRefine((event, context) => {
    checkDated(event, context);
    if (event.partial !== true) return;
    for (const [index, line] of event.lines.entries())
      if (line.lot === undefined)
        refuseField(
          context,
          ['lines', index, 'lot'],
          'lot.required',
          'Give the lot: a partial count is about lots only.',
        );
  });

export const issueBody = z
  .strictObject({ kind: z.literal('issue'), ...when, ...who, confirm, lines: linesOf(issueLine) })
  .superRefine(checkDated);

export const receiptEventBody = z
  .strictObject({
    kind: z.literal('receipt'),
    source: z.enum(receiptSources),
    from: text(120).optional(),
    ...when,
    ...who,
    confirm,
    lines: linesOf(receiptLine),
  })
  .superRefine(checkDated);

export const adjustmentBody = z
  .strictObject({ kind: z.literal('adjustment'), ...when, ...who, confirm, lines: linesOf(adjustmentLine) })
  .superRefine((event, context) => {
    checkDated(event, context);
    for (const [index, line] of event.lines.entries())
      if (line.reason === 'other' && line.note === undefined && event.note === undefined)
        refuseField(
          context,
          ['lines', index, 'note'],
          'note.required',
          'Give a note: the reason "other" needs a few words.',
        );
  });

export const reversalBody = z
  .strictObject({
    kind: z.literal('reversal'),
    reverses: uuid.meta({ description: 'The stock event that was a mistake; dated as that one.' }),
    note: note.optional(),
    reason: note.optional().meta({ description: 'Another name for note: the one that receipts are reversed with.' }),
  })
  .superRefine((body, context) => {
    if (body.note !== undefined && body.reason !== undefined)
      refuseField(context, ['reason'], 'field.conflict', 'Give either note or reason, not both.');
  });

export const stockEventBody = z
  .discriminatedUnion('kind', [countBody, issueBody, receiptEventBody, adjustmentBody, reversalBody])
  .meta({ id: 'StockEvent' });
export type StockEventBody = z.output<typeof stockEventBody>;
export type CountBody = z.output<typeof countBody>;
export type IssueBody = z.output<typeof issueBody>;
export type ReceiptEventBody = z.output<typeof receiptEventBody>;
export type AdjustmentBody = z.output<typeof adjustmentBody>;
export type ReversalBody = z.output<typeof reversalBody>;
