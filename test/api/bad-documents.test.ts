/** Stock documents that are wrong, one by one: a stable code, a pointer to each bad field, a sentence that says what to do. */
import { beforeAll, describe, expect, test } from 'vitest';
import { date, done, instant, memberOf, PRISON, type Send, seedLuzira, sender } from '../support/luzira.ts';
import { startProduct } from '../support/product.ts';
import { type BadCase, expectRefused } from '../support/refused.ts';

let send: Send;
const manager = memberOf('facility-manager', 'facility');

beforeAll(async () => {
  send = sender(await startProduct());
  await seedLuzira(send);
});

const event = (facilityId = PRISON) => `/facilities/${facilityId}/stock-events/${crypto.randomUUID()}`;
const soap = (line: object = {}, more: object = {}) => ({
  kind: 'count',
  occurredAt: instant(-1),
  lines: [{ itemId: 'soap-bar', quantity: 10, ...line }],
  ...more,
});
const many = Array.from({ length: 46 }, (_, index) => ({ itemId: `item-${index}`, quantity: 1 }));

const cases: readonly BadCase[] = [
  { what: 'no body at all', path: event(), status: 400, code: 'body.missing' },
  {
    what: 'an unknown item',
    path: event(),
    sending: { body: soap({ itemId: 'gold-bar' }) },
    status: 422,
    code: 'item.unknown',
    fields: [['/lines/0/itemId', 'item.unknown']],
    says: 'gold-bar',
  },
  {
    what: 'a fraction',
    path: event(),
    sending: { body: soap({ quantity: 1.5 }) },
    status: 400,
    code: 'body.invalid',
    fields: [['/lines/0/quantity', 'quantity.fraction']],
    says: 'whole',
  },
  {
    what: 'a negative quantity',
    path: event(),
    sending: { body: soap({ quantity: -1 }) },
    status: 400,
    code: 'body.invalid',
    fields: [['/lines/0/quantity', 'quantity.negative']],
  },
  {
    what: 'a date of next week',
    path: event(),
    sending: { body: soap({}, { occurredAt: instant(7) }) },
    status: 422,
    code: 'date.future',
    fields: [['/occurredAt', 'date.future']],
  },
  {
    what: 'a date that does not exist',
    path: event(),
    sending: { body: soap({}, { occurredAt: undefined, occurredOn: '2026-02-30' }) },
    status: 400,
    code: 'body.invalid',
    fields: [['/occurredOn', 'date.invalid']],
  },
  {
    what: 'two times at once',
    path: event(),
    sending: { body: soap({}, { occurredOn: date(-1) }) },
    status: 400,
    code: 'body.invalid',
    fields: [['/occurredOn', 'field.conflict']],
  },
  {
    what: 'packs without their size',
    path: event(),
    sending: { body: soap({ quantity: undefined, packs: 3 }) },
    status: 400,
    code: 'body.invalid',
    fields: [['/lines/0/packSize', 'field.required']],
  },
  {
    what: 'a unit of measure that no line has',
    path: event(),
    sending: { body: soap({ unit: 'kg' }) },
    status: 400,
    code: 'body.invalid',
    fields: [['/lines/0/unit', 'field.unknown']],
  },
  {
    what: 'an expiry without its lot',
    path: event(),
    sending: { body: soap({ expiry: '2027-03' }) },
    status: 400,
    code: 'body.invalid',
    fields: [['/lines/0/lot', 'lot.required']],
  },
  {
    what: 'an expiry that is no date',
    path: event(),
    sending: { body: soap({ lot: 'A', expiry: '2027-13' }) },
    status: 400,
    code: 'body.invalid',
    fields: [['/lines/0/expiry', 'date.invalid']],
  },
  {
    what: 'several bad fields, each named',
    path: event(),
    sending: { body: soap({ quantity: 1.5, itemId: 'Soap Bar' }, { countedBy: '' }) },
    status: 400,
    code: 'body.invalid',
    fields: [
      ['/countedBy', 'text.empty'],
      ['/lines/0/itemId', 'item-id.invalid'],
      ['/lines/0/quantity', 'quantity.fraction'],
    ],
  },
  {
    what: 'an unknown kind of event',
    path: event(),
    sending: { body: soap({}, { kind: 'theft' }) },
    status: 400,
    code: 'body.invalid',
    fields: [['/kind', 'enum.unknown']],
    says: 'adjustment',
  },
  {
    what: 'an unknown reason',
    path: event(),
    sending: { body: soap({ quantity: -1, reason: 'eaten' }, { kind: 'adjustment' }) },
    status: 400,
    code: 'body.invalid',
    fields: [['/lines/0/reason', 'enum.unknown']],
    says: 'damaged',
  },
  {
    what: 'a body of more than 1 MB',
    path: event(),
    sending: { body: soap({}, { note: 'x'.repeat(1_048_577) }) },
    status: 413,
    code: 'body.too-large',
    says: '1 MB',
  },
  {
    what: 'malformed JSON',
    path: event(),
    sending: { rawBody: '{ "kind": "count", }' },
    status: 400,
    code: 'body.malformed',
  },
  {
    what: 'bytes that are no text',
    path: event(),
    sending: { rawBody: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]) },
    status: 400,
    code: 'body.malformed',
  },
  {
    what: 'another content type',
    path: event(),
    sending: { rawBody: 'kind=count', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    status: 415,
    code: 'content-type.unsupported',
  },
  {
    what: 'a facility out of scope',
    path: event('UG-KITALYA'),
    sending: { body: soap() },
    status: 404,
    code: 'not-found',
  },
  {
    what: 'a role that may not',
    member: memberOf('observer', 'country'),
    path: event(),
    sending: { body: soap() },
    status: 403,
    code: 'role.forbidden',
    says: 'facility-manager',
  },
  {
    what: '46 items',
    path: event(),
    sending: { body: soap({}, { lines: many }) },
    status: 400,
    code: 'body.invalid',
    fields: [['/lines', 'lines.too-many']],
    says: '45',
  },
  {
    what: '201 lines',
    path: event(),
    sending: { body: soap({}, { lines: Array.from({ length: 201 }, () => ({ itemId: 'soap-bar', quantity: 1 })) }) },
    status: 400,
    code: 'body.invalid',
    fields: [['/lines', 'lines.too-many']],
    says: '200',
  },
  {
    what: 'no lines',
    path: event(),
    sending: { body: soap({}, { lines: [] }) },
    status: 400,
    code: 'body.invalid',
    fields: [['/lines', 'lines.none']],
  },
];

describe('a stock document with', () => {
  test.each(cases)('$what', (bad) => expectRefused(send, manager, bad));

  test('a date too far ahead is told the date where the facility is', async () => {
    const { body } = await send(manager, 'PUT', event(), { body: soap({}, { occurredAt: instant(7) }) });
    expect(body.today).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
  test('anything wrong in it is not stored', async () => {
    const { body } = await done(send, manager, 'GET', `/facilities/${PRISON}/stock-events?item=soap-bar`);
    expect(body.items).toEqual([]);
  });
});
