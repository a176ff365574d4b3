/** A version of a guidance document as the rules need it, and who is meant to read it. */
import type { Day } from '../day.ts';
import type { Facility, FacilityKind } from '../facilities/facility.ts';

/** Who is meant: every country or kind where a list is null. */
export interface Audience {
  readonly countries: readonly string[] | null;
  readonly kinds: readonly FacilityKind[] | null;
}

export interface GuidanceVersion {
  readonly documentId: string;
  readonly version: string;
  readonly audience: Audience;
  readonly effectiveOn: Day;
  readonly acknowledgeWithinDays: number;
  /** `false` (a typo, an added translation): who acknowledged the version before is not asked again. */
  readonly asksAgain: boolean;
  readonly withdrawn: boolean;
}

/** What audience and due dates look at. */
export type Reader = Pick<Facility, 'country' | 'kind' | 'status' | 'statusFrom' | 'startedOn'>;

/** Whether a facility of this country and kind is meant to read it. */
export function inAudience(audience: Audience, reader: Pick<Reader, 'country' | 'kind'>): boolean {
  return (
    (audience.countries === null || audience.countries.includes(reader.country)) &&
    (audience.kinds === null || audience.kinds.includes(reader.kind))
  );
}

/** Oldest first: by the day a version takes effect, then by its name. */
export function byAge(a: GuidanceVersion, b: GuidanceVersion): number {
  if (a.effectiveOn !== b.effectiveOn) return a.effectiveOn - b.effectiveOn;
  return a.version < b.version ? -1 : a.version > b.version ? 1 : 0;
}
