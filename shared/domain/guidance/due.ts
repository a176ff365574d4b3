/** Which version a facility has to have read, whether it has, and until when it may take. */
import type { Day } from '../day.ts';
import { activeOn } from '../facilities/facility.ts';
import { byAge, type GuidanceVersion, inAudience, type Reader } from './version.ts';

/** The first acknowledgement of a version by a facility. */
export interface FacilityAcknowledgement {
  readonly documentId: string;
  readonly version: string;
  /** Instant, ISO UTC. */
  readonly acknowledgedAt: string;
}

export type ReadingState = 'acknowledged' | 'pending' | 'overdue';

/** What one document asks of one facility today. */
export interface GuidanceDue {
  readonly documentId: string;
  /** The version in force. */
  readonly version: string;
  readonly state: ReadingState;
  /** Last day to acknowledge, inclusive. */
  readonly dueOn: Day;
  /** Null until acknowledged. A carried one is that of the version before. */
  readonly acknowledged: FacilityAcknowledgement | null;
}

/** The version of one document in force on a day: the newest in effect that is not withdrawn. */
export function versionInForce(versions: readonly GuidanceVersion[], day: Day): GuidanceVersion | undefined {
  return versions
    .filter((version) => !version.withdrawn && version.effectiveOn <= day)
    .sort(byAge)
    .at(-1);
}

/**
 * The versions whose acknowledgement counts for `target`, newest first, itself included: a version that does not ask
 * again takes those of the versions before it, down to the one that asked. A withdrawn one on the way counts too.
 */
export function askedBy(versions: readonly GuidanceVersion[], target: GuidanceVersion): GuidanceVersion[] {
  const older = versions.filter((v) => v.documentId === target.documentId && byAge(v, target) < 0).sort(byAge);
  const chain = [target];
  let asks = target.asksAgain;
  while (!asks) {
    const before = older.pop();
    if (before === undefined) break;
    chain.push(before);
    if (!before.withdrawn) asks = before.asksAgain;
  }
  return chain;
}

/**
 * What one version asks of one facility: undefined for a facility outside its audience. A version that does not ask
 * again keeps the due date of the one that asked.
 */
export function reading(
  reader: Reader,
  versions: readonly GuidanceVersion[],
  target: GuidanceVersion,
  acknowledgements: readonly FacilityAcknowledgement[],
  today: Day,
): GuidanceDue | undefined {
  if (!inAudience(target.audience, reader)) return undefined;
  const chain = askedBy(versions, target).filter((version) => inAudience(version.audience, reader));
  const asked = chain.findLast((version) => !version.withdrawn) ?? target;
  const acknowledged = chain
    .map((version) =>
      acknowledgements.find((a) => a.documentId === version.documentId && a.version === version.version),
    )
    .find((found) => found !== undefined);
  const dueOn = Math.max(asked.effectiveOn, reader.startedOn) + asked.acknowledgeWithinDays;
  return {
    documentId: target.documentId,
    version: target.version,
    state: acknowledged ? 'acknowledged' : today > dueOn ? 'overdue' : 'pending',
    dueOn,
    acknowledged: acknowledged ?? null,
  };
}

/**
 * What every document in force asks of one facility on its local day, ordered by document. Nothing is asked of a
 * facility that has not started, is suspended or is closed.
 *
 * @param versions all versions of all documents, in any order
 * @param acknowledgements the facility's own first acknowledgements, in any order
 */
export function guidanceDue(
  reader: Reader,
  versions: readonly GuidanceVersion[],
  acknowledgements: readonly FacilityAcknowledgement[],
  today: Day,
): GuidanceDue[] {
  if (!activeOn(reader, today)) return [];
  const documents = [...new Set(versions.map((version) => version.documentId))].sort();
  return documents.flatMap((documentId) => {
    const own = versions.filter((version) => version.documentId === documentId);
    const inForce = versionInForce(own, today);
    return (inForce && reading(reader, own, inForce, acknowledgements, today)) ?? [];
  });
}
