/** Reads in one round everything that a stock document is decided by. */

import type { Day } from '#shared/domain/day.ts';
import type { Facility } from '#shared/domain/facilities/facility.ts';
import { countryOf } from '#shared/domain/members/grants.ts';
import { facilityFacts, type ItemLevel, levelsFor, standardListOf, type Versioned } from '#shared/domain/snapshot.ts';
import type { FacilityFacts, ItemFacts } from '#shared/domain/stock/facts.ts';
import { type StoredState, stateFromRow } from '#shared/store/item-state-row.ts';
import {
  countryKey,
  eventKey,
  facilityKey,
  headsKey,
  itemKey,
  itemStateKey,
  levelKey,
  reportsKey,
  reversalKey,
} from '#shared/store/keys.ts';
import {
  catalogueItemFromRow,
  countryFromRow,
  facilityFromRow,
  headCountsFromRow,
  levelFromRow,
  reportDaysFromRow,
} from '#shared/store/programme-rows.ts';
import { getRows } from '#shared/store/read.ts';
import { eventFromRow, type Reversal, reversalFromRow, type StoredEvent } from '#shared/store/stock-events.ts';
import type { Table } from '#shared/store/table.ts';

export interface EventFacts {
  /** The document itself, where it was stored before. */
  readonly stored: StoredEvent | undefined;
  /** A reversal that waits for this document. */
  readonly reversal: Reversal | undefined;
  readonly facility: Facility | undefined;
  readonly positions: ReadonlyMap<string, StoredState>;
  /** Facts of the items that are in the catalogue. */
  readonly items: (today: Day) => ReadonlyMap<string, ItemFacts>;
  readonly facilityFacts: (today: Day) => FacilityFacts;
}

const FIXED_KEYS = 6;
const KEYS_PER_ITEM = 3;

/** Everything about a document of these items at a facility, strongly consistent, in one round of reads. */
export async function loadEventFacts(
  table: Table,
  facilityId: string,
  eventId: string,
  itemIds: readonly string[],
): Promise<EventFacts> {
  const ids = [...new Set(itemIds)];
  const rows = await getRows(
    table,
    [
      eventKey(eventId),
      reversalKey(eventId, facilityId),
      facilityKey(facilityId),
      countryKey(countryOf(facilityId)),
      reportsKey(facilityId),
      headsKey(facilityId),
      ...ids.flatMap((id) => [itemKey(id), itemStateKey(facilityId, id), levelKey(facilityId, id)]),
    ],
    { consistent: true },
  );
  const [event, reversal, facilityRow, countryRow, reports, heads] = rows;
  const facility = facilityRow && facilityFromRow(facilityRow);
  const country = countryRow && countryFromRow(countryRow).value;
  const ofItem = (index: number) => FIXED_KEYS + index * KEYS_PER_ITEM;
  const positions = new Map(ids.map((id, index) => [id, stateFromRow(id, rows[ofItem(index) + 1])]));
  const items = (): ReadonlyMap<string, ItemFacts> => {
    if (!facility || !country) return new Map();
    const listed = standardListOf(facility.value, country);
    return new Map(
      ids.flatMap((id, index): [string, ItemFacts][] => {
        const itemRow = rows[ofItem(index)];
        if (itemRow === undefined) return [];
        const levelRow = rows[ofItem(index) + 2];
        const level: Versioned<ItemLevel> | undefined = levelRow && levelFromRow(levelRow);
        return [
          [
            id,
            {
              item: catalogueItemFromRow(itemRow).value,
              state: positions.get(id)?.state ?? null,
              levels: levelsFor(facility.value, country, level?.value.set),
              levelSet: level !== undefined,
              notStocked: level?.value.notStocked ?? false,
              onStandardList: listed.includes(id),
              inTransit: 0,
            },
          ],
        ];
      }),
    );
  };
  return {
    stored: eventFromRow(event),
    reversal: reversalFromRow(reversal),
    facility: facility?.value,
    positions,
    items,
    facilityFacts: (today) => {
      if (!facility) throw new Error('facts of a facility that is not there');
      const headCounts = heads ? headCountsFromRow(heads) : [];
      return facilityFacts({ facility, headCounts, ...reportDaysFromRow(reports) }, today);
    },
  };
}
