/** What a person is told about bad fields: where, which stable code, and what to do. */
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { fieldErrors, parameterErrors, pointerTo } from '#shared/contract/field-errors.ts';
import { rows, rowsById } from '#shared/contract/rows.ts';

function errorsOf(schema: z.ZodType, input: unknown) {
  return fieldErrors(schema.safeParse(input).error?.issues ?? [], input);
}
const ofEvent = (input: unknown) => errorsOf(rowsById.recordStockEvent.body, input);
const count = (lines: unknown[], more: object = {}) => ({
  kind: 'count',
  occurredAt: '2026-11-20T08:00:00Z',
  lines,
  ...more,
});
const soap = (more: object) => ({ itemId: 'soap-bar', ...more });

describe('pointers', () => {
  it('escape what RFC 6901 escapes', () => {
    expect(pointerTo(['a/b', 0, 'c~d'])).toBe('/a~1b/0/c~0d');
  });

  it('are empty for the whole body', () => {
    expect(errorsOf(rowsById.putCountry.body, [])).toEqual([
      { pointer: '', code: 'field.type', detail: 'Give an object { ... }.' },
    ]);
  });

  it('name path and query parameters after #', () => {
    const { query } = rowsById.listShipments;
    const input = { country: 'Uganda', limit: '1000', status: 'gone', colour: 'red' };
    const errors = parameterErrors(query.safeParse(input).error?.issues ?? [], input);
    expect(errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['#country', 'country.invalid'],
      ['#status', 'enum.unknown'],
      ['#limit', 'limit.invalid'],
      ['#colour', 'field.unknown'],
    ]);
  });
});

describe('sentences', () => {
  it.each([
    [
      'a missing list',
      { kind: 'count', occurredOn: '2026-11-20' },
      '/lines',
      'field.required',
      'Give a list [ ... ]: the field is missing.',
    ],
    [
      'a missing kind',
      {},
      '/kind',
      'field.required',
      'Give one of count, issue, receipt, adjustment, reversal: the field is missing.',
    ],
    [
      'an unknown kind',
      { kind: 'stock-take' },
      '/kind',
      'enum.unknown',
      'Give one of count, issue, receipt, adjustment, reversal.',
    ],
    [
      'an unknown field',
      count([soap({ quantiy: 1, quantity: 1 })]),
      '/lines/0/quantiy',
      'field.unknown',
      'Remove "quantiy": there is no such field here.',
    ],
    [
      'a fraction',
      count([soap({ quantity: 0.5 })]),
      '/lines/0/quantity',
      'quantity.fraction',
      'Give a whole number of the unit of issue: count pieces, not parts of them.',
    ],
    [
      'a negative',
      count([soap({ quantity: -1 })]),
      '/lines/0/quantity',
      'quantity.negative',
      'Give 0 or more: a quantity is never negative.',
    ],
    [
      'far too much',
      count([soap({ quantity: 1e12 })]),
      '/lines/0/quantity',
      'quantity.too-large',
      'Give a quantity of at most 1,000,000,000.',
    ],
    [
      'too much in packs',
      count([soap({ packs: 1e6, packSize: 1e6 })]),
      '/lines/0/packs',
      'quantity.too-large',
      'Give a quantity of at most 1,000,000,000.',
    ],
    [
      'text for a number',
      count([soap({ quantity: '420' })]),
      '/lines/0/quantity',
      'field.type',
      'Give a number without quotes.',
    ],
    [
      'null for a number',
      count([soap({ quantity: null })]),
      '/lines/0/quantity',
      'field.type',
      'Give a number without quotes, or leave the field out instead of null.',
    ],
    ['no quantity', count([soap({})]), '/lines/0/quantity', 'field.required', 'Give quantity, or packs and packSize.'],
    [
      'both forms',
      count([soap({ quantity: 1, packs: 1, packSize: 1 })]),
      '/lines/0/quantity',
      'field.conflict',
      'Give either quantity, or packs and packSize, not both.',
    ],
    [
      'half of packs',
      count([soap({ packs: 1 })]),
      '/lines/0/packSize',
      'field.required',
      'Give packSize beside packs: how many units one holds.',
    ],
    [
      'the other half',
      count([soap({ packSize: 25 })]),
      '/lines/0/packs',
      'field.required',
      'Give packs beside packSize: how many of them.',
    ],
    [
      'a day that does not exist',
      count([soap({ quantity: 1, lot: 'A', expiry: '2027-02-30' })]),
      '/lines/0/expiry',
      'date.invalid',
      'Give the expiry as YYYY-MM-DD, or as YYYY-MM for the end of that month.',
    ],
    [
      'an expiry of nothing',
      count([soap({ quantity: 1, expiry: '2027-02-28' })]),
      '/lines/0/lot',
      'lot.required',
      'Give the lot that expires then, or leave expiry out.',
    ],
    [
      'an instant without offset',
      { ...count([soap({ quantity: 1 })]), occurredAt: '2026-11-20T08:00:00' },
      '/occurredAt',
      'instant.invalid',
      'Give date, time and offset, such as 2026-11-20T08:00:00Z or 2026-11-20T11:00:00+03:00.',
    ],
    [
      'no time at all',
      { kind: 'count', lines: [soap({ quantity: 1 })] },
      '/occurredAt',
      'field.required',
      'Give occurredAt, or occurredOn for a date only.',
    ],
    [
      'two times',
      count([soap({ quantity: 1 })], { occurredOn: '2026-11-20' }),
      '/occurredOn',
      'field.conflict',
      'Give either occurredAt or occurredOn, not both.',
    ],
    ['no lines', count([]), '/lines', 'lines.none', 'Give at least one line.'],
    [
      'an item id in capitals',
      count([{ itemId: 'SOAP', quantity: 1 }]),
      '/lines/0/itemId',
      'item-id.invalid',
      'Give the item id in small letters, digits and dashes, such as soap-bar.',
    ],
    [
      'blank text',
      count([soap({ quantity: 1 })], { countedBy: '  ' }),
      '/countedBy',
      'text.empty',
      'Give some text, or leave the field out if it may be.',
    ],
    [
      'long text',
      count([soap({ quantity: 1 })], { note: 'x'.repeat(1001) }),
      '/note',
      'text.too-long',
      'Give at most 1000 characters.',
    ],
    [
      'half a character',
      count([soap({ quantity: 1 })], { note: '\ud800' }),
      '/note',
      'text.malformed',
      'Send the text as proper Unicode: it holds half of a character.',
    ],
    [
      'a partial count without lots',
      count([soap({ quantity: 1 })], { partial: true }),
      '/lines/0/lot',
      'lot.required',
      'Give the lot: a partial count is about lots only.',
    ],
    [
      'both ways of being out',
      count([soap({ quantity: 1, outSince: '2026-11-18', daysOut: 2 })]),
      '/lines/0/daysOut',
      'field.conflict',
      'Give either outSince or daysOut, not both.',
    ],
  ])('say what to do about %s', (_title, input, pointer, code, detail) => {
    expect(ofEvent(input)).toEqual([{ pointer, code, detail }]);
  });

  it('tell the limit when a document has more than 45 items', () => {
    const lines = Array.from({ length: 46 }, (_, index) => ({ itemId: `item-${index}`, quantity: 1 }));
    expect(ofEvent(count(lines))).toEqual([
      {
        pointer: '/lines',
        code: 'lines.too-many',
        detail: 'Send at most 45 items in one document: this one has 46. Split it into several.',
      },
    ]);
  });

  it('tell the limit when a document has more than 200 lines', () => {
    const lines = Array.from({ length: 201 }, (_, index) => soap({ lot: `L${index}`, quantity: 1 }));
    expect(ofEvent(count(lines))[0]).toMatchObject({ pointer: '/lines', code: 'lines.too-many' });
  });

  it('say at most fifty at once', () => {
    const lines = Array.from({ length: 60 }, () => soap({ quantity: -1 }));
    expect(ofEvent(count(lines))).toHaveLength(50);
  });

  it('point at a bad language of a map', () => {
    expect(
      errorsOf(rowsById.putItem.body, {
        names: { 'en_UG!': 'Soap' },
        unit: 'bar',
        planning: 'rate',
        criticality: 'vital',
      }),
    ).toEqual([
      { pointer: '/names/en_UG!', code: 'language.invalid', detail: 'Give a language tag, such as en, fr-TN or kk.' },
    ]);
  });

  it('point at levels for a kind that there is not', () => {
    const body = { timeZone: 'Africa/Kampala', locales: ['en'], levels: { castle: { leadTimeDays: 1 } } };
    expect(errorsOf(rowsById.putCountry.body, body)).toEqual([
      { pointer: '/levels/castle', code: 'field.unknown', detail: 'Remove "castle": there is no such field here.' },
    ]);
  });
});

describe.each(rows.filter((row) => row.body).map((row) => [row.id, row.body] as const))(
  'the body of %s',
  (_id, body) => {
    it.each([
      [null],
      [0],
      ['text'],
      [[]],
      [{}],
      [{ lines: [null, 1, [], {}] }],
      [{ kind: 'count', lines: { length: 3 } }],
    ])('gives codes and sentences of our own for %j', (input) => {
      const parsed = body?.safeParse(input);
      if (parsed?.success !== false) return;
      const errors = fieldErrors(parsed.error.issues, input);
      expect(errors.length).toBeGreaterThan(0);
      for (const error of errors) {
        expect(error.code).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
        expect(error.code).not.toBe('field.invalid');
        expect(error.detail).toMatch(/^(Give|Send|Remove|Leave) .*\.$/);
        expect(error.detail).not.toMatch(/undefined|Invalid|expected/);
      }
    });
  },
);
