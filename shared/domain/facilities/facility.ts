/** A facility as the rules need it: where it is, how it keeps its books, since when it counts. */
import type { Day } from '../day.ts';
import type { Bookkeeping } from '../stock/ledger.ts';
import type { LevelSet } from '../stock/levels.ts';
import type { Surge } from '../stock/surge.ts';

export const facilityKinds = ['prison', 'remand-centre', 'juvenile', 'womens', 'training-centre', 'store'] as const;
export type FacilityKind = (typeof facilityKinds)[number];

export const facilityStatuses = ['active', 'suspended', 'closed'] as const;
export type FacilityStatus = (typeof facilityStatuses)[number];

/** From this local day on the books are kept this way. */
export interface BookkeepingSince {
  readonly from: Day;
  readonly mode: Bookkeeping;
}

export interface Facility {
  readonly facilityId: string;
  readonly name: string;
  readonly country: string;
  readonly kind: FacilityKind;
  readonly timeZone: string;
  readonly status: FacilityStatus;
  /** Local day from which the status holds; null: from the start. */
  readonly statusFrom: Day | null;
  readonly startedOn: Day;
  /** Oldest first, never empty. */
  readonly bookkeeping: readonly BookkeepingSince[];
  readonly suppliedBy: string | null;
  /** Facility-wide levels. */
  readonly levels: LevelSet;
  /** Replaces the country's list for its kind when set. */
  readonly standardList: readonly string[] | null;
  /** Day on which a lead expects the next delivery, even once it is over; null where nobody said. */
  readonly nextDeliveryOn: Day | null;
}

/** Head count on a day: numbers only, never anything about a person. */
export interface HeadCount {
  readonly day: Day;
  readonly staff: number;
  readonly staffOnDuty: number;
  readonly held: number;
  readonly women: number;
  readonly juveniles: number;
}

export interface Country {
  readonly country: string;
  readonly timeZone: string;
  readonly locales: readonly string[];
  readonly digestHour: number;
  /** Items that each kind of facility should have. */
  readonly standardLists: Readonly<Partial<Record<FacilityKind, readonly string[]>>>;
  /** Levels of the country (`default`) and of each kind. */
  readonly levels: Readonly<Partial<Record<FacilityKind | 'default', LevelSet>>>;
  /** Dated factors on the use of items, in the order in which they were given. */
  readonly surges: readonly Surge[];
  /** Sign-in name of whom alerts are passed up to before the programme-wide leads; null where nobody was named. */
  readonly deputy: string | null;
}

/** How the books were kept on a day. */
export function bookkeepingOn(history: readonly BookkeepingSince[], day: Day): Bookkeeping {
  let mode: Bookkeeping = history[0]?.mode ?? 'counts';
  for (const since of history) if (since.from <= day) mode = since.mode;
  return mode;
}

/** Whether the facility was closed on a day. What happened there all the same is recorded, and asked about. */
export function closedOn({ status, statusFrom }: Pick<Facility, 'status' | 'statusFrom'>, day: Day): boolean {
  return status === 'closed' && (statusFrom === null || day >= statusFrom);
}

/** Whether the facility is in the denominators on a day: started, not suspended, not closed. */
export function activeOn(facility: Pick<Facility, 'status' | 'statusFrom' | 'startedOn'>, day: Day): boolean {
  if (day < facility.startedOn) return false;
  if (facility.status === 'active') return true;
  return facility.statusFrom !== null && day < facility.statusFrom;
}
