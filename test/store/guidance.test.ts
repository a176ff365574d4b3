/** Guidance over a real table: published, read, acknowledged, briefed, covered. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countryOf } from '#shared/domain/members/grants.ts';
import { acknowledgementsOf } from '#shared/store/acknowledgements.ts';
import { countryIndex, countryKey, facilityIndex, facilityKey, firstAckKey, headsKey } from '#shared/store/keys.ts';
import { getRow } from '#shared/store/read.ts';
import { put, transact } from '#shared/store/transact.ts';
import { operations, rows } from '../../functions/guidance/index.ts';
import { api } from '../support/api.ts';
import { type Engine, startEngine } from '../support/engine.ts';

const star = { member: 'root@example.org', grants: 'programme-lead:*' };
const uganda = { member: 'ug@example.org', grants: 'programme-lead:UG' };
const observer = { member: 'donor@example.org', grants: 'observer:UG' };
const managerOf = (facilityId: string, member = 'manager@example.org') => ({
  member,
  grants: `facility-manager:${facilityId}`,
});

const body = {
  titles: { en: 'COVID-19 in prisons: interim guidance' },
  links: { en: 'https://example.org/guidance.pdf' },
  audience: { countries: ['UG'], kinds: ['prison'] },
  effectiveOn: '2026-11-01',
  acknowledgeWithinDays: 14,
  asksAgain: true,
};
const said = { acknowledgedAt: '2026-11-20T08:00:00Z', language: 'en' };

let engine: Engine;
let call: ReturnType<typeof api<typeof rows>>;
const clock = { now: new Date('2026-11-23T08:00:00Z') };
let serial = 0;
const uuid = () => `22222222-0000-7000-8000-${String(++serial).padStart(12, '0')}`;
const newDocument = () => `document-${++serial}`;

beforeAll(async () => {
  engine = await startEngine();
  call = api(rows, operations, engine.table, clock);
  for (const country of ['UG', 'KZ']) {
    const attributes = { timeZone: 'Africa/Kampala', locales: ['en'] };
    await transact(engine.table, [
      put('country', { ...countryKey(country), ...countryIndex(country), country, v: 1, body: attributes }),
    ]);
  }
  for (const facilityId of ['UG-A', 'UG-B', 'UG-C', 'KZ-A']) await facility(facilityId);
  await facility('UG-STORE', { kind: 'store' });
  await facility('UG-OLD', { status: 'closed', statusFrom: '2026-10-01' });
});
afterAll(() => engine.stop());

async function facility(facilityId: string, change: object = {}, staff = 120): Promise<void> {
  const country = countryOf(facilityId);
  const attributes = { name: facilityId, country, kind: 'prison', timeZone: 'Africa/Kampala', bookkeeping: 'counts' };
  await transact(engine.table, [
    put('facility', {
      ...facilityKey(facilityId),
      ...facilityIndex(country, facilityId),
      facilityId,
      v: 1,
      createdOn: 20000,
      bookkeepingHistory: [{ from: 0, mode: 'counts' }],
      body: { ...attributes, ...change },
    }),
    put('heads', { ...headsKey(facilityId), v: 1, counts: [[20700, staff, 40, 950, 0, 0]] }),
  ]);
}

const publish = (documentId: string, version: string, change: object = {}, as = star) =>
  call('putGuidanceVersion', { path: { documentId, version }, body: { ...body, ...change }, as });
const acknowledge = (
  facilityId: string,
  documentId: string,
  version: string,
  change: object = {},
  as = managerOf(facilityId),
) => call('acknowledgeGuidance', { path: { facilityId, documentId, version }, body: { ...said, ...change }, as });
const brief = (facilityId: string, briefingId: string, content: object, as = managerOf(facilityId)) =>
  call('recordBriefing', { path: { facilityId, briefingId }, body: content, as });
const cover = (documentId: string, version: string, query = '', as = uganda) =>
  call('getCoverage', { path: { documentId, version }, query, as });

describe('publishing', () => {
  it('is for leads of the whole programme', async () => {
    expect(await publish(newDocument(), '1', {}, uganda)).toMatchObject({ status: 403 });
  });

  it('happens once: the same again changes nothing, other content is a conflict', async () => {
    const documentId = newDocument();
    const created = await publish(documentId, '1');
    expect(created).toMatchObject({
      status: 201,
      body: { documentId, version: '1', status: 'published', current: true },
    });
    expect(await publish(documentId, '1')).toMatchObject({ status: 200, body: created.body });
    expect(await publish(documentId, '1', { titles: { en: 'Other' } })).toMatchObject({
      status: 409,
      body: { code: 'document.conflict' },
    });
  });

  it('ends with withdrawal, and a late repeat of the publication does not undo that', async () => {
    const documentId = newDocument();
    await publish(documentId, '1');
    expect(await publish(documentId, '1', { status: 'withdrawn' })).toMatchObject({
      status: 200,
      body: { status: 'withdrawn', current: false },
    });
    expect(await publish(documentId, '1')).toMatchObject({ status: 200, body: { status: 'withdrawn' } });
    expect(await publish(documentId, '1', { status: 'published' })).toMatchObject({
      body: { code: 'guidance.withdrawn' },
    });
  });

  it('points to countries that nobody knows', async () => {
    expect(await publish(newDocument(), '1', { audience: { countries: ['UG', 'XX'] } })).toMatchObject({
      status: 422,
      body: { code: 'country.unknown', errors: [{ pointer: '/audience/countries/1' }] },
    });
  });
});

describe('acknowledging', () => {
  it('a second officer of the same place is kept and changes nothing of the first', async () => {
    const documentId = newDocument();
    await publish(documentId, '1');
    expect(await acknowledge('UG-A', documentId, '1')).toMatchObject({ status: 201, body: { first: true } });
    const second = managerOf('UG-A', 'second@example.org');
    const later = { acknowledgedAt: '2026-11-21T08:00:00Z', language: 'lg' };
    expect(await acknowledge('UG-A', documentId, '1', later, second)).toMatchObject({
      status: 201,
      body: { first: false },
    });
    expect(
      (await acknowledgementsOf(engine.table, 'UG-A')).filter((each) => each.documentId === documentId),
    ).toMatchObject([{ memberId: 'manager@example.org', acknowledgedAt: '2026-11-20T08:00:00.000Z', language: 'en' }]);
  });

  it('arriving in the other order gives the same first one', async () => {
    const documentId = newDocument();
    await publish(documentId, '1');
    const second = managerOf('UG-A', 'second@example.org');
    await acknowledge('UG-A', documentId, '1', { acknowledgedAt: '2026-11-21T08:00:00Z', language: 'lg' }, second);
    expect(await acknowledge('UG-A', documentId, '1')).toMatchObject({ status: 201, body: { first: true } });
    const row = await getRow(engine.table, firstAckKey('UG-A', documentId, '1'), { consistent: true });
    expect(row).toMatchObject({ memberId: 'manager@example.org', acknowledgedAt: '2026-11-20T08:00:00.000Z' });
  });

  it('sent again it is answered again; another time under the same name is a conflict', async () => {
    const documentId = newDocument();
    await publish(documentId, '1');
    const first = await acknowledge('UG-A', documentId, '1');
    expect(await acknowledge('UG-A', documentId, '1')).toEqual({ ...first, status: 200 });
    expect(await acknowledge('UG-A', documentId, '1', { language: 'fr' })).toMatchObject({
      status: 409,
      body: { code: 'document.conflict' },
    });
    await publish(documentId, '1', { status: 'withdrawn' });
    expect(await acknowledge('UG-A', documentId, '1')).toMatchObject({ status: 200 });
  });

  it('by two officers at once leaves both, and one that answers for the place', async () => {
    const documentId = newDocument();
    await publish(documentId, '1');
    const members = ['a@example.org', 'b@example.org', 'c@example.org'];
    const answers = await Promise.all(
      members.map((member) => acknowledge('UG-B', documentId, '1', {}, managerOf('UG-B', member))),
    );
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
    const row = await getRow(engine.table, firstAckKey('UG-B', documentId, '1'), { consistent: true });
    expect(row).toMatchObject({ memberId: 'a@example.org' });
  });

  it('of what is unknown, withdrawn or not meant for the place is refused with a code of its own', async () => {
    const documentId = newDocument();
    await publish(documentId, '1');
    await publish(documentId, '0', { effectiveOn: '2026-10-01', status: 'withdrawn' });
    expect(await acknowledge('UG-A', documentId, '9')).toMatchObject({
      status: 422,
      body: { code: 'document.unknown' },
    });
    expect(await acknowledge('UG-A', documentId, '0')).toMatchObject({
      status: 409,
      body: { code: 'guidance.withdrawn' },
    });
    expect(await acknowledge('KZ-A', documentId, '1')).toMatchObject({
      status: 409,
      body: { code: 'guidance.not-asked' },
    });
    expect(await acknowledge('UG-A', documentId, '1', {}, managerOf('UG-B'))).toMatchObject({ status: 404 });
    expect(await acknowledge('UG-A', documentId, '1', {}, uganda)).toMatchObject({ status: 403 });
    expect(await acknowledge('UG-A', documentId, '1', { acknowledgedAt: '2026-12-20T08:00:00Z' })).toMatchObject({
      status: 422,
      body: { code: 'date.future' },
    });
  });
});

describe('briefings and coverage', () => {
  it('three briefings of 30, 28 and 26 of 120 staff read as 84 of 120, each of them once', async () => {
    const documentId = newDocument();
    await publish(documentId, '1');
    await acknowledge('UG-A', documentId, '1');
    for (const heads of [30, 28, 26]) {
      const briefingId = uuid();
      const content = { documentId, version: '1', heldOn: '2026-11-21', language: 'en', heads };
      expect(await brief('UG-A', briefingId, content)).toMatchObject({ status: 201, body: { briefingId, heads } });
      expect(await brief('UG-A', briefingId, content)).toMatchObject({ status: 200 });
      expect(await brief('UG-A', briefingId, { ...content, heads: 99 })).toMatchObject({
        status: 409,
        body: { code: 'document.conflict' },
      });
    }
    const { body: covered } = await cover(documentId, '1');
    expect(covered.totals).toEqual({
      facilities: 3,
      acknowledged: 1,
      pending: 0,
      overdue: 2,
      briefed: 84,
      staff: 360,
      withoutStaff: 0,
    });
    expect(covered.items).toMatchObject([
      { facilityId: 'UG-A', state: 'acknowledged', briefed: 84, staff: 120, dueOn: '2026-11-15' },
      { facilityId: 'UG-B', state: 'overdue', briefed: 0 },
      { facilityId: 'UG-C', state: 'overdue' },
    ]);
  });

  it('shows a facility manager the own place, and an observer no heads', async () => {
    const documentId = newDocument();
    await publish(documentId, '1');
    await acknowledge('UG-A', documentId, '1');
    const content = { documentId, version: '1', heldOn: '2026-11-21', language: 'en', heads: 30 };
    await brief('UG-A', uuid(), content);
    const own = await cover(documentId, '1', '', managerOf('UG-A'));
    expect(own.body).toMatchObject({
      totals: { facilities: 1, briefed: 30 },
      items: [{ facilityId: 'UG-A', briefed: 30 }],
    });
    const donor = await cover(documentId, '1', 'country=UG', observer);
    expect(donor.body).toMatchObject({
      totals: { facilities: 3, acknowledged: 1, briefed: null, staff: null, withoutStaff: null },
    });
    expect(donor.body.items).toMatchObject([{ briefed: null, staff: null }, {}, {}]);
    expect(await cover(documentId, '1', 'country=KZ', observer)).toMatchObject({ status: 404 });
    expect(await cover(documentId, '7')).toMatchObject({ status: 404 });
  });

  it('pages through facilities with the totals of all', async () => {
    const documentId = newDocument();
    await publish(documentId, '1');
    const first = await cover(documentId, '1', 'limit=2');
    expect(first.body).toMatchObject({
      totals: { facilities: 3 },
      items: [{ facilityId: 'UG-A' }, { facilityId: 'UG-B' }],
    });
    const rest = await cover(documentId, '1', `limit=2&cursor=${first.body.nextCursor}`);
    expect(rest.body).toMatchObject({ totals: { facilities: 3 }, items: [{ facilityId: 'UG-C' }], nextCursor: null });
  });

  it('a typo published again asks nobody who answered, and takes their briefings with it', async () => {
    const documentId = newDocument();
    await publish(documentId, '1');
    await acknowledge('UG-A', documentId, '1');
    await brief('UG-A', uuid(), { documentId, version: '1', heldOn: '2026-11-21', language: 'en', heads: 30 });
    await publish(documentId, '2', { effectiveOn: '2026-11-10', asksAgain: false });
    const { body: covered } = await cover(documentId, '2');
    expect(covered.items[0]).toMatchObject({ facilityId: 'UG-A', state: 'acknowledged', briefed: 30 });
    expect(covered.totals).toMatchObject({ acknowledged: 1, overdue: 2 });
    await publish(documentId, '3', { effectiveOn: '2026-11-20' });
    expect((await cover(documentId, '3')).body.totals).toMatchObject({ acknowledged: 0, pending: 3, briefed: 0 });
    expect((await cover(documentId, '2')).body.totals).toMatchObject({ acknowledged: 1, pending: 0, overdue: 0 });
  });
});

describe('what there is to read', () => {
  const listed = async (documentId: string, query: string, as: typeof star) => {
    const { body: page } = await call('listGuidance', { query: `limit=200${query}`, as });
    return page.items.filter((item: { documentId: string }) => item.documentId === documentId);
  };

  it('is the version in force for those who are meant to read it, and everything for leads', async () => {
    const documentId = newDocument();
    await publish(documentId, '1');
    await publish(documentId, '2', { effectiveOn: '2026-11-10' });
    await publish(documentId, '3', { effectiveOn: '2027-11-10' });
    expect(await listed(documentId, '', managerOf('UG-A'))).toMatchObject([{ version: '2', current: true }]);
    expect(await listed(documentId, '', managerOf('KZ-A'))).toEqual([]);
    expect(await listed(documentId, '', managerOf('UG-STORE'))).toEqual([]);
    expect(await listed(documentId, '', uganda)).toMatchObject([{ version: '3' }, { version: '2' }, { version: '1' }]);
    expect(await listed(documentId, '&country=KZ', star)).toEqual([]);
  });

  it('says of a facility whether it has read it', async () => {
    const documentId = newDocument();
    await publish(documentId, '1');
    const of = (facilityId: string) => listed(documentId, `&facility=${facilityId}`, managerOf(facilityId));
    expect(await of('UG-A')).toMatchObject([
      { acknowledgement: { state: 'overdue', dueOn: '2026-11-15', acknowledgedAt: null, language: null } },
    ]);
    await acknowledge('UG-A', documentId, '1');
    expect(await of('UG-A')).toMatchObject([
      { acknowledgement: { state: 'acknowledged', acknowledgedAt: '2026-11-20T08:00:00.000Z', language: 'en' } },
    ]);
    expect(await listed(documentId, '&facility=UG-STORE', star)).toEqual([]);
    expect(await call('listGuidance', { query: 'facility=UG-A', as: managerOf('UG-B') })).toMatchObject({
      status: 404,
    });
  });
});
