/** Members over a real table: scope of the lead, tombstones, the last lead, revisions. */
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { memberRows } from '#shared/contract/members.ts';
import { countryKey, facilityKey } from '#shared/store/keys.ts';
import { loadLeads } from '#shared/store/members.ts';
import { queryAll } from '#shared/store/read.ts';
import { put, transact } from '#shared/store/transact.ts';
import { operations } from '../../functions/members/index.ts';
import { api } from '../support/api.ts';
import { type Engine, startEngine } from '../support/engine.ts';

const star = { member: 'root@example.org', grants: 'programme-lead:*' };
const uganda = { member: 'ug@example.org', grants: 'programme-lead:UG' };
const manager = { role: 'facility-manager', scope: 'UG-LUZIRA' };
const body = (...grants: { role: string; scope: string }[]) => ({ name: 'Somebody', locale: 'en-UG', grants });

let engine: Engine;
let call: ReturnType<typeof api<typeof memberRows>>;
const clock = { now: new Date('2026-11-23T08:00:00Z') };

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  const rows = await queryAll(engine.table, { partition: 'MEMBERS', index: true });
  await Promise.all(rows.map((row) => engine.documents.send(deletion(row))));
  await engine.documents.send(deletion({ PK: 'PROGRAMME', SK: 'LEADS' }));
  await transact(engine.table, [
    put('c', { ...countryKey('UG'), v: 1 }),
    put('k', { ...countryKey('KZ'), v: 1 }),
    put('f', { ...facilityKey('UG-LUZIRA'), v: 1 }),
  ]);
  call = api(memberRows, operations, engine.table, clock);
});

const deletion = (row: Readonly<Record<string, unknown>>) =>
  new DeleteCommand({ TableName: engine.tableName, Key: { PK: row.PK, SK: row.SK } });

const store = (memberId: string, content: unknown, as = star, headers = {}) =>
  call('putMember', { path: { memberId }, body: content, as, headers });

describe('a lead', () => {
  it('creates a member (201) and replaces it (200), whatever the case of the sign-in name', async () => {
    expect(await store('A1@Example.org', body(manager), uganda)).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
    });
    const again = await store('a1@example.org', { ...body(manager), name: 'Other' }, uganda);
    expect(again).toMatchObject({ status: 200, body: { memberId: 'a1@example.org', name: 'Other', revision: 2 } });
  });

  it('gives grants inside its own scope only, and is shown which one was outside', async () => {
    const grants = body(manager, { role: 'logistics', scope: 'KZ' });
    expect(await store('a2@example.org', grants, uganda)).toMatchObject({
      status: 403,
      body: { code: 'grant.outside-scope', errors: [{ pointer: '/grants/1/scope' }] },
    });
    expect(await store('a2@example.org', body({ role: 'observer', scope: '*' }), uganda)).toMatchObject({
      status: 403,
    });
  });

  it('does not take away what lies outside its scope, but may change the rest', async () => {
    const abroad = { role: 'observer', scope: 'KZ' };
    await store('a3@example.org', body(abroad, manager));
    expect(await store('a3@example.org', body(manager), uganda)).toMatchObject({ status: 403 });
    const kept = await store('a3@example.org', body(abroad, { role: 'logistics', scope: 'UG' }), uganda);
    expect(kept).toMatchObject({ status: 200 });
  });

  it('cannot name a country or facility that nobody stored', async () => {
    expect(await store('a4@example.org', body({ role: 'facility-manager', scope: 'UG-TYPO' }))).toMatchObject({
      status: 422,
      body: { code: 'facility.unknown', errors: [{ pointer: '/grants/0/scope' }] },
    });
    const unknown = await store('a4@example.org', body({ role: 'observer', scope: 'XX' }));
    expect(unknown).toMatchObject({ status: 422, body: { code: 'country.unknown' } });
  });

  it('cannot make somebody the lead of a single facility', async () => {
    const wrong = body(manager, { role: 'programme-lead', scope: 'UG-LUZIRA' });
    expect(await store('a7@example.org', wrong)).toMatchObject({
      status: 422,
      body: { code: 'grant.misplaced', errors: [{ pointer: '/grants/1/scope' }] },
    });
  });

  it('is told about a revision that somebody else replaced', async () => {
    await store('a5@example.org', body(manager));
    await store('a5@example.org', body(manager));
    const stale = await store('a5@example.org', body(manager), star, { 'if-match': '"1"' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'revision.stale', revision: 2 } });
    const exists = await store('a5@example.org', body(manager), star, { 'if-none-match': '*' });
    expect(exists).toMatchObject({ status: 412, body: { code: 'record.exists' } });
    expect(await store('a6@example.org', body(manager), star, { 'if-match': '1' })).toMatchObject({ status: 412 });
  });

  it('sees the members with a grant in its scope, page by page', async () => {
    for (const n of [1, 2, 3]) await store(`m${n}@example.org`, body(manager));
    await store('kz@example.org', body({ role: 'observer', scope: 'KZ' }));
    const first = await call('listMembers', { query: 'limit=2', as: uganda });
    expect(first.body.items).toHaveLength(2);
    const second = await call('listMembers', { query: `limit=2&cursor=${first.body.nextCursor}`, as: uganda });
    expect(second.body).toMatchObject({ items: [{ memberId: 'm3@example.org' }], nextCursor: null });
    expect((await call('listMembers', { as: star })).body.items).toHaveLength(4);
    const foreign = await call('listMembers', { query: `cursor=${first.body.nextCursor}`, as: star });
    expect(foreign).toMatchObject({ status: 400, body: { code: 'cursor.invalid' } });
  });
});

describe('a removed member', () => {
  const remove = (memberId: string, as = star) => call('deleteMember', { path: { memberId }, as });

  it('is a tombstone that answers the same again, is in no list, and can be let in anew', async () => {
    await store('r1@example.org', body(manager));
    expect(await remove('r1@example.org', uganda)).toMatchObject({ status: 200, body: { revision: 2 } });
    const removedAt = clock.now.toISOString();
    clock.now = new Date('2026-11-24T08:00:00Z');
    expect(await remove('R1@example.org', uganda)).toMatchObject({ status: 200, body: { removedAt } });
    expect((await call('listMembers', { as: star })).body.items).toEqual([]);
    expect(await store('r1@example.org', body(manager), star, { 'if-none-match': '*' })).toMatchObject({ status: 201 });
  });

  it('that lies outside the scope of the lead, or never was, is not there', async () => {
    await store('r2@example.org', body({ role: 'observer', scope: 'KZ' }));
    expect(await remove('r2@example.org', uganda)).toMatchObject({ status: 404 });
    expect(await remove('never@example.org')).toMatchObject({ status: 404 });
    await store('r3@example.org', body({ role: 'observer', scope: 'KZ' }, manager));
    expect(await remove('r3@example.org', uganda)).toMatchObject({
      status: 403,
      body: { code: 'grant.outside-scope' },
    });
  });
});

describe('the last lead of the whole programme', () => {
  const lead = body({ role: 'programme-lead', scope: '*' });

  it('stays, by removal and by replacement', async () => {
    await store('l1@example.org', lead);
    expect(await call('deleteMember', { path: { memberId: 'l1@example.org' }, as: star })).toMatchObject({
      status: 409,
      body: { code: 'lead.last' },
    });
    expect(await store('l1@example.org', body(manager))).toMatchObject({ status: 409, body: { code: 'lead.last' } });
    await store('l2@example.org', lead);
    expect(await store('l1@example.org', body(manager))).toMatchObject({ status: 200 });
    expect(await loadLeads(engine.table)).toEqual(['l2@example.org']);
  });

  it('stays when two leads remove each other at the same moment', async () => {
    await store('l1@example.org', lead);
    await store('l2@example.org', lead);
    const remove = (memberId: string) => call('deleteMember', { path: { memberId }, as: star });
    const results = await Promise.all([remove('l1@example.org'), remove('l2@example.org')]);
    expect(results.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await loadLeads(engine.table)).toHaveLength(1);
  });
});

describe('who I am', () => {
  it('shows the record, or null before there is one', async () => {
    expect(await call('getMe', { as: star })).toMatchObject({ status: 200, body: { name: null, locale: null } });
    await store('me@example.org', body(manager));
    const as = { member: 'me@example.org', grants: 'facility-manager:UG-LUZIRA' };
    expect(await call('getMe', { as })).toMatchObject({ body: { name: 'Somebody', grants: [manager] } });
  });
});
