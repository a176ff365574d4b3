/** The user pool's triggers over a real table: who may sign up, whose token gets which claims. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberRows } from '#shared/contract/members.ts';
import { preSignUp } from '../../functions/identity/pre-sign-up.ts';
import { preToken } from '../../functions/identity/pre-token.ts';
import { operations } from '../../functions/members/index.ts';
import { api } from '../support/api.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { lambdaContext } from '../support/http-event.ts';

let engine: Engine;
const clock = { now: new Date('2026-11-23T08:00:00Z') };
const star = { member: 'root@example.org', grants: 'programme-lead:*' };
const grants = [{ role: 'programme-lead', scope: '*' }];

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const deps = () => ({ table: engine.table, now: () => clock.now, firstLead: 'first@example.org' });
const event = (email: string, sub = 'sub-1', verified = 'true') => ({
  version: '2',
  triggerSource: 'TokenGeneration_HostedAuth',
  region: 'eu-central-1',
  userPoolId: 'eu-central-1_EXAMPLE',
  userName: 'b2d1c0de',
  request: { userAttributes: { sub, email, email_verified: verified }, scopes: ['openid'] },
  response: { claimsAndScopeOverrideDetails: null },
});
const token = (email: string, sub?: string, verified?: string) =>
  preToken(deps)(event(email, sub, verified), lambdaContext());
const signUp = (email: string) => preSignUp(deps)(event(email), lambdaContext());
const claims = (muster_member: string, muster_grants: string) => ({
  response: {
    claimsAndScopeOverrideDetails: {
      accessTokenGeneration: { claimsToAddOrOverride: { muster_member, muster_grants } },
    },
  },
});

describe('before there is a lead of the whole programme', () => {
  it('the first lead may sign up and leads everything; nobody else may', async () => {
    await expect(signUp('First@Example.org')).resolves.toMatchObject({ request: { userAttributes: {} } });
    await expect(token(' First@example.org ')).resolves.toMatchObject(claims('first@example.org', 'programme-lead:*'));
    await expect(signUp('stranger@example.org')).rejects.toThrow('as a member first');
    await expect(token('stranger@example.org')).rejects.toThrow('no member');
  });
});

describe('once there is one', () => {
  const put = (memberId: string, name = 'Lead') =>
    api(
      memberRows,
      operations,
      engine.table,
      clock,
    )('putMember', {
      path: { memberId },
      body: { name, locale: 'en', grants },
      as: star,
    });

  it('the first lead is nobody, unless made a member', async () => {
    await put('lead@example.org');
    await expect(token('first@example.org')).rejects.toThrow('no member');
    await expect(token('LEAD@example.org', 'lead-sub')).resolves.toMatchObject(
      claims('lead@example.org', 'programme-lead:*'),
    );
  });

  it('a member signs in with the first account only', async () => {
    await expect(token('lead@example.org', 'other-sub')).rejects.toThrow('another account');
    await expect(token('lead@example.org', 'lead-sub')).resolves.toBeDefined();
  });

  it('of two accounts that sign in at the same moment one is bound', async () => {
    await put('twice@example.org');
    const results = await Promise.allSettled(['a', 'b'].map((sub) => token('twice@example.org', sub)));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('an address that is not verified gets no token', async () => {
    await expect(token('lead@example.org', 'lead-sub', 'false')).rejects.toThrow('Verify');
  });

  it('a removed member gets none, and one let in again is bound anew', async () => {
    await put('gone@example.org');
    await token('gone@example.org', 'old');
    const remove = api(memberRows, operations, engine.table, clock);
    await remove('deleteMember', { path: { memberId: 'gone@example.org' }, as: star });
    await expect(token('gone@example.org', 'old')).rejects.toThrow('no member');
    await expect(signUp('gone@example.org')).rejects.toThrow('as a member first');
    await put('gone@example.org');
    await expect(token('gone@example.org', 'new')).resolves.toBeDefined();
  });
});
