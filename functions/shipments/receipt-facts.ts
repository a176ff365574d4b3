/** Reads in one round what a receipt is decided by, once the shipment is known. */
import type { Facility } from '#shared/domain/facilities/facility.ts';
import { type StoredState, stateFromRow } from '#shared/store/item-state-row.ts';
import { facilityKey, itemKey, itemStateKey } from '#shared/store/keys.ts';
import { facilityFromRow } from '#shared/store/programme-rows.ts';
import { getRows } from '#shared/store/read.ts';
import type { Table } from '#shared/store/table.ts';

export interface ReceiptFacts {
  readonly facility: Facility;
  /** Of the named items those in the catalogue. */
  readonly items: ReadonlySet<string>;
  readonly positions: ReadonlyMap<string, StoredState>;
}

/** The destination, the named items that exist, and the positions of all items, strongly consistent. */
export async function loadReceiptFacts(
  table: Table,
  facilityId: string,
  { named, all }: { readonly named: readonly string[]; readonly all: readonly string[] },
): Promise<ReceiptFacts> {
  const keys = [
    facilityKey(facilityId),
    ...named.map((itemId) => itemKey(itemId)),
    ...all.map((itemId) => itemStateKey(facilityId, itemId)),
  ];
  const [place, ...rows] = await getRows(table, keys, { consistent: true });
  if (!place) throw new Error(`a shipment names ${facilityId}, which is not there`);
  const states = rows.slice(named.length);
  return {
    facility: facilityFromRow(place).value,
    items: new Set(named.filter((_, index) => rows[index] !== undefined)),
    positions: new Map(all.map((itemId, index) => [itemId, stateFromRow(itemId, states[index])])),
  };
}
