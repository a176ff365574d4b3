/** Whether a lead may stop critical alerts: only where another lead who can be reached still hears of them. */
import { EVERYWHERE, type Grant, isFacilityScope, scopeContains } from '../members/grants.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { letsCriticalThrough, type Preferences } from './preferences.ts';
import type { Reader } from './recipients.ts';

function leadScopes(grants: readonly Grant[]): string[] {
  return [...new Set(grants.filter(({ role }) => role === 'programme-lead').map(({ scope }) => scope))];
}

/** Whether all of a scope lies within another. */
function contains(outer: string, inner: string): boolean {
  if (inner === EVERYWHERE) return outer === EVERYWHERE;
  return scopeContains(outer, isFacilityScope(inner) ? { facilityId: inner } : { country: inner });
}

/** The scopes of a lead in which, with these preferences, no lead would hear of critical alerts. */
export function uncoveredScopes(
  lead: Pick<Reader, 'memberId' | 'grants'>,
  preferences: Preferences,
  everybody: readonly Reader[],
): readonly string[] {
  if (letsCriticalThrough(preferences)) return [];
  const others = everybody
    .filter(({ memberId, reachable }) => memberId !== lead.memberId && reachable)
    .filter((other) => letsCriticalThrough(other.preferences))
    .flatMap(({ grants }) => leadScopes(grants));
  return leadScopes(lead.grants).filter((scope) => !others.some((other) => contains(other, scope)));
}

/** `preferences.uncovered` where critical alerts would reach no lead any more. */
export function coverRefusal(
  lead: Pick<Reader, 'memberId' | 'grants'>,
  preferences: Preferences,
  everybody: readonly Reader[],
): Refusal | undefined {
  const scopes = uncoveredScopes(lead, preferences, everybody);
  if (scopes.length === 0) return undefined;
  const where = scopes.map((scope) => (scope === EVERYWHERE ? 'the whole programme' : scope)).join(', ');
  return refuse(
    'preferences.uncovered',
    `Critical alerts would reach no lead for ${where}: keep them on, or let another lead receive them first.`,
  );
}
