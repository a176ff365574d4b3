/** What a change of an alert tells: which moves are news at all, and which of them cannot wait for the digest. */
import type { News } from '../news/news.ts';
import { type Alert, type AlertChange, type AlertRow, compareLevels } from './alert.ts';
import type { Move } from './diff.ts';

/** Whether an alert at this level is told at once when it opens there or gets there. */
function grave({ level }: Pick<Alert, 'level'>): boolean {
  return level === 'high' || level === 'critical';
}

/**
 * At once: an opening at high or critical, a worsening to it, an escalation, and the end of what was told at once. What
 * comes back at such a level cannot wait either where the all-clear had been told at once, or where it is worse.
 *
 * @param before the alert before the change; null for an opening
 */
export function isUrgent(
  change: AlertChange,
  after: Pick<Alert, 'level'>,
  before: Pick<Alert, 'level' | 'told'> | null,
): boolean {
  if (change === 'opened' || change === 'worsened') return grave(after);
  if (change === 'reopened') {
    return grave(after) && (before === null || before.told || compareLevels(after.level, before.level) > 0);
  }
  if (change === 'resolved') return before?.told ?? false;
  return change === 'escalated';
}

/** The version that the alert's row has once the move is stored. */
export function versionAfter({ before, archive }: Pick<Move, 'before' | 'archive'>): number {
  return ((before ?? archive)?.v ?? 0) + 1;
}

function news(after: Alert, version: number, change: AlertChange, before: Alert | null, at: string): News {
  const { alertId, facilityId, country, kind, subject, level, openedAt, unattendedSince, toldLevel, facts } = after;
  return {
    alertId,
    version,
    at,
    change,
    urgent: isUrgent(change, after, before),
    escalation: change === 'resolved' ? after.passedUp : after.escalation,
    facilityId,
    country,
    kind,
    subject,
    level,
    previousLevel: before?.level ?? null,
    toldLevel,
    openedAt,
    unattendedSince,
    facts,
  };
}

/** The news of a move of an evaluation; null where only figures changed, or an ended alert was put away. */
export function newsOf(move: Move): News | null {
  const { alert, before } = move;
  if (move.move === 'refreshed' || move.move === 'archived') return null;
  return news(alert, versionAfter(move), move.move, before, alert.history.at(-1)?.at ?? alert.openedAt);
}

/** The news of what somebody did with an alert: for other systems; nobody gets a mail of it. */
export function newsOfAct(before: AlertRow, after: Alert): News | null {
  const done = after.history.at(-1);
  return done === undefined ? null : news(after, before.v + 1, done.change, before, done.at);
}
