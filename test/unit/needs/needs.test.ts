/** What places need, what stores can give, and the shipments that come of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NeedsFacts, needsOf, needTotals } from '#shared/domain/needs/needs.ts';
import { proposalsOf } from '#shared/domain/needs/proposals.ts';
import { type Asked, askedFor, outstandingOf, type SupplyRequest } from '#shared/domain/needs/requests.ts';
import { place, placeItem } from './sample.ts';

const catalogue = new Map([
  ['gloves', { packs: [{ name: 'box', size: 100 }], retired: false }],
  ['old', { packs: [], retired: true }],
]);
const shelf = (there: number, keeps = 0) => new Map([['UG-STORE', new Map([['gloves', { there, keeps }]])]]);
const facts = (changes: Partial<NeedsFacts>): NeedsFacts => ({
  summaries: [],
  catalogue,
  asked: new Map(),
  planned: [],
  stores: shelf(0),
  ...changes,
});
const short = (id: string, estimated: number, suggestedQuantity: number) =>
  place(id, {
    suppliedBy: 'UG-STORE',
    items: [placeItem({ status: 'low', estimated, adu: '10', coverDays: estimated / 10, suggestedQuantity })],
  });
const fine = (id: string, suggestedQuantity: number) =>
  place(id, { suppliedBy: 'UG-STORE', items: [placeItem({ suggestedQuantity })] });
const shares = (given: NeedsFacts) =>
  needsOf(given).map(({ facilityId, needed, share }) => [facilityId, needed, share]);

describe('needs', () => {
  it('are what is suggested, with what the store can give of it', () => {
    const given = facts({ summaries: [short('UG-A', 0, 500), fine('UG-B', 0)], stores: shelf(300) });
    expect(needsOf(given)).toEqual([
      {
        facilityId: 'UG-A',
        store: false,
        itemId: 'gloves',
        status: 'low',
        coverDays: 0,
        fromHeads: false,
        suggestedQuantity: 500,
        requested: null,
        planned: 0,
        needed: 500,
        share: 300,
        from: 'UG-STORE',
      },
    ]);
    expect(needTotals(needsOf(given), given)).toEqual([{ itemId: 'gloves', needed: 500, available: 300, short: 200 }]);
  });

  it('of stores are shown and not counted twice: they are for their places', () => {
    const store = place('UG-STORE', { store: true, items: [placeItem({ suggestedQuantity: 9000 })] });
    const given = facts({ summaries: [store, short('UG-A', 0, 500)], stores: shelf(500) });
    expect(needsOf(given).map(({ facilityId, needed, share }) => [facilityId, needed, share])).toEqual([
      ['UG-STORE', 9000, null],
      ['UG-A', 500, 500],
    ]);
    expect(needTotals(needsOf(given), given)).toEqual([{ itemId: 'gloves', needed: 500, available: 500, short: 0 }]);
  });

  it('leave out closed places and retired items, and give nothing from stores that are not there', () => {
    const old = place('UG-C', { items: [placeItem({ itemId: 'old', suggestedQuantity: 9 })] });
    const alone = place('UG-D', { suppliedBy: 'UG-CLOSED', items: [placeItem({ suggestedQuantity: 100 })] });
    const summaries = [{ ...short('UG-A', 0, 500), active: false }, old, alone];
    expect(shares(facts({ summaries, stores: shelf(300) }))).toEqual([['UG-D', 100, null]]);
  });

  it('share what is short by days of cover: who has less gets more', () => {
    const summaries = [short('UG-A', 0, 500), short('UG-B', 200, 300)];
    expect(shares(facts({ summaries, stores: shelf(400) }))).toEqual([
      ['UG-A', 500, 300],
      ['UG-B', 300, 100],
    ]);
  });

  it('of who is short come first, out of what a store otherwise keeps; the others leave it that', () => {
    const summaries = [short('UG-A', 0, 500), fine('UG-B', 400)];
    expect(shares(facts({ summaries, stores: shelf(1000, 300) }))).toEqual([
      ['UG-A', 500, 500],
      ['UG-B', 400, 200],
    ]);
    expect(shares(facts({ summaries, stores: shelf(500, 300) }))).toEqual([
      ['UG-A', 500, 500],
      ['UG-B', 400, 0],
    ]);
  });

  it('count what is planned: it is needed no more, and the store has promised it', () => {
    const planned = [{ from: 'UG-STORE', to: 'UG-A', itemId: 'gloves', quantity: 300 }];
    const summaries = [short('UG-A', 0, 500), short('UG-B', 300, 300)];
    expect(shares(facts({ summaries, planned, stores: shelf(400) }))).toEqual([
      ['UG-A', 200, 100],
      ['UG-B', 300, 0],
    ]);
  });

  it('are there for what a manager asks, without any shortage and without any figures', () => {
    const asked: ReadonlyMap<string, Asked> = new Map([
      ['gloves', { quantity: 200, requestedAt: '2026-11-20T08:00:00.000Z', neededBy: null }],
    ]);
    const empty = place('UG-B', { suppliedBy: 'UG-STORE', items: [] });
    const given = facts({
      summaries: [fine('UG-A', 0), empty],
      asked: new Map([
        ['UG-A', asked],
        ['UG-B', asked],
      ]),
      stores: shelf(200),
    });
    expect(needsOf(given)).toMatchObject([
      { facilityId: 'UG-A', status: 'adequate', suggestedQuantity: 0, needed: 200, share: 0 },
      { facilityId: 'UG-B', status: null, suggestedQuantity: null, needed: 200, share: 200 },
    ]);
  });
});

describe('needs, whoever has what', () => {
  const anyPlace = fc.record({
    status: fc.constantFrom('out', 'low', 'adequate'),
    estimated: fc.nat(500),
    adu: fc.option(fc.integer({ min: 0, max: 40 }).map(String)),
    suggestedQuantity: fc.option(fc.nat(800)),
    suppliedBy: fc.option(fc.constantFrom('UG-STORE', 'UG-OTHER')),
    planned: fc.nat(200),
  });

  it('never promise more than a store has, nor more than is needed, and the same in any order', () => {
    fc.assert(
      fc.property(fc.array(anyPlace, { maxLength: 6 }), fc.nat(1500), fc.nat(500), (places, there, keeps) => {
        const summaries = places.map(({ suppliedBy, planned: _, ...item }, index) =>
          place(`UG-${index}`, { suppliedBy, items: [placeItem(item)] }),
        );
        const planned = places.map(({ planned: quantity, suppliedBy: from }, index) => {
          return { from, to: `UG-${index}`, itemId: 'gloves', quantity };
        });
        const given = facts({ summaries, planned, stores: shelf(there, keeps) });
        const needs = needsOf(given);
        const promised = planned.filter(({ from }) => from === 'UG-STORE').reduce((sum, one) => sum + one.quantity, 0);
        const shared = needs.reduce((sum, { share }) => sum + (share ?? 0), 0);
        expect(shared).toBeLessThanOrEqual(Math.max(there - promised, 0));
        for (const { share, needed, from } of needs) {
          expect(share ?? 0).toBeLessThanOrEqual(needed);
          expect(share === null).toBe(from === null);
        }
        const turned = needsOf({ ...given, summaries: summaries.toReversed(), planned: planned.toReversed() });
        expect(new Set(turned.map((one) => JSON.stringify(one)))).toEqual(
          new Set(needs.map((one) => JSON.stringify(one))),
        );
      }),
    );
  });
});

describe('proposals', () => {
  it('are one shipment for each store and place, in packs where they are whole', () => {
    const summaries = [short('UG-A', 0, 250), short('UG-B', 0, 300)];
    const needs = needsOf(facts({ summaries, stores: shelf(550) }));
    expect(proposalsOf(needs, catalogue, 45)).toEqual([
      {
        origin: { kind: 'facility', facilityId: 'UG-STORE' },
        destination: 'UG-A',
        lines: [{ lineId: '1', itemId: 'gloves', quantity: 250 }],
      },
      {
        origin: { kind: 'facility', facilityId: 'UG-STORE' },
        destination: 'UG-B',
        lines: [{ lineId: '1', itemId: 'gloves', packs: 3, packSize: 100 }],
      },
    ]);
  });

  it('are split where a shipment takes no more lines', () => {
    const ids = Array.from({ length: 46 }, (_, index) => `i${String(index).padStart(2, '0')}`);
    const summaries = [
      place('UG-A', {
        suppliedBy: 'UG-STORE',
        items: ids.map((itemId) => placeItem({ itemId, suggestedQuantity: 5 })),
      }),
    ];
    const many = new Map(ids.map((id) => [id, { packs: [], retired: false }]));
    const stores = new Map([['UG-STORE', new Map(ids.map((id) => [id, { there: 5, keeps: 0 }]))]]);
    const proposals = proposalsOf(needsOf(facts({ summaries, catalogue: many, stores })), many, 45);
    expect(proposals.map(({ lines }) => lines.length)).toEqual([45, 1]);
  });
});

describe('requests', () => {
  const request = (
    requestId: string,
    requestedAt: string,
    quantity: number,
    neededBy: number | null = null,
  ): SupplyRequest => ({
    requestId,
    facilityId: 'UG-A',
    lines: [{ itemId: 'gloves', quantity }],
    neededBy,
    requestedAt,
    sentBy: null,
    withdrawn: null,
  });
  const left = (requests: readonly SupplyRequest[], sent: readonly (readonly [string, number])[]) =>
    outstandingOf(
      requests,
      sent.map(([at, quantity]) => ({ at, itemId: 'gloves', quantity })),
    ).map(({ lines }) => lines[0]?.quantity ?? 0);

  it('are answered by what leaves after them, oldest first', () => {
    const two = [request('1', '2026-11-01', 100), request('2', '2026-11-10', 50)];
    expect(left(two, [])).toEqual([100, 50]);
    expect(left(two, [['2026-10-30', 500]])).toEqual([100, 50]);
    expect(left(two, [['2026-11-05', 120]])).toEqual([0, 50]);
    expect(left(two, [['2026-11-12', 120]])).toEqual([0, 30]);
    expect(
      left(two, [
        ['2026-11-05', 40],
        ['2026-11-12', 200],
      ]),
    ).toEqual([0, 0]);
  });

  it('of one item add up, with the oldest time and the soonest day', () => {
    const two = [request('1', '2026-11-01', 100, 30), request('2', '2026-11-10', 50, 20)];
    expect(askedFor(outstandingOf(two, [])).get('gloves')).toEqual({
      quantity: 150,
      requestedAt: '2026-11-01',
      neededBy: 20,
    });
  });
});
