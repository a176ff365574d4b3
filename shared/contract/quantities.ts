/** Whole numbers: of units of issue, with and without a sign, and of days and heads. */
import * as z from 'zod';

export const MAX_QUANTITY = 1_000_000_000;

/** A whole number within bounds, for days, hours and heads. */
export function whole(minimum: number, maximum: number) {
  return z
    .number()
    .refine(Number.isInteger, { error: 'Give a whole number.', params: { code: 'number.fraction' }, abort: true })
    .refine((value) => value >= minimum, {
      error: `Give ${minimum} or more.`,
      params: { code: 'number.too-small' },
    })
    .refine((value) => value <= maximum, { error: `Give ${maximum} or less.`, params: { code: 'number.too-large' } })
    .overwrite((value) => value + 0)
    .meta({ type: 'integer', minimum, maximum });
}

const wholeUnits = z
  .number()
  .refine(Number.isInteger, {
    error: 'Give a whole number of the unit of issue: count pieces, not parts of them.',
    params: { code: 'quantity.fraction' },
    abort: true,
  })
  .refine((value) => Math.abs(value) <= MAX_QUANTITY, {
    error: 'Give a quantity of at most 1,000,000,000.',
    params: { code: 'quantity.too-large' },
  })
  .overwrite((value) => value + 0);

/** Whole units of issue, 0 or more. */
export const quantity = wholeUnits
  .refine((value) => value >= 0, {
    error: 'Give 0 or more: a quantity is never negative.',
    params: { code: 'quantity.negative' },
  })
  .meta({ type: 'integer', minimum: 0, maximum: MAX_QUANTITY });

/** Whole units of issue, 1 or more. */
export const positiveQuantity = wholeUnits
  .refine((value) => value >= 0, {
    error: 'Give 1 or more: a quantity is never negative here.',
    params: { code: 'quantity.negative' },
    abort: true,
  })
  .refine((value) => value > 0, { error: 'Give 1 or more, or leave the line out.', params: { code: 'quantity.zero' } })
  .meta({ type: 'integer', minimum: 1, maximum: MAX_QUANTITY });

/** Whole units of issue with a sign, not 0. */
export const signedQuantity = wholeUnits
  .refine((value) => value !== 0, {
    error: 'Give a quantity below 0 for what went, above 0 for what came.',
    params: { code: 'quantity.zero' },
  })
  .meta({ type: 'integer', minimum: -MAX_QUANTITY, maximum: MAX_QUANTITY });

export const packSize = whole(1, 1_000_000).meta({
  description: 'Units of issue in one pack; packs and packSize stand in place of quantity.',
});
