/** Who may do what where, as pure functions of grants and ids. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grantsRefusal, misplacedRefusal } from '#shared/domain/members/changes.ts';
import {
  covers,
  formatGrants,
  type Grant,
  parseGrants,
  reach,
  roles,
  seesHeads,
  within,
} from '#shared/domain/members/grants.ts';

const given = (claim: string): readonly Grant[] => parseGrants(claim);

describe('the grants claim', () => {
  it('is read back as it was written', () => {
    const scope = fc.constantFrom('*', 'UG', 'KZ', 'UG-LUZIRA-UPPER', 'KZ-STORE-2');
    const grants = fc.array(fc.record({ role: fc.constantFrom(...roles), scope }), { maxLength: 40 });
    fc.assert(
      fc.property(grants, (list) => {
        expect(parseGrants(formatGrants(list))).toEqual(list);
      }),
    );
  });

  it.each(['', 'nonsense', 'admin:*', 'observer', ':UG', 'observer:', '  ', 'OBSERVER:UG'])(
    '%j grants nothing',
    (claim) => {
      expect(given(claim)).toEqual([]);
    },
  );
});

describe('a grant', () => {
  it.each<[string, object, 'yes' | 'role' | 'no']>([
    ['observer:*', { facilityId: 'UG-A' }, 'yes'],
    ['observer:*', { country: 'UG' }, 'yes'],
    ['observer:*', {}, 'yes'],
    ['observer:UG', { facilityId: 'UG-A' }, 'yes'],
    ['observer:UG', { country: 'UG' }, 'yes'],
    ['observer:UG', {}, 'no'],
    ['observer:UG', { facilityId: 'KZ-A' }, 'no'],
    ['observer:UG', { facilityId: 'UGX-A' }, 'no'],
    ['observer:UG-A', { facilityId: 'UG-A' }, 'yes'],
    ['observer:UG-A', { facilityId: 'UG-A-B' }, 'no'],
    ['observer:UG-A', { country: 'UG' }, 'no'],
    ['logistics:UG', { facilityId: 'UG-A' }, 'role'],
    ['logistics:UG observer:KZ', { facilityId: 'UG-A' }, 'role'],
    ['logistics:UG observer:UG-A', { facilityId: 'UG-A' }, 'yes'],
    ['', { facilityId: 'UG-A' }, 'no'],
  ])('%s on %j is judged %s', (claim, target, verdict) => {
    expect(covers(given(claim), target, ['observer'])).toBe(verdict);
  });

  it('of an observer beside another role does not hide head counts', () => {
    expect(seesHeads(given('observer:*'), 'UG-A')).toBe(false);
    expect(seesHeads(given('observer:* facility-manager:UG-A'), 'UG-A')).toBe(true);
    expect(seesHeads(given('observer:* facility-manager:UG-A'), 'UG-B')).toBe(false);
  });
});

describe('a lead', () => {
  it.each([
    ['programme-lead:*', '*', true],
    ['programme-lead:*', 'UG-A', true],
    ['programme-lead:UG', '*', false],
    ['programme-lead:UG', 'UG', true],
    ['programme-lead:UG', 'UG-A', true],
    ['programme-lead:UG', 'KZ-A', false],
    ['programme-lead:UG-A', 'UG', false],
    ['logistics:*', 'UG', false],
  ])('%s gives out %s: %s', (claim, scope, may) => {
    expect(within(given(claim), scope)).toBe(may);
  });

  it('may leave alone, but not give or take, what lies outside its scope', () => {
    const lead = given('programme-lead:UG');
    const before = given('observer:KZ facility-manager:UG-A');
    expect(grantsRefusal(lead, before, given('observer:KZ'))).toBeUndefined();
    expect(grantsRefusal(lead, before, given('facility-manager:UG-A'))).toMatchObject({ code: 'grant.outside-scope' });
    expect(grantsRefusal(lead, before, [...before, ...given('logistics:KZ')])).toMatchObject({
      errors: [{ pointer: '/grants/2/scope' }],
    });
  });
});

describe('a lead', () => {
  it('leads a country or the programme, not a single facility', () => {
    const given1 = given('programme-lead:UG-A programme-lead:UG programme-lead:*');
    expect(misplacedRefusal([], given1)).toMatchObject({
      code: 'grant.misplaced',
      errors: [{ pointer: '/grants/0/scope', detail: 'Give a programme lead a country, or * for all of them.' }],
    });
    expect(misplacedRefusal([], given('observer:UG-A facility-manager:UG logistics:*'))).toBeUndefined();
  });

  it('of one facility stays where it was given before, so that the rest of a member can change', () => {
    const before = given('programme-lead:UG-A');
    expect(misplacedRefusal(before, [...before, ...given('observer:KZ')])).toBeUndefined();
  });
});

describe('what a list reaches', () => {
  const claim = given('observer:UG facility-manager:UG-A facility-manager:KZ-B logistics:KZ-A observer:KZ-A');

  it('is whole countries, then single facilities of others', () => {
    expect(reach(claim, 'any')).toEqual({ countries: ['UG'], facilities: ['KZ-A', 'KZ-B'] });
    expect(reach(given('observer:* observer:UG'), 'any')).toEqual({ countries: 'all', facilities: [] });
    expect(reach([], 'any')).toEqual({ countries: [], facilities: [] });
  });

  it('counts only grants with one of the roles', () => {
    expect(reach(claim, ['logistics'])).toEqual({ countries: [], facilities: ['KZ-A'] });
  });

  it('is narrowed to a country or a facility', () => {
    expect(reach(claim, 'any', { country: 'UG' })).toEqual({ countries: ['UG'], facilities: [] });
    expect(reach(claim, 'any', { country: 'KZ' })).toEqual({ countries: [], facilities: ['KZ-A', 'KZ-B'] });
    expect(reach(claim, 'any', { facilityId: 'UG-Z' })).toEqual({ countries: [], facilities: ['UG-Z'] });
    expect(reach(claim, 'any', { facilityId: 'KZ-Z' })).toEqual({ countries: [], facilities: [] });
    expect(reach(given('observer:*'), 'any', { country: 'TN' })).toEqual({ countries: ['TN'], facilities: [] });
  });
});
