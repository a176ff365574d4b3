/** Who has read a version and who was briefed about it, facility by facility and in total. */
import type { Day } from '../day.ts';
import { activeOn } from '../facilities/facility.ts';
import { type FacilityAcknowledgement, type ReadingState, reading, versionInForce } from './due.ts';
import type { GuidanceVersion, Reader } from './version.ts';

export interface CoverageReader extends Reader {
  readonly facilityId: string;
  readonly name: string;
  /** The facility's own local day. */
  readonly today: Day;
  /** Staff of the latest head count; null without one. */
  readonly staff: number | null;
}

export interface CoverageAcknowledgement extends FacilityAcknowledgement {
  readonly facilityId: string;
  readonly language: string;
}

/** Heads of one session. */
export interface Briefed {
  readonly facilityId: string;
  readonly heads: number;
}

export interface CoverageItem {
  readonly facilityId: string;
  readonly name: string;
  /** `not-asked`: not acknowledged, and the version is not in force there. */
  readonly state: ReadingState | 'not-asked';
  readonly dueOn: Day | null;
  readonly acknowledged: CoverageAcknowledgement | null;
  /** Heads over all sessions, never more than the staff. */
  readonly briefed: number;
  readonly staff: number | null;
}

/**
 * Coverage of a version over the facilities in its audience; those that have not started, are suspended or closed are
 * left out.
 *
 * @param versions all versions of the document
 * @param acknowledgements first ones of the version and of those whose acknowledgements it takes over
 * @param briefed sessions about the same versions
 */
export function coverage(
  target: GuidanceVersion,
  versions: readonly GuidanceVersion[],
  readers: readonly CoverageReader[],
  acknowledgements: readonly CoverageAcknowledgement[],
  briefed: readonly Briefed[],
): CoverageItem[] {
  const acksOf = Map.groupBy(acknowledgements, (each) => each.facilityId);
  const heads = new Map<string, number>();
  for (const each of briefed) heads.set(each.facilityId, (heads.get(each.facilityId) ?? 0) + each.heads);
  return readers.flatMap((reader): CoverageItem[] => {
    const { facilityId, name, staff, today } = reader;
    const own = acksOf.get(facilityId) ?? [];
    const due = activeOn(reader, today) ? reading(reader, versions, target, own, today) : undefined;
    if (!due) return [];
    const asked = versionInForce(versions, today)?.version === target.version;
    return [
      {
        facilityId,
        name,
        state: due.acknowledged || asked ? due.state : 'not-asked',
        dueOn: asked ? due.dueOn : null,
        acknowledged: own.find((each) => each.version === due.acknowledged?.version) ?? null,
        briefed: Math.min(heads.get(facilityId) ?? 0, staff ?? Number.POSITIVE_INFINITY),
        staff,
      },
    ];
  });
}

export interface CoverageTotals {
  readonly facilities: number;
  readonly acknowledged: number;
  readonly pending: number;
  readonly overdue: number;
  /** Of facilities with a head count, and the staff of those; null without any. */
  readonly briefed: number | null;
  readonly staff: number | null;
  /** Facilities without a head count: neither `briefed` nor `staff` knows of their people. */
  readonly withoutStaff: number | null;
}

/** Adds facilities up. */
export function totalsOf(items: readonly CoverageItem[]): CoverageTotals {
  const count = (state: CoverageItem['state']) => items.filter((item) => item.state === state).length;
  const counted = items.filter((item) => item.staff !== null);
  const sum = (of: (item: CoverageItem) => number) => counted.reduce((total, item) => total + of(item), 0);
  return {
    facilities: items.length,
    acknowledged: count('acknowledged'),
    pending: count('pending'),
    overdue: count('overdue'),
    briefed: counted.length === 0 ? null : sum((item) => item.briefed),
    staff: counted.length === 0 ? null : sum((item) => item.staff ?? 0),
    withoutStaff: items.length - counted.length,
  };
}
