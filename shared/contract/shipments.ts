/** Consignments from plan to receipt, and what arrived differently from what was sent. */
import * as z from 'zod';
import { country, facilityId, listOf, page, pattern, uuid } from './common.ts';
import { row } from './row.ts';
import { receiptAnswer, shipmentAnswer, shipmentStatus } from './shipment-answers.ts';
import {
  cancelBody,
  dispatchBody,
  lostBody,
  receiptBody,
  rescheduleBody,
  reverseBody,
  settleBody,
  shipmentBody,
} from './shipment-bodies.ts';
import { exampleLine, examplePlan, exampleReceipt, exampleShipment, exampleShipmentId } from './shipment-examples.ts';

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
const dispatched = {
  ...exampleShipment,
  status: 'dispatched',
  revision: 2,
  dispatchedAt: '2020-06-28T06:00:00.000Z',
  inTransit: 3750,
  standing: [{ ...exampleLine, sent: 3750, accepted: 0, damaged: 0, wrong: 0, outstanding: 3750 }],
} as const;
const partlyReceived = {
  ...dispatched,
  status: 'received-with-discrepancy',
  revision: 3,
  inTransit: 0,
  standing: [{ ...exampleLine, sent: 3750, accepted: 3700, damaged: 50, wrong: 0, outstanding: 0 }],
  receipts: [exampleReceipt],
  discrepancies: [
    {
      discrepancyId: '1~damaged',
      lineId: '1',
      itemId: 'soap-bar',
      kind: 'damaged',
      quantity: 50,
      state: 'open',
      settlement: null,
    },
  ],
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
    example: { query: { country: 'UG', status: 'dispatched' }, answer: { items: [dispatched], nextCursor: null } },
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
    example: { path: shipment, answer: partlyReceived },
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
  dispatchShipment: row({
    ...common,
    id: 'dispatchShipment',
    path: '/shipments/{shipmentId}/dispatch',
    summary: "Say that it left; from a facility, that facility's stock goes down",
    params,
    body: dispatchBody,
    answers: { 200: shipmentAnswer },
    problems: ['shipment.not-planned', 'shipment.cancelled', 'line.unknown', 'date.future'],
    example: { path: shipment, body: { dispatchedAt: '2020-06-28T06:00:00Z' }, answer: dispatched },
  }),
  rescheduleShipment: row({
    ...common,
    id: 'rescheduleShipment',
    path: '/shipments/{shipmentId}/reschedule',
    summary: 'Give a new expected day; the first promise is kept',
    params,
    body: rescheduleBody,
    answers: { 200: shipmentAnswer },
    problems: ['shipment.closed', 'shipment.cancelled'],
    example: {
      path: shipment,
      body: { expectedOn: '2020-07-03', reason: 'Held at the border' },
      answer: { ...dispatched, revision: 3, expectedOn: '2020-07-03' },
    },
  }),
  cancelShipment: row({
    ...common,
    id: 'cancelShipment',
    path: '/shipments/{shipmentId}/cancel',
    summary: 'Cancel a consignment that has not left',
    params,
    body: cancelBody,
    answers: { 200: shipmentAnswer },
    problems: ['shipment.not-planned'],
    example: {
      path: shipment,
      body: { reason: 'Ordered twice' },
      answer: { ...exampleShipment, status: 'cancelled', revision: 2, closedReason: 'Ordered twice' },
    },
  }),
  loseShipment: row({
    ...common,
    id: 'loseShipment',
    path: '/shipments/{shipmentId}/lost',
    summary: 'Declare what is on its way lost',
    params,
    body: lostBody,
    answers: { 200: shipmentAnswer },
    problems: ['shipment.not-dispatched', 'shipment.cancelled', 'date.future'],
    example: {
      path: shipment,
      body: { reason: 'Truck robbed', lostOn: '2020-06-29' },
      answer: {
        ...dispatched,
        status: 'lost',
        revision: 3,
        inTransit: 0,
        standing: exampleShipment.standing,
        closedReason: 'Truck robbed',
      },
    },
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
        shipment: partlyReceived,
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
    problems: ['already-reversed'],
    example: {
      path: { ...shipment, receiptId },
      body: { note: 'Typed twice' },
      answer: {
        ...dispatched,
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
        ...partlyReceived,
        revision: 4,
        discrepancies: [
          {
            ...partlyReceived.discrepancies[0],
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
