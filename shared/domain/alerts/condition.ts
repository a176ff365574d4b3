/** What an evaluation finds: a statement about the state of one subject, without regard to what was found before. */
import type Fraction from 'fraction.js';
import type { Criticality } from '../catalogue/item.ts';
import type { ChecklistDue } from '../checklists/due.ts';
import type { Day } from '../day.ts';
import type { Facility } from '../facilities/facility.ts';
import type { GuidanceDue } from '../guidance/due.ts';
import type { RecallHere } from '../recalls/recall.ts';
import type { InboundShipment } from '../shipments/inbound.ts';
import type { Versioned } from '../snapshot.ts';
import type { ItemPosition } from '../stock/facts.ts';
import type { ItemState } from '../stock/item-state.ts';
import type { AlertFacts, AlertKind, AlertLevel, AlertSubject } from './alert.ts';

/**
 * Two limits instead of one, so that a figure that wavers around a limit is one alert and not many: an alert opens at
 * (and worsens to) `enters`, and does not sink below `keeps`, which is judged by the wider limits.
 */
export interface Condition extends AlertSubject {
  /** Null: nothing that would open an alert. */
  readonly enters: AlertLevel | null;
  /** Null: an open alert ends. `as-is`: nothing can be said, an open alert stays as it was. Never milder than `enters`. */
  readonly keeps: AlertLevel | 'as-is' | null;
  readonly facts: AlertFacts;
}

/** Everything that conditions are found from: one facility on its local day. */
export interface FacilityFindings {
  readonly facility: Pick<
    Facility,
    'facilityId' | 'country' | 'kind' | 'timeZone' | 'status' | 'statusFrom' | 'startedOn' | 'suppliedBy'
  >;
  readonly today: Day;
  readonly reportEveryDays: number;
  /** Ids of its standard list, without what it does not stock and what is retired. */
  readonly listed: readonly string[];
  /** Local day of the last report: a whole count, or under `movements` any stock document. Null before the first. */
  readonly lastReportDay: Day | null;
  /** A whole count was ever made. */
  readonly everCounted: boolean;
  readonly positions: readonly ItemPosition[];
  /** What the positions were judged from, by item id. */
  readonly states: ReadonlyMap<string, Versioned<ItemState>>;
  /** Items of which some place of the country is short. */
  readonly shortElsewhere: ReadonlySet<string>;
  /** By item id, without what is retired: nobody is to be short of it. */
  readonly criticality: ReadonlyMap<string, Criticality>;
  readonly inbound: readonly InboundShipment[];
  readonly guidance: readonly GuidanceDue[];
  readonly checklists: readonly ChecklistDue[];
  /** Recalls that stand, with what of their lots is here. */
  readonly recalls: readonly RecallHere[];
}

/** A condition without a band around its limit: it holds at a level or it does not. */
export function plain(subject: AlertSubject, level: AlertLevel, facts: AlertFacts): Condition {
  return { kind: subject.kind, subject: subject.subject, enters: level, keeps: level, facts };
}

/** The condition of an item of which nothing can be said: an open alert stays as it was. Null where something can. */
export function unsaid(kind: AlertKind, { itemId, status }: ItemPosition): Condition | null {
  if (status !== 'unknown' && status !== 'count-needed') return null;
  return { kind, subject: itemId, enters: null, keeps: 'as-is', facts: {} };
}

/** A figure as facts show it. */
export function rounded(figure: Fraction | null, places: number): number | null {
  return figure === null ? null : figure.round(places).valueOf();
}
