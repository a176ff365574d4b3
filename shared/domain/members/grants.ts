/** Who may do what where: grants are read from the token alone, so every decision here is a pure function of ids. */

/** Roles a grant can carry. A programme-wide lead is a `programme-lead` whose scope is `*`. */
export const roles = ['logistics', 'facility-manager', 'programme-lead', 'observer'] as const;
export type Role = (typeof roles)[number];

/** `*` is the whole programme, `UG` a country, `UG-LUZIRA-UPPER` a facility. */
export interface Grant {
  readonly role: Role;
  readonly scope: string;
}

/** A facility (its country follows from the id), a country, or with neither the programme itself. */
export interface Target {
  readonly country?: string | undefined;
  readonly facilityId?: string | undefined;
}

/** Grants a member may hold; the claim stays well below what a token may carry. */
export const MAX_GRANTS = 40;
export const EVERYWHERE = '*';

/** Country of a facility: the part of its id before the first dash, because ids never change and scope needs no lookup. */
export function countryOf(facilityId: string): string {
  const dash = facilityId.indexOf('-');
  return dash < 0 ? facilityId : facilityId.slice(0, dash);
}

/** Whether a scope is a single facility. */
export function isFacilityScope(scope: string): boolean {
  return scope.includes('-');
}

function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

/** Reads the `muster_grants` claim, `role:scope` separated by spaces. What is not such a pair grants nothing. */
export function parseGrants(claim: string | undefined): readonly Grant[] {
  if (!claim) return [];
  const grants: Grant[] = [];
  for (const part of claim.split(' ')) {
    const colon = part.indexOf(':');
    const role = part.slice(0, colon);
    const scope = part.slice(colon + 1);
    if (colon > 0 && scope !== '' && isRole(role)) grants.push({ role, scope });
  }
  return grants;
}

/** Writes the `muster_grants` claim. */
export function formatGrants(grants: readonly Grant[]): string {
  return grants.map((grant) => `${grant.role}:${grant.scope}`).join(' ');
}

/** Whether a grant's scope contains the target. */
export function scopeContains(scope: string, target: Target): boolean {
  if (scope === EVERYWHERE) return true;
  if (target.facilityId !== undefined) return scope === target.facilityId || scope === countryOf(target.facilityId);
  return target.country !== undefined && scope === target.country;
}

/** `yes`; `role`: in scope but with none of the roles; `no`: out of scope. */
export function covers(
  grants: readonly Grant[],
  target: Target,
  wanted: readonly Role[] | 'any',
): 'yes' | 'role' | 'no' {
  let inScope = false;
  for (const grant of grants) {
    if (!scopeContains(grant.scope, target)) continue;
    if (wanted === 'any' || wanted.includes(grant.role)) return 'yes';
    inScope = true;
  }
  return inScope ? 'role' : 'no';
}

/** Whether a programme lead with these grants may give out, or take away, a grant of this scope. */
export function within(grantsOfLead: readonly Grant[], scope: string): boolean {
  const target: Target =
    scope === EVERYWHERE ? {} : isFacilityScope(scope) ? { facilityId: scope } : { country: scope };
  return covers(grantsOfLead, target, ['programme-lead']) === 'yes';
}

/** Whether these grants make a programme-wide lead. */
export function isProgrammeLead(grants: readonly Grant[]): boolean {
  return grants.some((grant) => grant.role === 'programme-lead' && grant.scope === EVERYWHERE);
}

/** Whether the caller sees a facility's head counts: any role but observer. */
export function seesHeads(grants: readonly Grant[], facilityId: string): boolean {
  return covers(grants, { facilityId }, ['logistics', 'facility-manager', 'programme-lead']) === 'yes';
}

/** The partitions a list may read: whole countries first, then single facilities of other countries; both sorted. */
export interface Reach {
  readonly countries: readonly string[] | 'all';
  readonly facilities: readonly string[];
}

/**
 * What a list may show: the caller's grants with one of the roles, narrowed to a country or facility when asked for.
 * Facilities inside a country that is reached anyway are left out.
 */
export function reach(grants: readonly Grant[], wanted: readonly Role[] | 'any', narrow: Target = {}): Reach {
  const scopes = grants.filter((grant) => wanted === 'any' || wanted.includes(grant.role)).map((grant) => grant.scope);
  const { facilityId, country } = narrow;
  if (facilityId !== undefined) {
    return { countries: [], facilities: scopes.some((scope) => scopeContains(scope, narrow)) ? [facilityId] : [] };
  }
  if (country !== undefined) {
    if (scopes.some((scope) => scopeContains(scope, narrow))) return { countries: [country], facilities: [] };
    return { countries: [], facilities: sorted(scopes.filter((s) => isFacilityScope(s) && countryOf(s) === country)) };
  }
  if (scopes.includes(EVERYWHERE)) return { countries: 'all', facilities: [] };
  const countries = sorted(scopes.filter((scope) => !isFacilityScope(scope)));
  const facilities = sorted(scopes.filter((scope) => isFacilityScope(scope) && !countries.includes(countryOf(scope))));
  return { countries, facilities };
}

function sorted(scopes: readonly string[]): readonly string[] {
  return [...new Set(scopes)].sort();
}
