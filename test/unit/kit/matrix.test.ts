/** Every row, every role, in and out of scope: who gets in is what the row says, and nothing else. */
import { describe, expect, it } from 'vitest';
import type { Row } from '#shared/contract/row.ts';
import { rows } from '#shared/contract/rows.ts';
import { type Role, roles } from '#shared/domain/members/grants.ts';
import { callStub } from '../../support/stub-api.ts';

/** Where a grant stands, seen from the target of a row's example. */
const places = ['programme', 'country', 'facility', 'sister facility', 'other country'] as const;
type Place = (typeof places)[number];

function targetOf(row: Row): { country?: string; facility?: string } {
  const { path = {}, query = {} } = row.example;
  const facility = { facility: path.facilityId, alert: path.alertId?.split('~')[0], query: query.facility }[
    row.scope as string
  ];
  const country = facility?.slice(0, 2) ?? { country: path.country, query: query.country }[row.scope as string];
  return { ...(country ? { country } : {}), ...(facility ? { facility } : {}) };
}

function scopeAt(place: Place, { country = 'UG', facility = `${country}-ONE` }: ReturnType<typeof targetOf>): string {
  const scopes = { programme: '*', country, facility, 'sister facility': `${facility}-TWO`, 'other country': 'ZZ' };
  return scopes[place];
}

/** Written down once more, independently of the kit: 200, 403 or 404. */
function expected(row: Row, role: Role, place: Place): number {
  const roleFits = row.roles === 'any' || row.roles.includes(role);
  const { country, facility } = targetOf(row);
  switch (row.scope) {
    case 'public':
      return 200;
    case 'member':
    case 'loaded':
      return roleFits ? 200 : 403;
    case 'programme':
      return roleFits && place === 'programme' ? 200 : 403;
    case 'country':
      return place === 'programme' || place === 'country' ? (roleFits ? 200 : 403) : 404;
    case 'facility':
    case 'alert':
      return ['programme', 'country', 'facility'].includes(place) ? (roleFits ? 200 : 403) : 404;
    case 'query': {
      // A list shows what the grants reach of it, so a facility of the country is enough.
      const outside =
        facility === undefined ? place === 'other country' : ['sister facility', 'other country'].includes(place);
      if (country !== undefined && outside) return 404;
      return roleFits ? 200 : 403;
    }
  }
}

describe.each(rows.map((row) => [`${row.method} ${row.path}`, row] as const))('%s', (_, row) => {
  const cases = roles.flatMap((role) => places.map((place) => [role, place, expected(row, role, place)] as const));

  it.each(cases)('for %s at %s: %d', async (role, place, status) => {
    const grants = `${role}:${scopeAt(place, targetOf(row))}`;
    const answer = await callStub(row, { as: { member: 'somebody@example.org', grants } });
    expect(answer).toEqual({
      status,
      code: { 200: undefined, 403: 'role.forbidden', 404: 'not-found' }[status],
    });
  });

  it('without a token, with a foreign one and without grants', async () => {
    const isPublic = row.scope === 'public';
    expect((await callStub(row)).status).toBe(isPublic ? 200 : 401);
    expect((await callStub(row, { as: { member: '', grants: 'programme-lead:*' } })).status).toBe(isPublic ? 200 : 401);
    const { status } = await callStub(row, { as: { member: 'somebody@example.org', grants: '' } });
    const opensToAll = row.roles === 'any' && (row.scope === 'member' || row.scope === 'loaded');
    const emptyList = row.scope === 'query' && row.roles === 'any' && targetOf(row).country === undefined;
    if (isPublic || opensToAll || emptyList) expect(status).toBe(200);
    else expect([403, 404]).toContain(status);
  });
});
