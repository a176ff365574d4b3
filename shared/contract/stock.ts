/** Stock of one facility: its rows, the documents that change it, the stock card, the levels. */
import * as z from 'zod';
import { levelFields } from '../domain/stock/levels.ts';
import { facilityId, itemId, page, revision, uuid } from './common.ts';
import { quantity, whole } from './quantities.ts';
import { row } from './row.ts';
import { flagAnswer, positionAnswer, stockAnswer, stockCardAnswer } from './stock-answers.ts';
import { stockEventBody } from './stock-events.ts';
import { day } from './times.ts';

const days = whole(0, 730).optional();
const units = quantity.optional();

export const levelBody = z
  .strictObject({
    leadTimeDays: days,
    safetyDays: days,
    orderIntervalDays: days,
    emergencyLeadDays: days,
    maxCoverDays: days,
    reportEveryDays: days,
    minQuantity: units,
    maxQuantity: units,
    emergencyQuantity: units,
    requiredQuantity: units,
    notStocked: z.boolean().optional(),
  })
  .meta({ description: 'Levels of one item at one facility; 0 or absent is "not set".' });
export type LevelBody = z.output<typeof levelBody>;

const inEffect = z.strictObject({
  leadTimeDays: z.int(),
  safetyDays: z.int(),
  orderIntervalDays: z.int(),
  emergencyLeadDays: z.int(),
  maxCoverDays: z.int(),
  reportEveryDays: z.int(),
  minQuantity: z.int().nullable(),
  maxQuantity: z.int().nullable(),
  emergencyQuantity: z.int().nullable(),
  requiredQuantity: z.int().nullable(),
});

export const levelAnswer = levelBody
  .extend({
    facilityId,
    itemId,
    revision,
    inEffect: inEffect.meta({ description: 'With what is inherited from country, kind and facility.' }),
    fitted: z.array(z.enum(levelFields)).meta({ description: 'Inherited values that were moved to fit.' }),
  })
  .meta({ id: 'Level' });
export type LevelAnswer = z.output<typeof levelAnswer>;

export const stockEventAnswer = z
  .strictObject({ eventId: uuid, positions: z.array(positionAnswer), flags: z.array(flagAnswer) })
  .meta({ id: 'StockEventAnswer' });
export type StockEventAnswer = z.output<typeof stockEventAnswer>;

const facilityPath = { facilityId: 'UG-LUZIRA-UPPER' } as const;
const eventId = '01996f6e-7c00-7000-8000-000000000001';
const lotM2209 = { lot: 'M2209', expiry: '2027-03-31', onHand: 1500, state: 'good' } as const;

export const stockRows = {
  getStock: row({
    id: 'getStock',
    capability: 'stock',
    method: 'GET',
    path: '/facilities/{facilityId}/stock',
    kind: 'read',
    scope: 'facility',
    roles: 'any',
    summary: 'One row per item: what is there, what is used, how long it lasts',
    params: z.strictObject({ facilityId }),
    answers: { 200: stockAnswer },
    example: {
      path: facilityPath,
      answer: {
        items: [
          {
            itemId: 'soap-bar',
            onHand: 420,
            usable: 420,
            estimatedOnHand: 300,
            lots: [],
            adu: 40,
            basis: 'long',
            servedPartly: false,
            surge: null,
            scaledBy: null,
            amc: 1217.5,
            coverDays: 7.5,
            coverByNorm: 9.6,
            monthsOfStock: 0.2,
            status: 'low',
            stale: false,
            projectedStockOut: '2026-12-24',
            nextDeliveryOn: '2026-12-20',
            projectedShort: false,
            arrival: { on: '2026-11-27', coverDays: 27.5, enough: true },
            unused: [],
            suggestedQuantity: 800,
            inTransit: 960,
            lastCountedAt: '2026-11-20T08:00:00.000Z',
            lastReportAt: '2026-11-20T08:00:00.000Z',
            asOf: '2026-11-23T09:00:00.000Z',
          },
        ],
        asOf: '2026-11-23T09:00:00.000Z',
      },
    },
  }),
  recordStockEvent: row({
    id: 'recordStockEvent',
    capability: 'stock',
    method: 'PUT',
    path: '/facilities/{facilityId}/stock-events/{eventId}',
    kind: 'document',
    scope: 'facility',
    roles: ['facility-manager', 'logistics'],
    summary:
      'Report a count, an issue, a receipt without a shipment, an adjustment, or a reversal (logistics: stores only)',
    params: z.strictObject({ facilityId, eventId: uuid }),
    body: stockEventBody,
    answers: { 200: stockEventAnswer, 201: stockEventAnswer },
    problems: [
      'item.unknown',
      'date.future',
      'date.order',
      'quantity.implausible',
      'already-reversed',
      'reversal.of-reversal',
    ],
    example: {
      path: { ...facilityPath, eventId },
      body: {
        kind: 'count',
        occurredAt: '2026-11-20T08:00:00Z',
        countedBy: 'Store officer',
        lines: [
          { itemId: 'soap-bar', quantity: 420 },
          { itemId: 'mask-medical', lot: 'M2209', expiry: '2027-03-31', quantity: 1500 },
        ],
      },
      answer: {
        eventId,
        positions: [
          { itemId: 'soap-bar', onHand: 420, lots: [] },
          { itemId: 'mask-medical', onHand: 1500, lots: [lotM2209] },
        ],
        flags: [],
      },
    },
  }),
  listStockEvents: row({
    id: 'listStockEvents',
    capability: 'stock',
    method: 'GET',
    path: '/facilities/{facilityId}/stock-events',
    kind: 'read',
    scope: 'facility',
    roles: 'any',
    summary: 'The stock card of one item: newest first, with a running balance',
    params: z.strictObject({ facilityId }),
    query: z
      .strictObject({
        item: itemId,
        from: day.optional().meta({ description: 'First local day.' }),
        to: day.optional().meta({ description: 'The local day after the last one.' }),
        ...page,
      })
      .refine((query) => query.from === undefined || query.to === undefined || query.from < query.to, {
        path: ['to'],
        error: 'Give a day after from: to is not included.',
        params: { code: 'range.empty' },
      }),
    answers: { 200: stockCardAnswer },
    problems: ['item.unknown'],
    example: {
      path: facilityPath,
      query: { item: 'soap-bar', from: '2026-11-01' },
      answer: {
        items: [
          {
            eventId,
            shipmentId: null,
            kind: 'count',
            itemId: 'soap-bar',
            occurredAt: '2026-11-20T08:00:00.000Z',
            day: '2026-11-20',
            recordedAt: '2026-11-20T08:05:00.000Z',
            change: -280,
            balance: 420,
            counted: 420,
            lots: [{ lot: null, expiry: null, quantity: 420, held: false, reason: null }],
            note: null,
            flags: [],
            reverses: null,
            reversedBy: null,
          },
        ],
        nextCursor: null,
      },
    },
  }),
  putLevel: row({
    id: 'putLevel',
    capability: 'stock',
    method: 'PUT',
    path: '/facilities/{facilityId}/levels/{itemId}',
    kind: 'record',
    scope: 'facility',
    roles: ['programme-lead'],
    summary: 'Set the levels of one item at one facility',
    params: z.strictObject({ facilityId, itemId }),
    body: levelBody,
    answers: { 200: levelAnswer, 201: levelAnswer },
    problems: ['item.unknown', 'levels.contradict'],
    example: {
      path: { ...facilityPath, itemId: 'soap-bar' },
      body: { leadTimeDays: 21 },
      answer: {
        ...facilityPath,
        itemId: 'soap-bar',
        leadTimeDays: 21,
        revision: 1,
        inEffect: {
          leadTimeDays: 21,
          safetyDays: 7,
          orderIntervalDays: 30,
          emergencyLeadDays: 7,
          maxCoverDays: 90,
          reportEveryDays: 7,
          minQuantity: null,
          maxQuantity: null,
          emergencyQuantity: null,
          requiredQuantity: null,
        },
        fitted: [],
      },
    },
  }),
} as const;
