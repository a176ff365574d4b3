/** Consignments from plan to receipt, and what arrived differently from what was sent. */
import * as z from 'zod';
import { country, facilityId, listOf, page, pattern, uuid } from './common.ts';
import { row } from './row.ts';
import { receiptAnswer, shipmentAnswer, shipmentStatus } from './shipment-answers.ts';
import { receiptBody, reverseBody, settleBody, shipmentBody } from './shipment-bodies.ts';
import {
  exampleDispatched,
  examplePlan,
  exampleReceipt,
  exampleReceived,
  exampleShipment,
  exampleShipmentId,
} from './shipment-examples.ts';

const discrepancyId = pattern(
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}~[a-z]{1,20}$/,
  'discrepancy-id.invalid',
  'Give the discrepancyId as the shipment shows it, such as 1~missing.',
  '1~missing',
);

const shipment = { shipmentId: exampleShipmentId } as const;
const receiptId = '01996f6e-7c00-7000-8000-000000000003';
const params = z.strictObject({ shipmentId: uuid });
const common = {
  capability: 'shipments',
  kind: 'action',
  method: 'POST',
  scope: 'loaded',
  roles: ['logistics'],
} as const;

export const shipmentRows = {
  listShipments: row({
    id: 'listShipments',
    capability: 'shipments',
    method: 'GET',
    path: '/shipments',
    kind: 'read',
    scope: 'query',
    roles: 'any',
    summary: 'Shipments by country of destination, by facility (either end), by status',
    query: z.strictObject({
      country: country.optional(),
      facility: facilityId.optional(),
      status: shipmentStatus.optional(),
      ...page,
    }),
    answers: { 200: listOf(shipmentAnswer) },
    example: {
      query: { country: 'UG', status: 'dispatched' },
      answer: { items: [exampleDispatched], nextCursor: null },
    },
  }),
  getShipment: row({
    id: 'getShipment',
    capability: 'shipments',
    method: 'GET',
    path: '/shipments/{shipmentId}',
    kind: 'read',
    scope: 'loaded',
    roles: 'any',
    summary: 'One shipment with its receipts and discrepancies',
    params,
    answers: { 200: shipmentAnswer },
    example: { path: shipment, answer: exampleReceived },
  }),
  putShipment: row({
    id: 'putShipment',
    capability: 'shipments',
    method: 'PUT',
    path: '/shipments/{shipmentId}',
    kind: 'record',
    scope: 'loaded',
    roles: ['logistics'],
    summary: 'Plan a consignment, or replace the plan before it leaves',
    params,
    body: shipmentBody,
    answers: { 200: shipmentAnswer, 201: shipmentAnswer },
    problems: ['item.unknown', 'item.retired', 'facility.unknown', 'facility.closed', 'shipment.not-planned'],
    example: { path: shipment, body: examplePlan, answer: exampleShipment },
  }),
  recordReceipt: row({
    id: 'recordReceipt',
    capability: 'shipments',
    method: 'PUT',
    path: '/shipments/{shipmentId}/receipts/{receiptId}',
    kind: 'document',
    scope: 'loaded',
    roles: ['facility-manager', 'logistics'],
    summary: 'Receive: accepted, damaged, wrong and unlisted per line (logistics: stores only)',
    params: z.strictObject({ shipmentId: uuid, receiptId: uuid }),
    body: receiptBody,
    answers: { 200: receiptAnswer, 201: receiptAnswer },
    problems: ['shipment.cancelled', 'line.unknown', 'item.unknown', 'date.future', 'quantity.implausible'],
    example: {
      path: { ...shipment, receiptId },
      body: {
        receivedAt: '2020-06-30T09:00:00Z',
        receivedBy: 'Store officer',
        final: true,
        lines: [{ lineId: '1', accepted: 3700, damaged: 50 }],
      },
      answer: {
        receiptId,
        shipment: exampleReceived,
        positions: [
          {
            itemId: 'soap-bar',
            onHand: 3750,
            lots: [{ lot: null, expiry: null, onHand: 50, state: 'kept-apart' }],
          },
        ],
        flags: [],
      },
    },
  }),
  reverseReceipt: row({
    ...common,
    id: 'reverseReceipt',
    path: '/shipments/{shipmentId}/receipts/{receiptId}/reverse',
    roles: ['facility-manager', 'logistics'],
    summary: 'Take back a mistyped receipt; it leaves no trace in any figure (logistics: stores only)',
    params: z.strictObject({ shipmentId: uuid, receiptId: uuid }),
    body: reverseBody,
    answers: { 200: shipmentAnswer },
    problems: ['receipt.reversed'],
    example: {
      path: { ...shipment, receiptId },
      body: { reason: 'Typed twice' },
      answer: {
        ...exampleDispatched,
        revision: 4,
        receipts: [{ ...exampleReceipt, reversedAt: '2020-06-30T10:00:00.000Z' }],
      },
    },
  }),
  settleDiscrepancy: row({
    ...common,
    id: 'settleDiscrepancy',
    path: '/shipments/{shipmentId}/discrepancies/{discrepancyId}/settle',
    summary: "Settle what arrived differently; the origin's side does it, never who received",
    params: z.strictObject({ shipmentId: uuid, discrepancyId }),
    body: settleBody,
    answers: { 200: shipmentAnswer },
    problems: ['discrepancy.settled'],
    example: {
      path: { ...shipment, discrepancyId: '1~damaged' },
      body: { reason: 'damaged-in-transit', note: 'Rain at the border' },
      answer: {
        ...exampleReceived,
        revision: 4,
        discrepancies: [
          {
            ...exampleReceived.discrepancies[0],
            state: 'settled',
            settlement: {
              reason: 'damaged-in-transit',
              note: 'Rain at the border',
              claimDueOn: null,
              at: '2020-07-01T08:00:00.000Z',
              by: 'logistics.uganda@example.org',
            },
          },
        ],
      },
    },
  }),
} as const;
