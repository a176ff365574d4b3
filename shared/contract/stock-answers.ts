/** What the API says about stock: rows, positions, flags and lines of the stock card. Absent figures are null. */
import * as z from 'zod';
import { type Basis, stockStatuses } from '../domain/stock/facts.ts';
import { adjustmentReasons, type LineKind } from '../domain/stock/ledger.ts';
import { itemId, listOf, uuid } from './common.ts';
import { at, on } from './times.ts';

export const stockStatus = z.enum(stockStatuses);
export const aduBasis = z.enum(['served', 'recent', 'long', 'norm', 'last-known', 'none'] satisfies Basis[]);

export const lotState = z.enum(['good', 'expired', 'recalled', 'on-hold', 'kept-apart']);
export type LotState = z.output<typeof lotState>;

export const lotAnswer = z
  .strictObject({
    lot: z.string().nullable().meta({ description: 'null: stock without a lot.' }),
    expiry: on.nullable(),
    onHand: z.int(),
    state: lotState,
  })
  .meta({ id: 'Lot' });
export type LotAnswer = z.output<typeof lotAnswer>;

export const unusedLot = z
  .strictObject({ lot: z.string().nullable(), expiry: on, quantity: z.int() })
  .meta({ id: 'UnusedLot', description: 'Whole units of a lot that will still be there when it expires.' });

const figure = z.number().nullable();
const wholeFigure = z.int().nullable();

export const stockRow = z
  .strictObject({
    itemId,
    onHand: wholeFigure.meta({ description: 'By the book, with what is kept apart.' }),
    usable: wholeFigure.meta({ description: 'Without expired stock and what is kept apart.' }),
    estimatedOnHand: wholeFigure.meta({ description: 'Usable, projected from the last report to today.' }),
    lots: z.array(lotAnswer),
    adu: figure.meta({ description: 'Average daily use, two decimals.' }),
    basis: aduBasis.meta({
      description:
        'Where adu comes from. `served`: of a store, what the facilities that it supplies use together, else what left it in 90 days.',
    }),
    servedPartly: z.boolean().meta({ description: '`served` leaves out facilities of which no rate is known.' }),
    surge: figure.meta({ description: "The country's factor that is in adu today; null where none acts." }),
    scaledBy: figure.meta({
      description:
        'The factor in adu for the people of today: measured use of an item with a norm follows the head count once that differs by more than a fifth from its mean while it was measured.',
    }),
    amc: figure.meta({ description: 'Average monthly consumption: adu x 30.4375, two decimals.' }),
    coverDays: figure.meta({ description: 'estimatedOnHand / adu, one decimal.' }),
    coverByNorm: figure.meta({ description: 'The same by the norm.' }),
    monthsOfStock: figure.meta({ description: 'estimatedOnHand / amc, one decimal.' }),
    status: stockStatus,
    stale: z.boolean().meta({ description: 'True once the last report is older than its interval.' }),
    projectedStockOut: on.nullable().meta({
      description:
        'First day at whose end nothing usable is left, of the next 400: use at adu, first-expired first, with what expires and what is dispatched and not overdue.',
    }),
    nextDeliveryOn: on.nullable().meta({
      description:
        "The facility's own day, else the last receipt and its order interval; a rhythm that was missed goes on.",
    }),
    projectedShort: z.boolean().meta({
      description: 'Adequate or overstocked today, and out before nextDeliveryOn and the safety days after it.',
    }),
    arrival: z.strictObject({ on, coverDays: z.number(), enough: z.boolean() }).nullable().meta({
      description:
        'The first dispatched shipment that lands before projectedStockOut, and the cover then. `enough`: it, or another that lands in time, lifts the item to where it is not low.',
    }),
    unused: z.array(unusedLot).meta({
      description:
        'What will expire before it can be used, within 400 days; without adu everything that expires by then.',
    }),
    suggestedQuantity: wholeFigure.meta({
      description: 'What to order, in whole packs; null without adu, and where a lead said that it is not stocked.',
    }),
    inTransit: z.int().meta({ description: 'Dispatched to here and not received; never part of onHand.' }),
    lastCountedAt: at.nullable(),
    lastReportAt: at.nullable().meta({
      description:
        'The last report on this item. Where stock is counted, the instant of the count; where movements are logged, the end of the local day of the last stock document of the facility (its lastReportOn), or now while that day lasts.',
    }),
    asOf: at,
  })
  .meta({ id: 'StockRow' });
export type StockRow = z.output<typeof stockRow>;

export const stockAnswer = z.strictObject({ items: z.array(stockRow), asOf: at }).meta({ id: 'Stock' });
export type StockAnswer = z.output<typeof stockAnswer>;

export const positionAnswer = z
  .strictObject({ itemId, onHand: z.int(), lots: z.array(lotAnswer) })
  .meta({ id: 'Position' });
export type PositionAnswer = z.output<typeof positionAnswer>;

export const flagAnswer = z
  .strictObject({ code: z.string(), itemId: itemId.nullable(), detail: z.string() })
  .meta({ id: 'Flag', description: 'Stored all the same; somebody should look at it.' });
export type FlagAnswer = z.output<typeof flagAnswer>;

export const stockCardLine = z
  .strictObject({
    eventId: uuid.meta({ description: 'Of the document: a stock event, a receipt, a shipment that left.' }),
    shipmentId: uuid.nullable(),
    kind: z.enum([
      'count',
      'partial-count',
      'issue',
      'receipt',
      'adjustment',
      'dispatch',
      'reversal',
    ] satisfies LineKind[]),
    itemId,
    occurredAt: at,
    day: on.meta({ description: "The facility's local day." }),
    recordedAt: at,
    change: z
      .int()
      .nullable()
      .meta({ description: 'Signed; of a count, against the book; null for an opening count.' }),
    balance: z.int().meta({ description: 'On hand after this line.' }),
    counted: wholeFigure.meta({ description: 'What a count found; null for other kinds.' }),
    lots: z.array(
      z.strictObject({
        lot: z.string().nullable(),
        expiry: on.nullable(),
        quantity: z.int().meta({ description: 'Signed; of a count, what stands there.' }),
        held: z.boolean().meta({ description: 'Kept apart.' }),
        reason: z.enum(adjustmentReasons).nullable(),
      }),
    ),
    note: z.string().nullable(),
    flags: z.array(z.string()),
    reverses: uuid.nullable(),
    reversedBy: uuid.nullable().meta({ description: 'A reversed line changes no figure.' }),
  })
  .meta({ id: 'StockCardLine' });
export type StockCardLine = z.output<typeof stockCardLine>;

export const stockCardAnswer = listOf(stockCardLine).meta({ id: 'StockCard' });
export type StockCardAnswer = z.output<typeof stockCardAnswer>;
