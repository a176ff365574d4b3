/** The Lambda of the shipments capability. */
import { tableDeps } from '#kit/deps.ts';
import { endpoint } from '#kit/endpoint.ts';
import { shipmentActionRows } from '#shared/contract/shipment-actions.ts';
import { shipmentRows } from '#shared/contract/shipments.ts';
import { cancelShipment } from './cancel.ts';
import { dispatchShipment } from './dispatch.ts';
import { getShipment } from './get-shipment.ts';
import { listShipments } from './list-shipments.ts';
import { loseShipment } from './lose.ts';
import { putShipment } from './put-shipment.ts';
import { recordReceipt } from './record-receipt.ts';
import { rescheduleShipment } from './reschedule.ts';
import { reverseReceipt } from './reverse-receipt.ts';
import { settleDiscrepancy } from './settle.ts';

export const rows = { ...shipmentRows, ...shipmentActionRows };
export const operations = {
  listShipments,
  getShipment,
  putShipment,
  dispatchShipment,
  rescheduleShipment,
  cancelShipment,
  loseShipment,
  recordReceipt,
  reverseReceipt,
  settleDiscrepancy,
};

export const handler = endpoint(rows, operations, tableDeps);
