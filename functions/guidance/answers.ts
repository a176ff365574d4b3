/** What the API says of a guidance version. */
import type { GuidanceAnswer } from '#shared/contract/guidance.ts';
import { type Day, showDay } from '#shared/domain/day.ts';
import type { GuidanceDue } from '#shared/domain/guidance/due.ts';
import type { FirstAcknowledgement } from '#shared/store/acknowledgements.ts';
import type { StoredVersion } from '#shared/store/guidance.ts';

/** A version; `acknowledgement` of the facility asked about, or null. */
export function guidanceAnswer(
  { value, body, publishedAt }: StoredVersion,
  current: boolean,
  acknowledgement: GuidanceAnswer['acknowledgement'],
): GuidanceAnswer {
  const { documentId, version, withdrawn } = value;
  return {
    ...body,
    documentId,
    version,
    status: withdrawn ? 'withdrawn' : 'published',
    publishedAt,
    current,
    acknowledgement,
  };
}

/**
 * Whether a facility has read a version.
 *
 * @param due undefined where it is not meant to
 * @param current whether the version is in force: only that one is waited for
 */
export function acknowledgementOf(
  due: GuidanceDue | undefined,
  current: boolean,
  acknowledgements: readonly FirstAcknowledgement[],
): NonNullable<GuidanceAnswer['acknowledgement']> {
  const said = due?.acknowledged;
  const first =
    said &&
    acknowledgements.find(({ documentId, version }) => documentId === said.documentId && version === said.version);
  return {
    state: due && (said || current) ? due.state : 'not-asked',
    dueOn: due && current ? showDay(due.dueOn) : null,
    acknowledgedAt: said?.acknowledgedAt ?? null,
    language: first?.language ?? null,
  };
}

/** A day as the API shows it. */
export function shownDay(day: Day | null): string | null {
  return day === null ? null : showDay(day);
}
