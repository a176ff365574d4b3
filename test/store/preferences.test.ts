/** Preferences and mailboxes over a real table: what a member says, what a lead sees, and who may not fall silent. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { memberRows } from '#shared/contract/members.ts';
import { loadMailbox, markMailbox } from '#shared/store/mailbox.ts';
import { loadReaders } from '#shared/store/preferences.ts';
import { operations } from '../../functions/members/index.ts';
import { api } from '../support/api.ts';
import { type Engine, emptyTable, startEngine } from '../support/engine.ts';
import { seedCountry, seedMember } from '../support/telling.ts';

const LEAD = { member: 'lead.ug@example.org', grants: 'programme-lead:UG' };
const wish = (change: object = {}) => ({
  ...{ channels: { atOnce: true, digest: true }, mutedKinds: [], minimumLevel: 'low' },
  ...change,
});
const silent = wish({ channels: { atOnce: false, digest: false } });

let engine: Engine;
let call: ReturnType<typeof api<typeof memberRows>>;
const clock = { now: new Date('2026-11-23T08:00:00Z') };

beforeAll(async () => {
  engine = await startEngine();
  call = api(memberRows, operations, engine.table, clock);
});
afterAll(() => engine.stop());
beforeEach(async () => {
  await emptyTable(engine);
  await seedCountry(engine.table);
  await seedMember(engine.table, LEAD.member, LEAD.grants);
});

const say = (body: object, as = LEAD, headers = {}) => call('putPreferences', { body, as, headers });

describe('preferences', () => {
  it('are everything until somebody says otherwise, and then what was said, with a revision', async () => {
    expect((await call('getMe', { as: LEAD })).body).toMatchObject({
      preferences: { ...wish(), locale: null, revision: 0 },
      mailbox: null,
    });
    const said = wish({ locale: 'fr-tn', mutedKinds: ['overstock'], minimumLevel: 'medium' });
    expect(await say(said)).toMatchObject({ status: 201, body: { revision: 1, locale: 'fr-TN' } });
    expect(await say(wish())).toMatchObject({ status: 200, body: { revision: 2, locale: null } });
    expect(await say(wish(), LEAD, { 'if-match': '1' })).toMatchObject({ status: 412, body: { revision: 2 } });
    expect((await call('getMe', { as: LEAD })).body).toMatchObject({ preferences: { revision: 2 } });
  });

  it.each([
    ['an unknown kind', wish({ mutedKinds: ['weather'] })],
    ['a kind twice', wish({ mutedKinds: ['shortage', 'shortage'] })],
    ['a channel left out', wish({ channels: { atOnce: true } })],
    ['a field of its own', wish({ sms: true })],
    ['a language that is none', wish({ locale: 'e' })],
  ])('refuse %s', async (_, body) => {
    expect(await say(body)).toMatchObject({ status: 400, body: { code: 'body.invalid' } });
  });

  it('end with the member, so that who comes back starts anew', async () => {
    const root = { member: 'root@example.org', grants: 'programme-lead:*' };
    await seedMember(engine.table, 'm@example.org', 'logistics:UG', { preferences: { minimumLevel: 'critical' } });
    await call('deleteMember', { path: { memberId: 'm@example.org' }, as: root });
    expect((await call('getMe', { as: { member: 'm@example.org', grants: '' } })).body).toMatchObject({
      preferences: { minimumLevel: 'low', revision: 0 },
    });
  });
});

describe('a lead', () => {
  it.each([
    ['both channels off', silent],
    ['shortages muted', wish({ mutedKinds: ['shortage'] })],
  ])('cannot stop critical alerts where nobody else hears of them: %s', async (_, body) => {
    expect(await say(body)).toMatchObject({ status: 409, body: { code: 'preferences.uncovered' } });
    await seedMember(engine.table, 'kz@example.org', 'programme-lead:KZ');
    await seedMember(engine.table, 'bounced@example.org', 'programme-lead:UG', { mailbox: 'bounced' });
    await seedMember(engine.table, 'quiet@example.org', 'programme-lead:UG', {
      preferences: { mutedKinds: ['shortage'] },
    });
    await seedMember(engine.table, 'stores@example.org', 'logistics:UG');
    expect(await say(body)).toMatchObject({ status: 409, body: { code: 'preferences.uncovered' } });
    await seedMember(engine.table, 'root@example.org', 'programme-lead:*');
    expect(await say(body)).toMatchObject({ status: 201 });
  });

  it('may mute everything else, and everybody else may mute all', async () => {
    expect(await say(wish({ mutedKinds: ['overstock', 'report-overdue'], minimumLevel: 'critical' }))).toMatchObject({
      status: 201,
    });
    const stores = { member: 'stores@example.org', grants: 'logistics:UG' };
    expect(await say(silent, stores)).toMatchObject({ status: 201 });
  });

  it('sees whose mail comes back, and trusts the address again by storing the member', async () => {
    await markMailbox(engine.table, LEAD.member, { mark: 'bounced', at: '2026-11-22T08:00:00.000Z' });
    expect((await call('listMembers', { as: LEAD })).body.items).toMatchObject([
      { memberId: LEAD.member, mailbox: { mark: 'bounced', at: '2026-11-22T08:00:00.000Z' } },
    ]);
    const body = { name: 'Lead', locale: 'en-UG', grants: [{ role: 'programme-lead', scope: 'UG' }] };
    await call('putMember', { path: { memberId: LEAD.member }, body, as: LEAD });
    expect((await call('listMembers', { as: LEAD })).body.items).toMatchObject([{ mailbox: null }]);
  });
});

describe('a mailbox', () => {
  const bounce = (at: string) => markMailbox(engine.table, LEAD.member, { mark: 'bounced', at });

  it('is cleared by what its owner says, and a bounce of before does not mark it again', async () => {
    await bounce('2026-11-22T08:00:00.000Z');
    expect((await loadReaders(engine.table))[0]?.reachable).toBe(false);
    expect((await call('getMe', { as: LEAD })).body.mailbox).toMatchObject({ mark: 'bounced' });
    await say(wish());
    await bounce('2026-11-22T08:00:00.000Z');
    expect(await loadMailbox(engine.table, LEAD.member)).toBeNull();
    await bounce('2026-11-24T08:00:00.000Z');
    expect(await loadMailbox(engine.table, LEAD.member)).toMatchObject({ mark: 'bounced' });
  });
});
