/** Saying that guidance was read, or spoken about: what refuses it, and which of several answers for the facility. */
import type { Day } from '../day.ts';
import { refuseAhead } from '../not-ahead.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { FacilityAcknowledgement } from './due.ts';
import { type GuidanceVersion, inAudience, type Reader } from './version.ts';

/** What one person said. */
export interface PersonalAcknowledgement extends FacilityAcknowledgement {
  readonly memberId: string;
  readonly language: string;
}

/** Whether one acknowledgement goes before another as the facility's first: by its own time, then by the member. */
export function goesBefore(a: PersonalAcknowledgement, b: PersonalAcknowledgement): boolean {
  if (a.acknowledgedAt !== b.acknowledgedAt) return a.acknowledgedAt < b.acknowledgedAt;
  return a.memberId < b.memberId;
}

/** Refuses an acknowledgement of what is unknown, withdrawn or not meant for the facility, or of a day to come. */
export function refuseAcknowledgement(
  version: GuidanceVersion | undefined,
  reader: Pick<Reader, 'country' | 'kind'>,
  day: Day,
  today: Day,
): Refusal | undefined {
  const refused = refuseVersion(version);
  if (refused || !version) return refused;
  if (!inAudience(version.audience, reader)) {
    return refuse('guidance.not-asked', 'This guidance is not meant for this facility: nobody waits for its answer.');
  }
  return refuseAhead(day, today, '/acknowledgedAt');
}

/** Refuses a briefing about what is unknown or withdrawn, or on a day to come. */
export function refuseBriefing(version: GuidanceVersion | undefined, heldOn: Day, today: Day): Refusal | undefined {
  return refuseVersion(version) ?? refuseAhead(heldOn, today, '/heldOn');
}

function refuseVersion(version: GuidanceVersion | undefined): Refusal | undefined {
  if (!version) return refuse('document.unknown', 'Name a version of a guidance document that is published.');
  if (!version.withdrawn) return undefined;
  return refuse('guidance.withdrawn', 'This version was withdrawn. Read the one in force.');
}
