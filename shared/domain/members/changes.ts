/** Which changes of a member's grants a lead may make: only those inside the lead's own scope, given or taken away. */
import { type FieldError, type Refusal, refuse } from '../refusal.ts';
import { EVERYWHERE, type Grant, isFacilityScope, type Role, within } from './grants.ts';

const same = (a: Grant, b: Grant): boolean => a.role === b.role && a.scope === b.scope;

/** Grants that are in `after` and not in `before`. */
export function grantsAdded(before: readonly Grant[], after: readonly Grant[]): readonly Grant[] {
  return after.filter((grant) => !before.some((old) => same(old, grant)));
}

/**
 * `grant.outside-scope` where the lead gives or takes away what lies beyond its own scope. What stays as it was is
 * nobody's business, so a lead of one country may change a member who also belongs to another.
 */
export function grantsRefusal(
  lead: readonly Grant[],
  before: readonly Grant[],
  after: readonly Grant[],
): Refusal | undefined {
  const given = after.flatMap((grant, index) =>
    before.some((old) => same(old, grant)) || within(lead, grant.scope)
      ? []
      : [{ pointer: `/grants/${index}/scope`, code: 'grant.outside-scope', detail: 'Give a scope inside your own.' }],
  );
  if (given.length > 0) return refuse('grant.outside-scope', 'You may give grants inside your own scope only.', given);
  if (grantsAdded(after, before).every((grant) => within(lead, grant.scope))) return undefined;
  return refuse(
    'grant.outside-scope',
    'This member holds grants outside your scope: keep them as they are, or ask a lead of the whole programme.',
  );
}

type Standing = 'programme' | 'country' | 'facility';

/** Where each role stands, and what to give instead. Of facilities, logistics stand at stores only. */
const standings: Readonly<Record<Role, { readonly at: readonly Standing[]; readonly instead: string }>> = {
  logistics: { at: ['country', 'facility'], instead: 'Give logistics staff a country or a store.' },
  'facility-manager': {
    at: ['facility'],
    instead: 'Give a facility manager a facility; one grant for each, where there are several.',
  },
  'programme-lead': { at: ['programme', 'country'], instead: 'Give a programme lead a country, or * for all of them.' },
  observer: { at: ['programme', 'country'], instead: 'Give an observer a country, or * for all of them.' },
};

function standingOf(scope: string): Standing {
  if (scope === EVERYWHERE) return 'programme';
  return isFacilityScope(scope) ? 'facility' : 'country';
}

/**
 * `grant.misplaced` where a grant that is new stands where its role cannot work: a lead of a single prison has nobody
 * to lead, a manager of a country would answer for shelves that nobody there sees. What was given before stays.
 *
 * @param isStore whether a facility is known to be a store; undefined for one that is not stored
 */
export function misplacedRefusal(
  before: readonly Grant[],
  after: readonly Grant[],
  isStore: (facilityId: string) => boolean | undefined,
): Refusal | undefined {
  const errors = after.flatMap((grant, index): FieldError[] => {
    if (before.some((old) => same(old, grant))) return [];
    const { at, instead } = standings[grant.role];
    const standing = standingOf(grant.scope);
    const elsewhere = grant.role === 'logistics' && standing === 'facility' && isStore(grant.scope) === false;
    if (at.includes(standing) && !elsewhere) return [];
    return [{ pointer: `/grants/${index}/scope`, code: 'grant.misplaced', detail: instead }];
  });
  return errors.length === 0
    ? undefined
    : refuse('grant.misplaced', 'A role does not stand where its grant says.', errors);
}
