/** Which changes of a member's grants a lead may make: only those inside the lead's own scope, given or taken away. */
import { type FieldError, type Refusal, refuse } from '../refusal.ts';
import { type Grant, isFacilityScope, within } from './grants.ts';

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

/**
 * `grant.misplaced` where a new grant makes somebody lead of a single facility: a lead has facilities to compare, stores
 * to share out from and members to grant to. What was given before stays. All other roles stand wherever they are put:
 * a clerk who keys the sheets of a country is its manager, an auditor may see one prison only.
 */
export function misplacedRefusal(before: readonly Grant[], after: readonly Grant[]): Refusal | undefined {
  const detail = 'Give a programme lead a country, or * for all of them.';
  const errors = after.flatMap((grant, index): FieldError[] =>
    grant.role !== 'programme-lead' || !isFacilityScope(grant.scope) || before.some((old) => same(old, grant))
      ? []
      : [{ pointer: `/grants/${index}/scope`, code: 'grant.misplaced', detail }],
  );
  return errors.length === 0 ? undefined : refuse('grant.misplaced', 'A lead of one facility leads nobody.', errors);
}
