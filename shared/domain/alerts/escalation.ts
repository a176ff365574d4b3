/** Passing an alert up that nobody takes on: to the country's deputy first, then to the programme-wide leads, once each. */
import type { Role } from '../members/grants.ts';
import type { Alert, AlertLevel, Escalation } from './alert.ts';

/** Whom an alert can be passed up to, where it lies in their scope. */
export const standIns: readonly Role[] = ['programme-lead', 'logistics', 'facility-manager'];

const MS_PER_HOUR = 3_600_000;

/** Hours for which an alert may wait at each step; levels without a figure are never passed up. */
const patienceHours: Readonly<Partial<Record<AlertLevel, number>>> = { critical: 24, high: 72 };

/** The instant that the current step began at: nobody has taken it on since, or it was passed up then. */
function waitingSince({ unattendedSince, escalation, history }: Alert): string | null {
  if (unattendedSince === null || escalation === 0) return unattendedSince;
  return history.findLast(({ change }) => change === 'escalated')?.at ?? unattendedSince;
}

/**
 * The step that is due for an alert as it stands; null for none. Without a deputy the first step is the last.
 *
 * @param now instant, ISO UTC
 * @param deputy the country has one
 */
export function escalationDue(alert: Alert, now: string, deputy: boolean): Escalation | null {
  const hours = patienceHours[alert.level];
  const since = waitingSince(alert);
  if (hours === undefined || since === null || alert.escalation === 2) return null;
  if (Date.parse(now) - Date.parse(since) < hours * MS_PER_HOUR) return null;
  return alert.escalation === 0 && deputy ? 1 : 2;
}
