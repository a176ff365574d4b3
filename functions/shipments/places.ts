/** The facilities at the ends of a shipment, and their stock. */
import type { Facility } from '#shared/domain/facilities/facility.ts';
import type { Plan } from '#shared/domain/shipments/shipment.ts';
import { facilityKey } from '#shared/store/keys.ts';
import { facilityFromRow } from '#shared/store/programme-rows.ts';
import { getRow } from '#shared/store/read.ts';
import type { Table } from '#shared/store/table.ts';

/** A facility that a stored shipment names: it was there when the shipment was planned, and none is ever deleted. */
export async function placeOf(table: Table, facilityId: string): Promise<Facility> {
  const row = await getRow(table, facilityKey(facilityId), { consistent: true });
  if (!row) throw new Error(`a shipment names ${facilityId}, which is not there`);
  return facilityFromRow(row).value;
}

/** Where it leaves; for a supplier, whose clock nobody knows, where it goes. */
export function leavesFrom({ origin, destination }: Plan): string {
  return origin.kind === 'facility' ? origin.facilityId : destination;
}
