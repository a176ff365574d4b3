/** Guidance versions and facilities told briefly, so that tests read given, when, then. */
import { type Day, parseDay } from '#shared/domain/day.ts';
import type { FacilityAcknowledgement } from '#shared/domain/guidance/due.ts';
import type { GuidanceVersion, Reader } from '#shared/domain/guidance/version.ts';

export function on(iso: string): Day {
  const day = parseDay(iso);
  if (day === undefined) throw new Error(`not a date: ${iso}`);
  return day;
}

export function version(name: string, more: Partial<GuidanceVersion> = {}): GuidanceVersion {
  return {
    documentId: 'who-euro-prisons',
    version: name,
    audience: { countries: null, kinds: null },
    effectiveOn: on('2026-11-01'),
    acknowledgeWithinDays: 14,
    asksAgain: true,
    withdrawn: false,
    ...more,
  };
}

export const luzira: Reader = {
  country: 'UG',
  kind: 'prison',
  status: 'active',
  statusFrom: null,
  startedOn: on('2026-01-01'),
};

export function acknowledged(name: string, more: Partial<FacilityAcknowledgement> = {}): FacilityAcknowledgement {
  return { documentId: 'who-euro-prisons', version: name, acknowledgedAt: '2026-11-05T08:00:00.000Z', ...more };
}
