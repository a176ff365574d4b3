/** The row by which a facility's snapshot knows a shipment on its way to it. Its version is the shipment's. */
import * as z from 'zod';
import { discrepancyKinds, type InboundShipment, shipmentStatuses } from '../domain/shipments/inbound.ts';
import type { Versioned } from '../domain/snapshot.ts';
import { inboundKey, type Key } from './keys.ts';
import type { StoredRow } from './table.ts';

const inboundRow = z.object({
  v: z.int().min(1),
  shipmentId: z.string(),
  reference: z.string().nullable(),
  status: z.enum(shipmentStatuses),
  expectedOn: z.int().nullable(),
  firstPromisedOn: z.int().nullable(),
  dispatchedAt: z.string().nullable(),
  lines: z.array(z.object({ itemId: z.string(), outstanding: z.int() })),
  discrepancies: z.array(
    z.object({
      discrepancyId: z.string(),
      kind: z.enum(discrepancyKinds),
      quantity: z.int(),
      openedAt: z.string(),
      claimDueOn: z.int().nullable(),
    }),
  ),
});

/** The row of an open shipment under its destination. `v`: the shipment's version in the same transaction. */
export function inboundToRow(destination: string, inbound: InboundShipment, v: number): Key & StoredRow {
  return { ...inboundKey(destination, inbound.shipmentId), ...inbound, v };
}

/** Reads an inbound row. Throws on a row that is none. */
export function inboundFromRow(row: StoredRow): Versioned<InboundShipment> {
  const { v, ...value } = inboundRow.parse(row);
  return { value, v };
}
