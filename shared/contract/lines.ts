/** The lines of documents: one form of quantity each, lots with expiries, at most 45 items. */
import * as z from 'zod';
import { lot } from './common.ts';
import { MAX_QUANTITY, packSize, positiveQuantity } from './quantities.ts';
import { expiry } from './times.ts';

export const MAX_ITEMS = 45;
export const MAX_LINES = 200;

type Context = z.core.$RefinementCtx;

/** Adds one refusal of our own to a zod check. */
export function refuseField(context: Context, path: PropertyKey[], code: string, message: string): void {
  context.addIssue({ code: 'custom', path, message, params: { code } });
}

/** A quantity as typed: whole units, or packs of a size. Schemas make sure that it is exactly one form. */
export interface QuantityForm {
  readonly quantity?: number | undefined;
  readonly packs?: number | undefined;
  readonly packSize?: number | undefined;
}

/** Whole units of issue of a line, whichever form it was typed in. */
export function unitsOf(form: QuantityForm): number {
  return form.quantity ?? (form.packs ?? 0) * (form.packSize ?? 0);
}

/** The fields of a quantity, with the bounds that the kind of document asks for. */
export function quantityFields<T extends z.ZodType<number>>(units: T) {
  return { quantity: units.optional(), packs: units.optional(), packSize: packSize.optional() };
}

/** Refuses a line without a quantity, with both forms, with half of packs x packSize, or with too much of it. */
export function checkQuantity(line: QuantityForm, context: Context): void {
  const packed = line.packs !== undefined || line.packSize !== undefined;
  if (line.quantity === undefined && !packed)
    refuseField(context, ['quantity'], 'field.required', 'Give quantity, or packs and packSize.');
  else if (line.quantity !== undefined && packed)
    refuseField(context, ['quantity'], 'field.conflict', 'Give either quantity, or packs and packSize, not both.');
  else if (packed && line.packs === undefined)
    refuseField(context, ['packs'], 'field.required', 'Give packs beside packSize: how many of them.');
  else if (packed && line.packSize === undefined)
    refuseField(context, ['packSize'], 'field.required', 'Give packSize beside packs: how many units one holds.');
  else if (packed && Math.abs(line.packs ?? 0) <= MAX_QUANTITY && Math.abs(unitsOf(line)) > MAX_QUANTITY)
    refuseField(context, ['packs'], 'quantity.too-large', 'Give a quantity of at most 1,000,000,000.');
}

/** Refuses an expiry without its lot, which could not be kept. */
export function checkExpiry(line: { lot?: string | undefined; expiry?: string | undefined }, context: Context): void {
  if (line.expiry !== undefined && line.lot === undefined)
    refuseField(context, ['lot'], 'lot.required', 'Give the lot that expires then, or leave expiry out.');
}

/** Refuses more than 45 different items; the console splits longer documents. */
export function checkItems(lines: readonly { itemId?: string | undefined }[], context: Context): void {
  const items = new Set(lines.map((line) => line.itemId));
  if (items.size > MAX_ITEMS)
    refuseField(
      context,
      ['lines'],
      'lines.too-many',
      `Send at most ${MAX_ITEMS} items in one document: this one has ${items.size}. Split it into several.`,
    );
}

/** Refuses a second line with the same key. `keyOf` gives undefined where a line has none. */
export function checkUnique<T>(
  lines: readonly T[],
  field: string,
  keyOf: (line: T) => string | undefined,
  context: Context,
): void {
  const seen = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const key = keyOf(line);
    if (key === undefined) continue;
    if (seen.has(key))
      refuseField(
        context,
        ['lines', index, field],
        'line.duplicate',
        `Give ${field} ${key} once; name its lots in one line.`,
      );
    seen.add(key);
  }
}

/** 1 to `most` lines of a document; too many says the limit. */
export function linesOf<T extends z.ZodType>(line: T, most: number = MAX_LINES) {
  return z
    .array(line)
    .refine((lines) => lines.length >= 1, { error: 'Give at least one line.', params: { code: 'lines.none' } })
    .refine((lines) => lines.length <= most, {
      error: `Send at most ${most} lines in one document. Split it into several.`,
      params: { code: 'lines.too-many' },
    })
    .meta({ minItems: 1, maxItems: most, description: `At most ${MAX_ITEMS} different items.` });
}

const lotOfLine = z
  .strictObject({ lot, expiry: expiry.optional(), quantity: positiveQuantity })
  .meta({ id: 'LotOfLine' });
export type LotOfLine = z.output<typeof lotOfLine>;

/** Lots of a shipment or receipt line: several, or one by its shorthand. */
export const lotFields = {
  lots: z.array(lotOfLine).min(1).max(50).optional(),
  lot: lot.optional().meta({ description: 'Shorthand for one lot of the whole line.' }),
  expiry: expiry.optional(),
};

/** Refuses lots that add up to more than the line, the shorthand beside lots, and an expiry without a lot. */
export function checkLots(
  line: { lots?: readonly LotOfLine[] | undefined; lot?: string | undefined; expiry?: string | undefined },
  total: number,
  context: Context,
): void {
  checkExpiry(line, context);
  if (line.lots === undefined) return;
  if (line.lot !== undefined)
    refuseField(context, ['lot'], 'field.conflict', 'Give either lots, or lot and expiry, not both.');
  const sum = line.lots.reduce((units, each) => units + each.quantity, 0);
  if (sum > total)
    refuseField(context, ['lots'], 'lots.too-many-units', `Give lots of at most ${total} together: these are ${sum}.`);
}
