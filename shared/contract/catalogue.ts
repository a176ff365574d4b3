/** The catalogue: what is counted, in which unit, in which packs, and how much of it people need. */
import * as z from 'zod';
import { criticalities, plannings } from '../domain/catalogue/item.ts';
import { code, itemId, listOf, page, perLanguage, revision, text } from './common.ts';
import { packSize, quantity } from './quantities.ts';
import { row } from './row.ts';

const perDay = z.number().min(0).max(1000).meta({ description: 'Units of issue per person and day.' });

/** Units of issue per person and day, by driver; a mapping of somebody's norm, so always editable. */
export const norms = z
  .strictObject({
    staff: perDay.optional(),
    staffOnDuty: perDay.optional(),
    held: perDay.optional(),
    women: perDay.optional(),
    juveniles: perDay.optional(),
  })
  .meta({ id: 'Norms' });
export type Norms = z.output<typeof norms>;

export const itemBody = z.strictObject({
  names: perLanguage(text(200)),
  unit: text(40).meta({ description: 'The smallest whole thing counted: piece, pair, bar, 500 ml bottle.' }),
  planning: z.enum(plannings),
  criticality: z.enum(criticalities),
  packs: z
    .array(z.strictObject({ name: text(40), size: packSize }))
    .max(10)
    .optional()
    .meta({ description: 'The first one is what suggestions are rounded to.' }),
  norms: norms.optional(),
  content: z
    .strictObject({ amount: z.number().positive().max(1_000_000), unit: text(20) })
    .optional()
    .meta({ description: 'What one unit of issue holds, such as 500 ml.' }),
  codes: z
    .record(code(20), code(60))
    .optional()
    .meta({ description: 'Codes elsewhere by their system: unspsc, gtin.' }),
  requiredQuantity: quantity.optional().meta({ description: 'For planning `fixed`: how many a facility should have.' }),
  status: z.enum(['active', 'retired']).optional().meta({ description: 'Absent is active.' }),
});
export type ItemBody = z.output<typeof itemBody>;

export const itemAnswer = itemBody.extend({ itemId, revision }).meta({ id: 'Item' });
export type ItemAnswer = z.output<typeof itemAnswer>;

const soap = {
  names: { en: 'Soap, bar', fr: 'Savon, pain' },
  unit: 'bar',
  planning: 'rate',
  criticality: 'vital',
  packs: [{ name: 'carton', size: 25 }],
  norms: { held: 0.033 },
} as const;

export const catalogueRows = {
  listItems: row({
    id: 'listItems',
    capability: 'catalogue',
    method: 'GET',
    path: '/items',
    kind: 'read',
    scope: 'member',
    roles: 'any',
    summary: 'The catalogue',
    query: z.strictObject(page),
    answers: { 200: listOf(itemAnswer) },
    example: { answer: { items: [{ ...soap, itemId: 'soap-bar', revision: 1 }], nextCursor: null } },
  }),
  putItem: row({
    id: 'putItem',
    capability: 'catalogue',
    method: 'PUT',
    path: '/items/{itemId}',
    kind: 'record',
    scope: 'programme',
    roles: ['programme-lead'],
    summary: 'Create or replace a catalogue item, retire it',
    params: z.strictObject({ itemId }),
    body: itemBody,
    answers: { 200: itemAnswer, 201: itemAnswer },
    problems: ['item.unit-fixed'],
    example: { path: { itemId: 'soap-bar' }, body: soap, answer: { ...soap, itemId: 'soap-bar', revision: 1 } },
  }),
} as const;
