/** The small schemas: what they take, what they make of it, what they refuse. */
import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type * as z from 'zod';
import {
  facilityId,
  itemId,
  language,
  lot,
  memberId,
  perLanguage,
  text,
  timeZone,
  uuid,
} from '#shared/contract/common.ts';
import { unitsOf } from '#shared/contract/lines.ts';
import { quantity, signedQuantity } from '#shared/contract/quantities.ts';
import type { Answer, Body, Params, Query } from '#shared/contract/row.ts';
import type { RowOf } from '#shared/contract/rows.ts';
import { day, expiry, instant } from '#shared/contract/times.ts';

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;

describe('an instant', () => {
  it.each([
    ['2026-11-20T08:00:00Z', '2026-11-20T08:00:00.000Z'],
    ['2026-11-20T08:00Z', '2026-11-20T08:00:00.000Z'],
    ['2026-11-20T11:00:00.25+03:00', '2026-11-20T08:00:00.250Z'],
    ['2026-11-20T00:30:00.123456+05:00', '2026-11-19T19:30:00.123Z'],
  ])('%s is kept as %s', (written, kept) => {
    expect(instant.parse(written)).toBe(kept);
  });

  it.each([
    '2026-11-20',
    '2026-11-20T08:00:00',
    '2026-02-30T08:00:00Z',
    '2026-11-20T24:00:00Z',
    '2026-11-20T08:60:00Z',
    'now',
    '',
  ])('is refused as %j', (written) => {
    expect(accepts(instant, written)).toBe(false);
  });

  it('is a fixed point once kept, for every moment', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1901-01-01'), max: new Date('2199-01-01'), noInvalidDate: true }),
        (date) => {
          expect(instant.parse(date.toISOString())).toBe(date.toISOString());
        },
      ),
    );
  });
});

describe('a day', () => {
  it.each(['2026-11-20', '2024-02-29', '2000-02-29'])('exists: %s', (written) => {
    expect(day.parse(written)).toBe(written);
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '1900-02-29',
    '20-11-2026',
    '2026-11-20T00:00:00Z',
    '0026-11-20',
    '12026-01-01',
    '',
  ])('is refused as %j', (written) => {
    expect(accepts(day, written)).toBe(false);
  });
});

describe('an expiry', () => {
  it('of a month is its last day', () => {
    expect(expiry.parse('2028-02')).toBe('2028-02-29');
    expect(expiry.parse('2027-12')).toBe('2027-12-31');
    expect(expiry.parse('2027-03-15')).toBe('2027-03-15');
  });

  it.each(['2027-13', '2027', '03/2027', '2027-02-00'])('is refused as %j', (written) => {
    expect(accepts(expiry, written)).toBe(false);
  });
});

describe('a quantity', () => {
  it('is any whole number from 0 to a thousand million', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (units) => quantity.parse(units) === units));
  });

  it.each([-1, 0.5, 1_000_000_001, Number.NaN, Number.POSITIVE_INFINITY, '3', null, true])('is never %j', (units) => {
    expect(accepts(quantity, units)).toBe(false);
  });

  it('loses the sign of a negative zero', () => {
    expect(Object.is(quantity.parse(-0), 0)).toBe(true);
  });

  it('with a sign is never 0', () => {
    expect(signedQuantity.parse(-10)).toBe(-10);
    expect(accepts(signedQuantity, 0)).toBe(false);
    expect(accepts(signedQuantity, -0)).toBe(false);
  });

  it('in packs is their product', () => {
    expect(unitsOf({ packs: 150, packSize: 25 })).toBe(3750);
    expect(unitsOf({ quantity: 420 })).toBe(420);
    expect(unitsOf({ packs: -2, packSize: 50 })).toBe(-100);
  });
});

describe('ids', () => {
  it('of a document are UUIDs of any version, in small letters', () => {
    expect(uuid.parse('01996F6E-7C00-7000-8000-00000000000A')).toBe('01996f6e-7c00-7000-8000-00000000000a');
    expect(accepts(uuid, '7d444840-9dc0-11d1-b245-5ffdce74fad2')).toBe(true);
    for (const other of ['01996f6e7c0070008000000000000001', '01996f6e-7c00-9000-8000-000000000001', 'x', ''])
      expect(accepts(uuid, other)).toBe(false);
  });

  it('of a facility start with its country and fit in 40 characters', () => {
    expect(accepts(facilityId, 'UG-LUZIRA-UPPER')).toBe(true);
    for (const other of [
      'UG',
      'UG-',
      'ug-luzira',
      'UGA-LUZIRA',
      'UG-LUZIRA UPPER',
      'UG-A~B',
      'UG-A#B',
      `UG-${'A'.repeat(38)}`,
    ])
      expect(accepts(facilityId, other)).toBe(false);
  });

  it('of an item are small letters, digits and dashes', () => {
    expect(accepts(itemId, 'as17005')).toBe(true);
    for (const other of ['', '-soap', 'Soap', 'soap bar', 'soap#1', 'soap~1', 'a'.repeat(41)])
      expect(accepts(itemId, other)).toBe(false);
  });

  it('of a member are mail addresses in small letters', () => {
    expect(memberId.parse(' Lead.Uganda@Example.org ')).toBe('lead.uganda@example.org');
    for (const other of ['lead', 'lead@', '@example.org', 'a b@example.org', 'a#b@example.org'])
      expect(accepts(memberId, other)).toBe(false);
  });

  it('of a lot are trimmed and in capitals', () => {
    expect(lot.parse('  m2209 ')).toBe('M2209');
    expect(accepts(lot, '  ')).toBe(false);
  });
});

describe('words', () => {
  it('are trimmed, and never empty, too long or half a character', () => {
    expect(text(5).parse(' мыло ')).toBe('мыло');
    for (const other of ['', '   ', 'longer', '\udc00']) expect(accepts(text(5), other)).toBe(false);
  });

  it('know their language by its tag', () => {
    expect(language.parse('en-ug')).toBe('en-UG');
    for (const tag of ['kk', 'lg', 'sw', 'ar', 'kk-Cyrl-KZ']) expect(accepts(language, tag)).toBe(true);
    for (const other of ['', 'english language', 'e', 'en_UG']) expect(accepts(language, other)).toBe(false);
    expect(perLanguage(text(20)).parse({ 'fr-tn': 'Savon' })).toEqual({ 'fr-TN': 'Savon' });
    expect(accepts(perLanguage(text(20)), {})).toBe(false);
  });

  it('know time zones by name only', () => {
    for (const name of ['Africa/Kampala', 'Asia/Almaty', 'Africa/Tunis', 'UTC'])
      expect(accepts(timeZone, name)).toBe(true);
    for (const other of ['Mars/Olympus', '+03:00', 'GMT+25', '']) expect(accepts(timeZone, other)).toBe(false);
  });
});

describe('the types of a row', () => {
  it('give a handler what its schemas give', () => {
    type Event = RowOf<'recordStockEvent'>;
    expectTypeOf<Params<Event>>().toEqualTypeOf<{ facilityId: string; eventId: string }>();
    expectTypeOf<Body<Event>['kind']>().toEqualTypeOf<'count' | 'issue' | 'receipt' | 'adjustment' | 'reversal'>();
    expectTypeOf<Query<Event>>().toEqualTypeOf<undefined>();
    expectTypeOf<Query<RowOf<'getOverview'>>>().toEqualTypeOf<{
      country?: string | undefined;
      full?: boolean | undefined;
      limit: number;
      cursor?: string | undefined;
    }>();
    expectTypeOf<Answer<RowOf<'getSignIn'>>>().toEqualTypeOf<{ issuer: string; clientId: string }>();
    expectTypeOf<Body<RowOf<'getMe'>>>().toEqualTypeOf<undefined>();
  });
});
