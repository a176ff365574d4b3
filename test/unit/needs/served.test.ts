/** What stores serve, and what a country has and lacks together. */
import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { exactSum } from '#shared/domain/needs/exact-sum.ts';
import { servedRates } from '#shared/domain/needs/served.ts';
import { storesAbove } from '#shared/domain/needs/supply-chain.ts';
import { totalsOf } from '#shared/domain/needs/totals.ts';
import type { Summary } from '#shared/domain/overview/summary.ts';
import { place, placeItem } from './sample.ts';

const planned = new Set(['gloves']);
const rateOf = (summaries: readonly Summary[], store: string, whole = true) => {
  const served = servedRates(summaries, planned, whole).get(store)?.get('gloves');
  return served && { ...served, adu: served.adu?.toFraction() ?? null };
};
const prison = (id: string, adu: string | null, suppliedBy: string | null = 'UG-STORE', more: Partial<Summary> = {}) =>
  place(id, { suppliedBy, items: [placeItem({ itemId: 'gloves', adu })], ...more });
const store = (id: string, suppliedBy: string | null = null, adu: string | null = null) =>
  place(id, { store: true, suppliedBy, items: [placeItem({ itemId: 'gloves', adu })] });

describe('what a store serves', () => {
  it('is the sum of what its places use a day, exactly', () => {
    const prisons = Array.from({ length: 16 }, (_, index) => prison(`UG-P${index}`, '75/2'));
    expect(rateOf([store('UG-STORE'), ...prisons], 'UG-STORE')).toEqual({
      adu: '600',
      partial: false,
      fromHeads: false,
    });
  });

  it('is partial where a place has no rate, and where a place was never evaluated', () => {
    expect(rateOf([prison('UG-A', '3'), prison('UG-B', null)], 'UG-STORE')).toMatchObject({ adu: '3', partial: true });
    expect(rateOf([prison('UG-A', '3')], 'UG-STORE', false)).toMatchObject({ adu: '3', partial: true });
  });

  it('leaves out places that are closed, suspended or not started, and items that nobody plans by rate', () => {
    const masks = place('UG-C', { suppliedBy: 'UG-STORE', items: [placeItem({ itemId: 'masks', adu: '9' })] });
    const rates = servedRates(
      [prison('UG-A', '3'), prison('UG-B', '4', 'UG-STORE', { active: false }), masks],
      planned,
      true,
    );
    expect([...(rates.get('UG-STORE') ?? [])].map(([itemId, { adu }]) => [itemId, adu?.toFraction()])).toEqual([
      ['gloves', '3'],
    ]);
  });

  it('says when it rests on head counts, because they could be worked out from it', () => {
    const byNorm = prison('UG-B', '4', 'UG-STORE', {
      items: [placeItem({ itemId: 'gloves', adu: '4', fromHeads: true })],
    });
    expect(rateOf([prison('UG-A', '3'), byNorm], 'UG-STORE')).toMatchObject({ adu: '7', fromHeads: true });
  });

  it('reaches a store through the stores in between, and counts each place once', () => {
    const all = [
      store('UG-MAIN'),
      store('UG-NORTH', 'UG-MAIN', '99'),
      prison('UG-A', '3', 'UG-NORTH'),
      prison('UG-B', '4', 'UG-MAIN'),
    ];
    expect(rateOf(all, 'UG-NORTH')).toMatchObject({ adu: '3' });
    expect(rateOf(all, 'UG-MAIN')).toMatchObject({ adu: '7' });
  });

  it('takes a store that supplies nobody by what it sends away itself', () => {
    expect(rateOf([store('UG-MAIN'), store('UG-NORTH', 'UG-MAIN', '5')], 'UG-MAIN')).toMatchObject({ adu: '5' });
  });

  it('ends where stores supply each other in a ring', () => {
    const ring = [store('UG-X', 'UG-Y', '1000'), store('UG-Y', 'UG-X', '1000'), prison('UG-A', '3', 'UG-X')];
    expect(rateOf(ring, 'UG-X')).toMatchObject({ adu: '3' });
    expect(rateOf(ring, 'UG-Y')).toMatchObject({ adu: '3' });
    expect(
      storesAbove({ facilityId: 'UG-X', suppliedBy: 'UG-Y' }, new Map(ring.map((one) => [one.facilityId, one]))),
    ).toEqual(['UG-Y']);
  });

  it('is the same whatever order the places come in', () => {
    const all = [
      store('UG-MAIN'),
      store('UG-NORTH', 'UG-MAIN', '9/7'),
      prison('UG-A', '3/7', 'UG-NORTH'),
      prison('UG-B', '4/13', 'UG-MAIN'),
      prison('UG-C', null, 'UG-NORTH'),
    ];
    const said = (summaries: readonly Summary[]) => ['UG-MAIN', 'UG-NORTH'].map((id) => rateOf(summaries, id));
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(said(shuffled)).toEqual(said(all));
      }),
    );
  });
});

describe('an exact sum', () => {
  const fraction = fc.tuple(fc.nat(100_000), fc.integer({ min: 1, max: 97 })).map(([n, d]) => new Fraction(n, d));

  it('is what adding one after the other gives', () => {
    fc.assert(
      fc.property(fc.array(fraction, { maxLength: 30 }), (parts) => {
        const slow = parts.reduce((sum, part) => sum.add(part), new Fraction(0));
        expect(exactSum(parts).equals(slow)).toBe(true);
      }),
    );
  });

  it('stays small and close for thousands of places whose rates have nothing in common', () => {
    const parts = Array.from({ length: 5000 }, (_, index) => new Fraction(10_007 + index, 1009 + 2 * index));
    const sum = exactSum(parts);
    expect(sum.toFraction().length).toBeLessThan(40);
    expect(sum.valueOf()).toBeCloseTo(
      parts.reduce((total, part) => total + part.valueOf(), 0),
      3,
    );
  });
});

describe('the totals of a country', () => {
  it('count places that are short, and leave the use of stores to the places they supply', () => {
    const items = (status: 'out' | 'low' | 'adequate', suggestedQuantity: number) => [
      placeItem({ itemId: 'gloves', status, adu: '3', usable: 10, estimated: 8, suggestedQuantity }),
    ];
    const summaries = [
      place('UG-A', { items: items('out', 100) }),
      place('UG-B', { items: items('low', 50) }),
      place('UG-C', { items: items('adequate', 0) }),
      place('UG-D', { items: items('out', 100), active: false }),
      place('UG-STORE', { store: true, items: items('adequate', 700) }),
    ];
    expect(totalsOf(summaries).map((total) => ({ ...total, adu: total.adu?.toFraction() }))).toEqual([
      { itemId: 'gloves', short: 2, usable: 40, estimated: 32, adu: '9', suggested: 150 },
    ]);
  });
});
