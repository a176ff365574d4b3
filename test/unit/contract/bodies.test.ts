/** Whole bodies as people write them: the contradictions that a schema alone can see. */
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { fieldErrors } from '#shared/contract/field-errors.ts';
import { isProblemCode, problemCodes, problemsOf } from '#shared/contract/problem-codes.ts';
import { rows, rowsById } from '#shared/contract/rows.ts';

function told(schema: z.ZodType, input: unknown) {
  const parsed = schema.safeParse(input);
  return parsed.success ? [] : fieldErrors(parsed.error.issues, input).map(({ pointer, code }) => `${pointer} ${code}`);
}

const at = { occurredAt: '2026-11-20T08:00:00Z' };
const event = (body: object) => told(rowsById.recordStockEvent.body, body);

describe('stock events', () => {
  it('of a reversal say why once', () => {
    const reversal = { kind: 'reversal', reverses: '01996f6e-7c00-7000-8000-000000000001' };
    expect(event({ ...reversal, reason: 'typed twice' })).toEqual([]);
    expect(event({ ...reversal, reason: 'typed twice', note: 'typed twice' })).toEqual(['/reason field.conflict']);
  });

  it.each([
    [
      'a count with an exact day of emptiness',
      { kind: 'count', ...at, lines: [{ itemId: 'soap-bar', quantity: 0, outSince: '2026-11-18' }] },
    ],
    [
      'a count of a paper sheet',
      {
        kind: 'count',
        occurredOn: '2026-11-20',
        witness: 'AB',
        lines: [{ itemId: 'soap-bar', packs: 3, packSize: 25 }],
      },
    ],
    [
      'a partial count of lots',
      {
        kind: 'count',
        ...at,
        partial: true,
        confirm: true,
        lines: [{ itemId: 'mask-medical', lot: 'A', quantity: 300 }],
      },
    ],
    [
      'several lines of one item',
      {
        kind: 'count',
        ...at,
        lines: [
          { itemId: 'a', lot: 'A', quantity: 1 },
          { itemId: 'a', quantity: 2 },
        ],
      },
    ],
    ['an issue', { kind: 'issue', ...at, lines: [{ itemId: 'soap-bar', quantity: 30, to: 'Block B' }] }],
    [
      'a donation',
      {
        kind: 'receipt',
        source: 'donation',
        from: 'Netherlands',
        ...at,
        lines: [{ itemId: 'soap-bar', packs: 4, packSize: 25, lot: 'X1', expiry: '2028-01' }],
      },
    ],
    ['a loss', { kind: 'adjustment', ...at, lines: [{ itemId: 'soap-bar', quantity: -10, reason: 'damaged' }] }],
    [
      'what was kept apart and thrown away',
      { kind: 'adjustment', ...at, lines: [{ itemId: 'soap-bar', quantity: -50, reason: 'damaged', held: true }] },
    ],
    [
      'another reason with words at the line',
      { kind: 'adjustment', ...at, lines: [{ itemId: 'a', quantity: 1, reason: 'other', note: 'from the clinic' }] },
    ],
    [
      'another reason with words at the document',
      { kind: 'adjustment', ...at, note: 'from the clinic', lines: [{ itemId: 'a', quantity: 1, reason: 'other' }] },
    ],
    ['a reversal', { kind: 'reversal', reverses: '01996f6e-7c00-7000-8000-000000000001', note: 'typed twice' }],
  ])('take %s', (_title, body) => {
    expect(event(body)).toEqual([]);
  });

  it.each([
    [
      'an issue of nothing',
      { kind: 'issue', ...at, lines: [{ itemId: 'a', quantity: 0 }] },
      '/lines/0/quantity quantity.zero',
    ],
    [
      'an issue below nothing',
      { kind: 'issue', ...at, lines: [{ itemId: 'a', quantity: -3 }] },
      '/lines/0/quantity quantity.negative',
    ],
    [
      'an adjustment by 0',
      { kind: 'adjustment', ...at, lines: [{ itemId: 'a', quantity: 0, reason: 'lost' }] },
      '/lines/0/quantity quantity.zero',
    ],
    [
      'an unknown reason',
      { kind: 'adjustment', ...at, lines: [{ itemId: 'a', quantity: 1, reason: 'eaten' }] },
      '/lines/0/reason enum.unknown',
    ],
    [
      'another reason without words',
      { kind: 'adjustment', ...at, lines: [{ itemId: 'a', quantity: 1, reason: 'other' }] },
      '/lines/0/note note.required',
    ],
    [
      'a receipt from nowhere',
      { kind: 'receipt', ...at, lines: [{ itemId: 'a', quantity: 1 }] },
      '/source field.required',
    ],
    [
      'a reversal with a time of its own',
      { kind: 'reversal', reverses: '01996f6e-7c00-7000-8000-000000000001', ...at },
      '/occurredAt field.unknown',
    ],
    [
      'a partial issue',
      { kind: 'issue', ...at, partial: true, lines: [{ itemId: 'a', quantity: 1 }] },
      '/partial field.unknown',
    ],
    [
      'a difference that is a loss',
      { kind: 'count', ...at, lines: [{ itemId: 'a', quantity: 1, difference: 'lost' }] },
      '/lines/0/difference enum.unknown',
    ],
  ])('refuse %s', (_title, body, expected) => {
    expect(event(body)).toEqual([expected]);
  });

  it('take 200 lines of 45 items, and keep the lot as it is recognised', () => {
    const lines = Array.from({ length: 200 }, (_, index) => ({
      itemId: `item-${index % 45}`,
      lot: ` l${index}`,
      quantity: index,
    }));
    const body = rowsById.recordStockEvent.body.parse({ kind: 'count', ...at, lines });
    expect(body).toMatchObject({ occurredAt: '2026-11-20T08:00:00.000Z' });
    expect('lines' in body && body.lines[7]).toMatchObject({ itemId: 'item-7', lot: 'L7' });
  });
});

describe('shipments', () => {
  const plan = rowsById.putShipment.example.body;
  const line = { lineId: '1', itemId: 'soap-bar', quantity: 100 };
  const shipment = (body: object) => told(rowsById.putShipment.body, { ...plan, ...body });

  it('go from a store to a prison, in lots', () => {
    const lots = [
      { lot: 'A', quantity: 60 },
      { lot: 'B', expiry: '2028-05', quantity: 40 },
    ];
    expect(shipment({ origin: { kind: 'facility', facilityId: 'UG-STORE' }, lines: [{ ...line, lots }] })).toEqual([]);
  });

  it.each([
    [
      'more lots than goods',
      { lines: [{ ...line, lots: [{ lot: 'A', quantity: 101 }] }] },
      '/lines/0/lots lots.too-many-units',
    ],
    [
      'lots and their shorthand',
      { lines: [{ ...line, lot: 'A', lots: [{ lot: 'A', quantity: 1 }] }] },
      '/lines/0/lot field.conflict',
    ],
    ['two lines with one name', { lines: [line, line] }, '/lines/1/lineId line.duplicate'],
    ['a line name with a tilde', { lines: [{ ...line, lineId: '1~missing' }] }, '/lines/0/lineId line-id.invalid'],
    [
      'going where it starts',
      { origin: { kind: 'facility', facilityId: plan.destination } },
      '/destination destination.same',
    ],
    ['an unknown kind of origin', { origin: { kind: 'ship' } }, '/origin/kind enum.unknown'],
    [
      'shares above the whole',
      {
        funding: [
          { source: 'EU', share: 60 },
          { source: 'NL', share: 50 },
        ],
      },
      '/funding funding.share',
    ],
    [
      'a value with a comma',
      { lines: [{ ...line, unitValue: { amount: '0,35', currency: 'EUR' } }] },
      '/lines/0/unitValue/amount amount.invalid',
    ],
    [
      '46 lines',
      { lines: Array.from({ length: 46 }, (_, index) => ({ ...line, lineId: `${index}` })) },
      '/lines lines.too-many',
    ],
  ])('refuse %s', (_title, body, expected) => {
    expect(shipment(body)).toEqual([expected]);
  });

  const receipt = (lines: object[]) => told(rowsById.recordReceipt.body, { receivedAt: at.occurredAt, lines });

  it('are received with surplus, damage, wrong and unlisted goods', () => {
    expect(
      receipt([
        { lineId: '1', accepted: 3700, damaged: 50 },
        { lineId: '2', accepted: 0, wrong: [{ itemId: 'mask-cloth', quantity: 40 }] },
        { itemId: 'ball', accepted: 320, lots: [{ lot: 'Z', quantity: 320 }] },
      ]),
    ).toEqual([]);
  });

  it.each([
    ['a line of nothing', [{ accepted: 1 }], '/lines/0/lineId field.required'],
    ['a line named twice over', [{ lineId: '1', itemId: 'ball', accepted: 1 }], '/lines/0/itemId field.conflict'],
    [
      'the same line again',
      [
        { lineId: '1', accepted: 1 },
        { lineId: '1', accepted: 1 },
      ],
      '/lines/1/lineId line.duplicate',
    ],
    [
      'wrong goods of no line',
      [{ itemId: 'ball', accepted: 1, wrong: [{ itemId: 'net', quantity: 1 }] }],
      '/lines/0/wrong field.conflict',
    ],
    [
      'more lots than came',
      [{ lineId: '1', accepted: 5, damaged: 1, lots: [{ lot: 'A', quantity: 7 }] }],
      '/lines/0/lots lots.too-many-units',
    ],
  ])('refuse a receipt with %s', (_title, lines, expected) => {
    expect(receipt(lines)).toEqual([expected]);
  });

  it('settle with a reason of the list, words for another, a day only for a claim', () => {
    const settle = (body: object) => told(rowsById.settleDiscrepancy.body, body);
    expect(settle({ reason: 'claim', claimDueOn: '2026-12-31' })).toEqual([]);
    expect(settle({ reason: 'other' })).toEqual(['/note note.required']);
    expect(settle({ reason: 'accepted', claimDueOn: '2026-12-31' })).toEqual(['/claimDueOn field.conflict']);
    expect(settle({ reason: 'shrug' })).toEqual(['/reason enum.unknown']);
  });
});

describe('facilities', () => {
  const luzira = rowsById.putFacility.example.body;
  const facility = (more: object) => told(rowsById.putFacility.body, { ...luzira, ...more });

  it('have aliases in their scripts and levels of their own', () => {
    const aliases = [{ name: 'Лузира', script: 'Cyrl', language: 'ru' }];
    expect(facility({ aliases, levels: { leadTimeDays: 21, maxCoverDays: 0 }, startedOn: '2026-01-01' })).toEqual([]);
  });

  it.each([
    ['closing without a day', { status: 'closed' }, '/statusFrom field.required'],
    ['merging while open', { mergedInto: 'UG-KIRINYA' }, '/mergedInto field.conflict'],
    ['an unknown zone', { timeZone: 'Africa/Luzira' }, '/timeZone time-zone.unknown'],
    ['an unknown kind', { kind: 'castle' }, '/kind enum.unknown'],
    ['a lead time of half a day', { levels: { leadTimeDays: 0.5 } }, '/levels/leadTimeDays number.fraction'],
  ])('refuse %s', (_title, more, expected) => {
    expect(facility(more)).toEqual([expected]);
  });

  it('never have more women than people held', () => {
    const heads = { staff: 10, staffOnDuty: 4, held: 20, women: 21, juveniles: 0 };
    expect(told(rowsById.putHeadcount.body, heads)).toEqual(['/women headcount.contradicts']);
  });
});

describe('countries', () => {
  const surges = (surge: object) =>
    told(rowsById.putCountry.body, { timeZone: 'Africa/Kampala', locales: ['en-UG'], surge: [surge] });

  it('have surges of a factor from a tenth to twenty that end after they began', () => {
    expect(surges({ factor: 0.1, from: '2026-11-01' })).toEqual([]);
    expect(surges({ factor: 20, from: '2026-11-01', to: '2026-11-02', itemIds: ['gloves'] })).toEqual([]);
    expect(surges({ factor: 0.09, from: '2026-11-01' })).toEqual(['/surge/0/factor number.too-small']);
    expect(surges({ factor: 20.5, from: '2026-11-01' })).toEqual(['/surge/0/factor number.too-large']);
    expect(surges({ factor: 2, from: '2026-11-01', to: '2026-11-01' })).toEqual(['/surge/0/to range.empty']);
    expect(surges({ factor: 2, from: '2026-11-01', itemIds: [] })).toEqual(['/surge/0/itemIds list.too-short']);
  });
});

describe('members', () => {
  it('hold 1 to 40 different grants of known roles and scopes', () => {
    const member = (grants: object[]) => told(rowsById.putMember.body, { name: 'A', locale: 'en', grants });
    const lead = { role: 'programme-lead', scope: '*' };
    expect(member([lead, { role: 'logistics', scope: 'UG' }])).toEqual([]);
    expect(member([])).toEqual(['/grants list.too-short']);
    expect(member([lead, lead])).toEqual(['/grants grants.duplicate']);
    expect(member([{ role: 'king', scope: '*' }])).toEqual(['/grants/0/role enum.unknown']);
    expect(member([{ role: 'observer', scope: 'UG KZ' }])).toEqual(['/grants/0/scope grant-scope.invalid']);
    expect(member(Array.from({ length: 41 }, (_, index) => ({ role: 'observer', scope: `UG-${index}` })))).toEqual([
      '/grants list.too-long',
    ]);
  });
});

describe('problem codes', () => {
  it('are dotted kebab with a status of an error', () => {
    for (const [code, { status, title }] of Object.entries(problemCodes)) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?$/);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(title).toMatch(/^[A-Z].*[^.]$/);
    }
  });

  it('are recognised by their own names only', () => {
    expect(isProblemCode('not-found')).toBe(true);
    expect(isProblemCode('toString')).toBe(false);
  });

  it('follow from the kind of a row', () => {
    expect(problemsOf(rowsById.recordReceipt)).toContain('document.conflict');
    expect(problemsOf(rowsById.putLevel)).toContain('revision.stale');
    expect(problemsOf(rowsById.snoozeAlert)).toContain('idempotency-key.missing');
    expect(problemsOf(rowsById.listAlerts)).toContain('cursor.invalid');
    for (const row of rows) expect(problemsOf(row)).toEqual(expect.arrayContaining(['internal', 'unavailable']));
  });
});
