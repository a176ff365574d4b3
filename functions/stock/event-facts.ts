/** Reads in one round everything that a stock document is decided by. */
import type { Day } from '#shared/domain/day.ts';
import type { Country, Facility } from '#shared/domain/facilities/facility.ts';
import { countryOf } from '#shared/domain/members/grants.ts';
import { facilityFacts, levelsFor, standardListOf } from '#shared/domain/snapshot.ts';
import type { FacilityFacts, ItemFacts } from '#shared/domain/stock/facts.ts';
import { surgeOn } from '#shared/domain/stock/surge.ts';
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
import type { StoredRow, Table } from '#shared/store/table.ts';

/** What a document's figures are held against. */
export interface Expected {
  readonly items: ReadonlyMap<string, ItemFacts>;
  readonly facility: FacilityFacts;
}

export interface EventFacts {
  /** The document itself, where it was stored before. */
  readonly stored: StoredEvent | undefined;
  /** A reversal that waits for this document. */
  readonly reversal: Reversal | undefined;
  readonly facility: Facility | undefined;
  /**
   * Version of the facility row, where nothing that was read says that its zone can no longer change; else null. Only
   * the first documents of a facility and of an item see it.
   */
  readonly zoneAsOf: number | null;
  readonly positions: ReadonlyMap<string, StoredState>;
  /** Ids that are in the catalogue. */
  readonly known: ReadonlySet<string>;
  /** Null for a document that is not asked about, and where the facility or its country is not there. */
  readonly expected: (today: Day) => Expected | null;
}

export interface Wanted {
  readonly facilityId: string;
  readonly eventId: string;
  readonly itemIds: readonly string[];
  /** Also read what its figures are held against. */
  readonly asked: boolean;
}

/** Everything about a document of these items at a facility, strongly consistent, in one round of reads. */
export async function loadEventFacts(table: Table, wanted: Wanted): Promise<EventFacts> {
  const { facilityId, eventId, asked } = wanted;
  const ids = [...new Set(wanted.itemIds)];
  const always = [eventKey(eventId), reversalKey(eventId, facilityId), facilityKey(facilityId)];
  const beside = asked ? [countryKey(countryOf(facilityId)), reportsKey(facilityId), headsKey(facilityId)] : [];
  const sets = [
    always,
    ids.map((id) => itemKey(id)),
    ids.map((id) => itemStateKey(facilityId, id)),
    asked ? ids.map((id) => levelKey(facilityId, id)) : [],
    beside,
  ];
  const rows = await getRows(table, sets.flat(), { consistent: true });
  const [[event, reversal, place] = [], catalogue = [], states = [], levels = [], [country, reports, heads] = []] =
    partsOf(rows, sets);
  const facility = place && facilityFromRow(place);
  const positions = new Map(ids.map((id, index) => [id, stateFromRow(id, states[index])]));
  return {
    stored: eventFromRow(event),
    reversal: reversalFromRow(reversal),
    facility: facility?.value,
    zoneAsOf: facility && reports === undefined && states.every((state) => state === undefined) ? facility.v : null,
    positions,
    known: new Set(ids.filter((_, index) => catalogue[index] !== undefined)),
    expected: (today) => {
      if (!facility || !country) return null;
      const headCounts = heads ? headCountsFromRow(heads) : [];
      const about = { facility: facility.value, country: countryFromRow(country).value, positions };
      const items = ids.flatMap((id, index) => itemFacts(about, id, catalogue[index], levels[index], today));
      return {
        items: new Map(items.map((facts) => [facts.item.itemId, facts])),
        facility: facilityFacts({ facility, headCounts, ...reportDaysFromRow(reports) }, today),
      };
    },
  };
}

type Row = StoredRow | undefined;

/** Cuts what was read for several sets of keys into as many parts. */
function partsOf(rows: readonly Row[], sets: readonly (readonly unknown[])[]): Row[][] {
  const rest = [...rows];
  return sets.map((set) => rest.splice(0, set.length));
}

interface About {
  readonly facility: Facility;
  readonly country: Country;
  readonly positions: ReadonlyMap<string, StoredState>;
}

function itemFacts(
  { facility, country, positions }: About,
  itemId: string,
  item: Row,
  level: Row,
  today: Day,
): ItemFacts[] {
  if (item === undefined) return [];
  const set = level && levelFromRow(level).value;
  return [
    {
      item: catalogueItemFromRow(item).value,
      state: positions.get(itemId)?.state ?? null,
      levels: levelsFor(facility, country, set?.set),
      levelSet: set !== undefined,
      notStocked: set?.notStocked ?? false,
      onStandardList: standardListOf(facility, country).includes(itemId),
      inTransit: 0,
      arrivals: [],
      blockedLots: new Set(),
      surge: surgeOn(country.surges, itemId, today),
      served: null,
    },
  ];
}
