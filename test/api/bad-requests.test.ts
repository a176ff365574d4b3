/** Requests that are wrong, one by one: shipments, levels, revisions, keys, cursors and addresses. */
import { beforeAll, describe, expect, test } from 'vitest';
import { date, done, EVERYTHING, instant, memberOf, PRISON, type Send, seedLuzira, sender } from '../support/luzira.ts';
import { startProduct } from '../support/product.ts';
import { type BadCase, expectRefused } from '../support/refused.ts';

let send: Send;
const manager = memberOf('facility-manager', 'facility');
const logistics = memberOf('logistics', 'country');
const lead = memberOf('programme-lead', 'country');
const shipment = crypto.randomUUID();

beforeAll(async () => {
  send = sender(await startProduct());
  await seedLuzira(send);
  await done(send, logistics, 'PUT', `/shipments/${shipment}`, plan());
  await done(send, logistics, 'POST', `/shipments/${shipment}/cancel`, { reason: 'Ordered twice' });
});

function plan(change: object = {}) {
  const lines = [{ lineId: '1', itemId: 'soap-bar', quantity: 100 }];
  return { origin: { kind: 'supplier', name: 'UNODC' }, destination: PRISON, expectedOn: date(5), lines, ...change };
}
const soap = () => ({ kind: 'count', occurredAt: instant(-1), lines: [{ itemId: 'soap-bar', quantity: 10 }] });

const cases: readonly BadCase[] = [
  {
    what: 'an unknown facility',
    member: lead,
    path: '/facilities/UG-NOWHERE',
    method: 'GET',
    status: 404,
    code: 'not-found',
  },
  {
    what: 'a shipment to an unknown facility',
    member: logistics,
    path: `/shipments/${crypto.randomUUID()}`,
    sending: { body: plan({ destination: 'UG-NOWHERE' }) },
    status: 422,
    code: 'facility.unknown',
    fields: [['/destination', 'facility.unknown']],
  },
  {
    what: 'a receipt for a cancelled shipment',
    path: `/shipments/${shipment}/receipts/${crypto.randomUUID()}`,
    sending: { body: { receivedAt: instant(-1), lines: [{ lineId: '1', accepted: 5 }] } },
    status: 409,
    code: 'shipment.cancelled',
  },
  {
    what: 'a cursor that is none',
    member: lead,
    method: 'GET',
    path: '/alerts?country=UG&cursor=eyJsIjoiYSJ9',
    status: 400,
    code: 'cursor.invalid',
    fields: [['#cursor', 'cursor.invalid']],
  },
  {
    what: 'levels that contradict each other',
    member: lead,
    path: `/facilities/${PRISON}/levels/soap-bar`,
    sending: { body: { emergencyLeadDays: 30 } },
    status: 422,
    code: 'levels.contradict',
    fields: [['/emergencyLeadDays', 'levels.contradict']],
    says: '14',
  },
  {
    what: 'levels of a facility that contradict each other',
    member: lead,
    path: `/facilities/${PRISON}`,
    sending: {
      body: {
        name: 'x',
        country: 'UG',
        kind: 'prison',
        timeZone: 'Africa/Kampala',
        bookkeeping: 'counts',
        levels: { maxCoverDays: 3 },
      },
    },
    status: 422,
    code: 'levels.contradict',
    fields: [['/levels/maxCoverDays', 'levels.contradict']],
  },
  {
    what: 'a stale revision',
    member: lead,
    path: `/facilities/${PRISON}/levels/mask-medical`,
    sending: { body: { leadTimeDays: 20 }, headers: { 'if-match': '"7"' } },
    status: 412,
    code: 'revision.stale',
  },
  {
    what: 'a revision that is none',
    member: lead,
    path: `/facilities/${PRISON}/levels/mask-medical`,
    sending: { body: { leadTimeDays: 20 }, headers: { 'if-match': 'latest' } },
    status: 400,
    code: 'if-match.invalid',
  },
  {
    what: 'an action without its key',
    member: logistics,
    method: 'POST',
    path: `/shipments/${shipment}/dispatch`,
    sending: { body: { dispatchedAt: instant(-1) }, headers: { 'idempotency-key': '' } },
    status: 400,
    code: 'idempotency-key.missing',
  },
  {
    what: 'an id that is no UUID',
    path: `/facilities/${PRISON}/stock-events/one`,
    sending: { body: soap() },
    status: 400,
    code: 'path.invalid',
    fields: [['#eventId', 'uuid.invalid']],
  },
  {
    what: 'a query parameter that nobody knows',
    member: lead,
    method: 'GET',
    path: '/alerts?land=UG',
    status: 400,
    code: 'query.invalid',
    fields: [['#land', 'field.unknown']],
    says: 'country',
  },
  {
    what: 'a limit out of bounds',
    member: lead,
    method: 'GET',
    path: '/alerts?limit=201',
    status: 400,
    code: 'query.invalid',
    fields: [['#limit', 'limit.invalid']],
    says: '200',
  },
  {
    what: 'an address where nothing is',
    member: lead,
    method: 'GET',
    path: '/stocks',
    status: 404,
    code: 'route.unknown',
  },
  {
    what: 'an address that is not percent-encoded as UTF-8',
    member: lead,
    path: '/items/%E0%A4',
    status: 400,
    code: 'path.invalid',
  },
  {
    what: "a grant outside of one's scope",
    member: lead,
    path: '/members/new@example.org',
    sending: { body: { name: 'x', locale: 'en', grants: [{ role: 'observer', scope: 'TN' }] } },
    status: 403,
    code: 'grant.outside-scope',
    fields: [['/grants/0/scope', 'grant.outside-scope']],
  },
];

describe('a request with', () => {
  test.each(cases)('$what', (bad) => expectRefused(send, manager, bad));

  test('a cursor of another list is refused, with its own it goes on', async () => {
    const first = await done(send, EVERYTHING, 'GET', '/members?limit=2');
    const cursor = encodeURIComponent(first.body.nextCursor);
    expect((await send(EVERYTHING, 'GET', `/facilities?cursor=${cursor}`)).body.code).toBe('cursor.invalid');
    expect((await send(lead, 'GET', `/members?limit=2&cursor=${cursor}`)).body.code).toBe('cursor.invalid');
    expect((await send(EVERYTHING, 'GET', `/members?limit=2&cursor=${cursor}`)).status).toBe(200);
  });
});
