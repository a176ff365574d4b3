/** Countries, facilities, head counts and the catalogue over a real table. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogueRows } from '#shared/contract/catalogue.ts';
import { countryOf } from '#shared/domain/members/grants.ts';
import { facilityKey, itemStateKey, memberKey, reportsKey } from '#shared/store/keys.ts';
import { getRow, queryAll } from '#shared/store/read.ts';
import { add, put, transact } from '#shared/store/transact.ts';
import { operations as catalogueOperations } from '../../functions/catalogue/index.ts';
import { operations, rows } from '../../functions/facilities/index.ts';
import { api } from '../support/api.ts';
import { type Engine, startEngine } from '../support/engine.ts';

const star = { member: 'root@example.org', grants: 'programme-lead:*' };
const uganda = { member: 'ug@example.org', grants: 'programme-lead:UG' };
const manager = { member: 'm@example.org', grants: 'facility-manager:UG-LUZIRA' };
const observer = { member: 'o@example.org', grants: 'observer:UG' };
const soap = { names: { en: 'Soap' }, unit: 'bar', planning: 'rate', criticality: 'vital' };
const country = { timeZone: 'Africa/Kampala', locales: ['en-UG'] };
const prison = {
  name: 'Luzira',
  country: 'UG',
  kind: 'prison',
  timeZone: 'Africa/Kampala',
  bookkeeping: 'counts',
  suppliedBy: 'UG-STORE',
};
const heads = { staff: 120, staffOnDuty: 40, held: 950, women: 0, juveniles: 0 };

let engine: Engine;
let call: ReturnType<typeof api<typeof rows>>;
let items: ReturnType<typeof api<typeof catalogueRows>>;
const clock = { now: new Date('2026-11-23T08:00:00Z') };

beforeAll(async () => {
  engine = await startEngine();
  call = api(rows, operations, engine.table, clock);
  items = api(catalogueRows, catalogueOperations, engine.table, clock);
  await items('putItem', { path: { itemId: 'soap-bar' }, body: soap, as: star });
  for (const id of ['UG', 'KZ']) await call('putCountry', { path: { country: id }, body: country, as: star });
  for (const id of ['UG-STORE', 'KZ-STORE'])
    await facility(id, { kind: 'store', country: countryOf(id), suppliedBy: undefined });
});
afterAll(() => engine.stop());

const facility = (facilityId: string, change: object = {}, as = star, headers = {}) =>
  call('putFacility', { path: { facilityId }, body: { ...prison, ...change }, as, headers });

describe('the catalogue', () => {
  it('keeps the unit that quantities were counted in', async () => {
    const path = { itemId: 'gloves' };
    const gloves = { ...soap, unit: 'pair', status: 'active' };
    expect(await items('putItem', { path, body: gloves, as: star })).toMatchObject({
      status: 201,
      body: { revision: 1 },
    });
    expect(await items('putItem', { path, body: { ...gloves, unit: 'piece' }, as: star })).toMatchObject({
      status: 409,
      body: { code: 'item.unit-fixed', errors: [{ pointer: '/unit' }] },
    });
    expect(await items('putItem', { path, body: { ...gloves, status: 'retired' }, as: star })).toMatchObject({
      status: 200,
      body: { status: 'retired', revision: 2 },
    });
  });

  it('is kept by leads of the whole programme and read by everybody', async () => {
    expect(await items('putItem', { path: { itemId: 'x' }, body: soap, as: uganda })).toMatchObject({ status: 403 });
    const page = await items('listItems', { query: 'limit=1', as: observer });
    expect(page.body.items.map((item: { itemId: string }) => item.itemId)).toEqual(['gloves']);
    const next = await items('listItems', { query: `limit=1&cursor=${page.body.nextCursor}`, as: observer });
    expect(next.body).toMatchObject({ items: [{ itemId: 'soap-bar' }], nextCursor: null });
  });
});

describe('a country', () => {
  it('names items of the catalogue only, with a pointer to each that is not', async () => {
    const body = { ...country, standardLists: { prison: ['soap-bar', 'soup'] } };
    expect(await call('putCountry', { path: { country: 'UG' }, body, as: star })).toMatchObject({
      status: 422,
      body: { code: 'item.unknown', errors: [{ pointer: '/standardLists/prison/1' }] },
    });
  });

  it('keeps dated surges of use, and names their items too', async () => {
    const surge = [{ factor: 2, from: '2026-11-16', to: '2026-12-14', itemIds: ['soap-bar'], note: 'Influenza' }];
    const put = (more: object) =>
      call('putCountry', { path: { country: 'UG' }, body: { ...country, ...more }, as: star });
    expect(await put({ surge })).toMatchObject({ status: 200, body: { surge } });
    expect(await put({ surge: [{ factor: 2, from: '2026-11-16', itemIds: ['soap-bar', 'soup'] }] })).toMatchObject({
      status: 422,
      body: { code: 'item.unknown', errors: [{ pointer: '/surge/0/itemIds/1' }] },
    });
    expect(await put({})).toMatchObject({ status: 200 });
  });

  it('has a deputy who is a member and can act in all of it', async () => {
    const member = (memberId: string, grant: string, more: object = {}) => {
      const [role, scope] = grant.split(' ');
      const row = { memberId, v: 1, name: 'Somebody', locale: 'en-UG', grants: [{ role, scope }], ...more };
      return put(memberId, { ...memberKey(memberId), ...row });
    };
    await transact(engine.table, [
      member('deputy@example.org', 'programme-lead UG'),
      member('stores@example.org', 'logistics UG'),
      member('star@example.org', 'programme-lead *'),
      member('kazakhstan@example.org', 'programme-lead KZ'),
      member('one@example.org', 'facility-manager UG-LUZIRA'),
      member('donor@example.org', 'observer UG'),
      member('gone@example.org', 'programme-lead UG', { removedAt: '2026-11-01T00:00:00.000Z' }),
    ]);
    const name = (deputy: string) =>
      call('putCountry', { path: { country: 'UG' }, body: { ...country, deputy }, as: star });
    for (const deputy of ['deputy@example.org', 'stores@example.org', 'star@example.org']) {
      expect(await name(deputy)).toMatchObject({ status: 200, body: { deputy } });
    }
    for (const nobody of ['kazakhstan', 'one', 'donor', 'gone', 'never']) {
      expect(await name(`${nobody}@example.org`)).toMatchObject({
        status: 422,
        body: { code: 'member.unknown', errors: [{ pointer: '/deputy' }] },
      });
    }
    expect(await call('putCountry', { path: { country: 'UG' }, body: country, as: star })).toMatchObject({
      status: 200,
    });
  });

  it('keeps a deputy who left since while something else of it changes', async () => {
    const row = { memberId: 'leaver@example.org', v: 1, name: 'Somebody', locale: 'en-UG' };
    const member = { ...memberKey('leaver@example.org'), ...row, grants: [{ role: 'logistics', scope: 'UG' }] };
    await transact(engine.table, [put('member', member)]);
    const body = { ...country, deputy: 'leaver@example.org' };
    const store = (more: object) =>
      call('putCountry', { path: { country: 'UG' }, body: { ...body, ...more }, as: star });
    expect(await store({})).toMatchObject({ status: 200 });
    await transact(engine.table, [put('member', { ...member, removedAt: '2026-11-01T00:00:00.000Z' })]);
    expect(await store({ digestHour: 9 })).toMatchObject({ status: 200, body: { digestHour: 9 } });
    expect(await call('putCountry', { path: { country: 'UG' }, body: country, as: star })).toMatchObject({
      status: 200,
    });
    expect(await store({})).toMatchObject({ status: 422, body: { code: 'member.unknown' } });
  });

  it('refuses levels that contradict each other where they are set', async () => {
    const body = { ...country, levels: { store: { emergencyLeadDays: 200 }, default: { maxCoverDays: 5 } } };
    const { status, body: answer } = await call('putCountry', { path: { country: 'UG' }, body, as: star });
    expect({ status, code: answer.code }).toEqual({ status: 422, code: 'levels.contradict' });
    const pointers = answer.errors.map((error: { pointer: string }) => error.pointer);
    expect(pointers).toEqual(['/levels/default/maxCoverDays', '/levels/store/emergencyLeadDays']);
  });

  it('is listed to those whose grants touch it', async () => {
    const listed = async (as: typeof star) =>
      (await call('listCountries', { as })).body.items.map((item: { country: string }) => item.country);
    expect(await listed(star)).toEqual(['KZ', 'UG']);
    expect(await listed(manager)).toEqual(['UG']);
    expect(await listed({ member: 'k@example.org', grants: 'observer:KZ-STORE logistics:UG' })).toEqual(['KZ', 'UG']);
  });
});

describe('a facility', () => {
  it('is created, replaced and read, and every change leaves a trace', async () => {
    expect(await facility('UG-LUZIRA', {}, uganda)).toMatchObject({
      status: 201,
      body: { revision: 1, headcount: null },
    });
    expect(await facility('UG-LUZIRA', { name: 'Luzira Upper' }, uganda, { 'if-match': '1' })).toMatchObject({
      status: 200,
    });
    expect(await facility('UG-LUZIRA', {}, uganda, { 'if-match': '1' })).toMatchObject({ status: 412 });
    const read = await call('getFacility', { path: { facilityId: 'UG-LUZIRA' }, as: manager });
    expect(read).toMatchObject({
      body: { name: 'Luzira Upper', revision: 2, lastReportOn: null },
      headers: { etag: '"2"' },
    });
    const audit = await queryAll(engine.table, { partition: 'F#UG-LUZIRA', prefix: 'A#AUDIT#' });
    expect(audit).toMatchObject([{ by: 'ug@example.org', before: null }, { before: { name: 'Luzira' } }]);
  });

  it.each<[string, object, number, string, string]>([
    ['another country than its id', { country: 'KZ' }, 409, 'country.fixed', '/country'],
    ['a supplier that is not there', { suppliedBy: 'UG-NOBODY' }, 422, 'facility.unknown', '/suppliedBy'],
    ['a supplier that is no store', { suppliedBy: 'UG-LUZIRA' }, 422, 'facility.unknown', '/suppliedBy'],
    ['a supplier outside the scope of the lead', { suppliedBy: 'KZ-STORE' }, 422, 'facility.unknown', '/suppliedBy'],
    [
      'itself as its heir',
      { status: 'closed', statusFrom: '2026-12-01', mergedInto: 'UG-NEW' },
      422,
      'facility.unknown',
      '/mergedInto',
    ],
    [
      'levels that contradict each other',
      { levels: { emergencyLeadDays: 30 } },
      422,
      'levels.contradict',
      '/levels/emergencyLeadDays',
    ],
    ['an item that is not there', { standardList: ['soup'] }, 422, 'item.unknown', '/standardList/0'],
    ['a closing without its day', { status: 'closed' }, 400, 'body.invalid', '/statusFrom'],
  ])('is refused with %s', async (_, change, status, code, pointer) => {
    expect(await facility('UG-NEW', change, uganda)).toMatchObject({ status, body: { code, errors: [{ pointer }] } });
    expect(await getRow(engine.table, facilityKey('UG-NEW'))).toBeUndefined();
  });

  it('that five leads replace at once, all knowing the same revision, is replaced by one of them', async () => {
    await facility('UG-RACE');
    const names = ['a', 'b', 'c', 'd', 'e'];
    const answers = await Promise.all(names.map((name) => facility('UG-RACE', { name }, uganda, { 'if-match': '1' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
    const winner = answers.find(({ status }) => status === 200);
    expect(await getRow(engine.table, facilityKey('UG-RACE'), { consistent: true })).toMatchObject({
      v: 2,
      body: { name: winner?.body.name },
    });
  });

  it('is refused in a country that is not there', async () => {
    expect(await facility('TN-MORNAGUIA', { country: 'TN', suppliedBy: undefined })).toMatchObject({
      status: 422,
      body: { code: 'country.unknown' },
    });
  });

  it('changes its bookkeeping from the day it is entered, never back', async () => {
    const history = async () =>
      (await getRow(engine.table, facilityKey('UG-BOOKS'), { consistent: true }))?.bookkeepingHistory;
    clock.now = new Date('2026-05-01T08:00:00Z');
    await facility('UG-BOOKS');
    clock.now = new Date('2026-05-31T22:30:00Z');
    await facility('UG-BOOKS', { bookkeeping: 'movements' });
    const [first, june] = [Date.UTC(2026, 4, 1), Date.UTC(2026, 5, 1)].map((ms) => ms / 86_400_000);
    expect(await history()).toEqual([
      { from: first, mode: 'counts' },
      { from: june, mode: 'movements' },
    ]);
    await facility('UG-BOOKS', { bookkeeping: 'counts' });
    expect(await history()).toEqual([{ from: first, mode: 'counts' }]);
    clock.now = new Date('2026-11-23T08:00:00Z');
  });

  it('may correct its zone until there is stock, then never', async () => {
    await facility('UG-ZONE');
    expect(await facility('UG-ZONE', { timeZone: 'Africa/Nairobi' })).toMatchObject({ status: 200 });
    await transact(engine.table, [add('reports', reportsKey('UG-ZONE'), { d20000: 1 })]);
    const fixed = { status: 409, body: { code: 'facility.zone-fixed', errors: [{ pointer: '/timeZone' }] } };
    expect(await facility('UG-ZONE')).toMatchObject(fixed);
    await facility('UG-ZONE2');
    await transact(engine.table, [put('item', { ...itemStateKey('UG-ZONE2', 'soap-bar'), v: 1 })]);
    expect(await facility('UG-ZONE2', { timeZone: 'Africa/Nairobi' })).toMatchObject(fixed);
  });

  it('tells the local day of its last report: of a count, or of any document where movements are logged', async () => {
    const days = { d20778: 1, c20777: 1, d20777: 1, d20790: 1, c20776: 0 };
    const told = async (id: string, bookkeeping: string) => {
      await facility(id, { bookkeeping });
      await transact(engine.table, [add('reports', reportsKey(id), days)]);
      return (await call('getFacility', { path: { facilityId: id }, as: uganda })).body.lastReportOn;
    };
    expect(await told('UG-COUNTS', 'counts')).toBe('2026-11-20');
    // A clock that is ahead has reported tomorrow: today is when it was said.
    expect(await told('UG-MOVES', 'movements')).toBe('2026-11-23');
  });

  it('is listed by scope: whole countries first, then single ones', async () => {
    const listed = async (grants: string, query = '') => {
      const { body } = await call('listFacilities', { as: { member: 'x@example.org', grants }, query });
      return body.items.map((item: { facilityId: string }) => item.facilityId);
    };
    const ofUganda = await listed('observer:UG');
    expect(ofUganda).toEqual([...ofUganda].sort());
    expect(await listed('observer:*')).toEqual(['KZ-STORE', ...ofUganda]);
    expect(await listed('observer:*', 'country=KZ')).toEqual(['KZ-STORE']);
    expect(await listed('observer:KZ facility-manager:UG-LUZIRA')).toEqual(['KZ-STORE', 'UG-LUZIRA']);
    expect(await listed('facility-manager:UG-LUZIRA', 'country=UG')).toEqual(['UG-LUZIRA']);
  });
});

describe('a head count', () => {
  const count = (date: string, change: object = {}, facilityId = 'UG-LUZIRA') =>
    call('putHeadcount', { path: { facilityId, date }, body: { ...heads, ...change }, as: uganda });
  const latest = async (as = manager) =>
    (await call('getFacility', { path: { facilityId: 'UG-LUZIRA' }, as })).body.headcount;

  it('of the latest day counts, whatever the order in which days arrive', async () => {
    expect(await count('2026-11-20')).toMatchObject({ status: 201, body: { revision: 1 } });
    expect(await count('2026-11-13', { held: 900 })).toMatchObject({ status: 201 });
    expect(await latest()).toEqual({ ...heads, date: '2026-11-20' });
    expect(await count('2026-11-20', { held: 475 })).toMatchObject({ status: 200, body: { revision: 2, held: 475 } });
    expect(await latest()).toMatchObject({ held: 475 });
  });

  it('is not shown to observers', async () => {
    expect(await latest(observer)).toBeNull();
    const { body } = await call('listFacilities', { as: observer });
    expect(JSON.stringify(body)).not.toContain('475');
  });

  it('of tomorrow is refused with the date there', async () => {
    expect(await count('2026-11-24')).toMatchObject({
      status: 422,
      body: {
        code: 'date.future',
        today: '2026-11-23',
        errors: [{ pointer: '#date', code: 'date.future', detail: expect.stringContaining('2026-11-23') }],
      },
    });
    clock.now = new Date('2026-11-23T21:30:00Z');
    expect(await count('2026-11-24')).toMatchObject({ status: 201 });
    clock.now = new Date('2026-11-23T08:00:00Z');
  });

  it('ends with the closing of the facility, and needs a facility', async () => {
    await facility('UG-CLOSED', { status: 'closed', statusFrom: '2026-11-01' });
    expect(await count('2026-10-31', {}, 'UG-CLOSED')).toMatchObject({ status: 201 });
    expect(await count('2026-11-01', {}, 'UG-CLOSED')).toMatchObject({
      status: 409,
      body: { code: 'facility.closed' },
    });
    expect(await count('2026-11-01', {}, 'UG-NEVER')).toMatchObject({ status: 404 });
  });

  it('of many days at once loses none', async () => {
    await facility('UG-HEADS');
    const days = Array.from({ length: 6 }, (_, n) => `2026-11-1${n}`);
    const retry = async (day: string): Promise<void> => {
      if ((await count(day, {}, 'UG-HEADS')).status === 503) await retry(day);
    };
    await Promise.all(days.map(retry));
    const row = await getRow(engine.table, { PK: 'F#UG-HEADS', SK: 'S#HEADS' }, { consistent: true });
    expect(row).toMatchObject({ counts: days.map(() => expect.any(Array)) });
  });
});
