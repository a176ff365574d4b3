/** What happens to a consignment before it arrives: it leaves, is late, is cancelled or lost. */
import * as z from 'zod';
import { uuid } from './common.ts';
import { row } from './row.ts';
import { dispatchAnswer, shipmentAnswer } from './shipment-answers.ts';
import { cancelBody, dispatchBody, lostBody, rescheduleBody } from './shipment-bodies.ts';
import { exampleDispatched, exampleShipment, exampleShipmentId } from './shipment-examples.ts';

const shipment = { shipmentId: exampleShipmentId } as const;
const params = z.strictObject({ shipmentId: uuid });
const common = {
  capability: 'shipments',
  kind: 'action',
  method: 'POST',
  scope: 'loaded',
  roles: ['logistics'],
} as const;

export const shipmentActionRows = {
  dispatchShipment: row({
    ...common,
    id: 'dispatchShipment',
    path: '/shipments/{shipmentId}/dispatch',
    summary: "Say that it left; from a facility, that facility's stock goes down",
    params,
    body: dispatchBody,
    answers: { 200: dispatchAnswer },
    problems: ['shipment.not-planned', 'shipment.cancelled', 'line.unknown', 'date.future', 'document.conflict'],
    example: {
      path: shipment,
      body: { dispatchedAt: '2020-06-28T06:00:00Z' },
      answer: { ...exampleDispatched, flags: [] },
    },
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
      answer: { ...exampleDispatched, revision: 3, expectedOn: '2020-07-03' },
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
    problems: ['shipment.not-dispatched', 'shipment.cancelled', 'shipment.closed', 'date.future'],
    example: {
      path: shipment,
      body: { reason: 'Truck robbed', lostOn: '2020-06-29' },
      answer: {
        ...exampleDispatched,
        status: 'lost',
        revision: 3,
        inTransit: 0,
        standing: exampleShipment.standing,
        closedReason: 'Truck robbed',
      },
    },
  }),
} as const;
