/** Decides from the token alone whether a row may be called, before anything is read. */
import type { Row } from '#shared/contract/row.ts';
import { countryOf, covers, type Grant, parseGrants, reach, type Target } from '#shared/domain/members/grants.ts';
import { notFound, type Refusal, refuse } from '#shared/domain/refusal.ts';

/** Who is asking. On public rows nobody: an empty member without grants. */
export interface Caller {
  /** Sign-in name, lower case. */
  readonly member: string;
  readonly grants: readonly Grant[];
}

type Claims = Readonly<Record<string, unknown>>;
type Parameters = Readonly<Record<string, string | undefined>>;

const nobody: Caller = { member: '', grants: [] };

/** The caller named by the token's claims, or undefined where they name no member of ours. */
export function callerOf(claims: Claims | undefined): Caller | undefined {
  const member = claims?.muster_member;
  if (typeof member !== 'string' || member === '') return undefined;
  const grants = claims?.muster_grants;
  return { member: member.toLowerCase(), grants: parseGrants(typeof grants === 'string' ? grants : undefined) };
}

/** The caller if the row may be called by it; else 401 `token.missing`, 404 `not-found` or 403 `role.forbidden`. */
export function authorize(row: Row, claims: Claims | undefined, path: Parameters, query: Parameters): Caller | Refusal {
  if (row.scope === 'public') return nobody;
  const caller = callerOf(claims);
  if (caller === undefined) return refuse('token.missing', 'Sign in: this token names no member of the programme.');
  const verdict = judge(row, caller.grants, path, query);
  if (verdict === 'yes') return caller;
  if (verdict === 'no') return notFound('record');
  return refuse('role.forbidden', `This needs another role: ${wanted(row)}.`);
}

function judge(row: Row, grants: readonly Grant[], path: Parameters, query: Parameters): 'yes' | 'role' | 'no' {
  switch (row.scope) {
    case 'public':
      return 'yes';
    case 'facility':
      return covers(grants, facilityTarget(path.facilityId), row.roles);
    case 'alert':
      return covers(grants, facilityTarget(path.alertId?.split('~', 1)[0]), row.roles);
    case 'country':
      return covers(grants, { country: path.country ?? '' }, row.roles);
    case 'programme':
      return covers(grants, {}, row.roles) === 'yes' ? 'yes' : 'role';
    case 'query':
      return judgeList(row, grants, query);
    case 'member':
    case 'loaded':
      return row.roles === 'any' || grants.some((grant) => row.roles.includes(grant.role)) ? 'yes' : 'role';
  }
}

/** A list shows what the grants reach of it; a country or facility that they do not touch at all is out of scope. */
function judgeList(row: Row, grants: readonly Grant[], query: Parameters): 'yes' | 'role' | 'no' {
  const narrow: Target = { facilityId: query.facility, country: query.country };
  const reaches = (roles: Row['roles']) => {
    const { countries, facilities } = reach(grants, roles, narrow);
    return countries === 'all' || countries.length + facilities.length > 0;
  };
  if (reaches(row.roles)) return 'yes';
  if (narrow.facilityId === undefined && narrow.country === undefined) return row.roles === 'any' ? 'yes' : 'role';
  return reaches('any') ? 'role' : 'no';
}

function facilityTarget(facilityId: string | undefined): Target {
  return facilityId === undefined ? { country: '' } : { facilityId, country: countryOf(facilityId) };
}

function wanted(row: Row): string {
  const names = row.roles === 'any' ? 'any' : row.roles.join(' or ');
  return row.scope === 'programme' ? `${names} for the whole programme` : names;
}
