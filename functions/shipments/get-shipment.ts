/** GET /shipments/{shipmentId}: one shipment with its receipts and discrepancies. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { shipmentRows } from '#shared/contract/shipments.ts';
import { notFound } from '#shared/domain/refusal.ts';
import { loadShipment } from '#shared/store/shipments.ts';
import { shipmentAnswer } from './answers.ts';
import { sees } from './scope.ts';

export const getShipment: Operation<typeof shipmentRows.getShipment, TableDeps> = async (request, { table }) => {
  const stored = await loadShipment(table, request.params.shipmentId);
  if (!stored || !sees(request.grants, stored.shipment.plan)) return notFound('shipment');
  return { body: shipmentAnswer(stored), revision: stored.v };
};
