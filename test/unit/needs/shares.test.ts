/** How what a store has is divided among those who need it. */
import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { fairShares, type Receiver } from '#shared/domain/needs/shares.ts';

const receiver = (id: string, have: number, aDay: number, need: number): Receiver => ({
  id,
  have,
  rate: new Fraction(aDay),
  need,
});
const given = (available: number, pack: number, receivers: readonly Receiver[]) =>
  Object.fromEntries(fairShares(available, pack, receivers));

describe('shares', () => {
  it.each([
    [
      'everybody gets what they need while it lasts',
      100,
      1,
      [receiver('A', 0, 10, 40), receiver('B', 0, 10, 60)],
      { A: 40, B: 60 },
    ],
    ['nothing is divided into nothing', 0, 1, [receiver('A', 0, 10, 40)], { A: 0 }],
    ['equal places get equal days', 100, 1, [receiver('A', 0, 10, 400), receiver('B', 0, 30, 900)], { A: 25, B: 75 }],
    [
      'who has fewer days left goes first',
      50,
      1,
      [receiver('A', 100, 10, 400), receiver('B', 0, 10, 400)],
      { A: 0, B: 50 },
    ],
    [
      'what nobody can use goes on to the others',
      100,
      1,
      [receiver('A', 0, 10, 20), receiver('B', 90, 10, 400)],
      { A: 20, B: 80 },
    ],
    [
      'packs stay whole while there are whole ones',
      60,
      25,
      [receiver('A', 0, 10, 100), receiver('B', 0, 10, 100)],
      { A: 35, B: 25 },
    ],
    [
      'a last part of a pack is given where no more is needed',
      60,
      25,
      [receiver('A', 0, 10, 30), receiver('B', 100, 10, 100)],
      { A: 30, B: 30 },
    ],
  ])('%s', (_title, available, pack, receivers, shares) => {
    expect(given(available, pack, receivers)).toEqual(shares);
  });

  it('of thousands of places are found at once', () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({
      id: `P${index}`,
      have: index % 97,
      rate: new Fraction(index + 1, 31 + (index % 60)),
      need: 500,
    }));
    const shares = fairShares(1_000_000, 25, many);
    expect([...shares.values()].reduce((sum, units) => sum + units, 0)).toBe(1_000_000);
  });
});

const anyReceivers = fc
  .array(
    fc.record({
      have: fc.nat(500),
      n: fc.integer({ min: 1, max: 2000 }),
      d: fc.integer({ min: 1, max: 97 }),
      need: fc.nat(600),
    }),
    { maxLength: 8 },
  )
  .map((all) => all.map(({ have, n, d, need }, index) => ({ id: `P${index}`, have, rate: new Fraction(n, d), need })));
const anyPack = fc.constantFrom(1, 5, 25);

describe('shares, whatever there is and whoever needs it', () => {
  it('are whole units, never more than is needed, and all that is there unless nobody needs more', () => {
    fc.assert(
      fc.property(fc.nat(3000), anyPack, anyReceivers, (available, pack, receivers) => {
        const shares = fairShares(available, pack, receivers);
        const needed = receivers.reduce((sum, { need }) => sum + need, 0);
        for (const { id, need } of receivers) {
          expect(Number.isInteger(shares.get(id))).toBe(true);
          expect(shares.get(id)).toBeGreaterThanOrEqual(0);
          expect(shares.get(id)).toBeLessThanOrEqual(need);
        }
        expect([...shares.values()].reduce((sum, units) => sum + units, 0)).toBe(Math.min(available, needed));
      }),
    );
  });

  it('never give a pack to somebody who has more days left than another who could still use it', () => {
    fc.assert(
      fc.property(fc.nat(3000), anyPack, anyReceivers, (available, pack, receivers) => {
        const shares = fairShares(available, pack, receivers);
        const cover = ({ have, rate }: Receiver, units: number) => new Fraction(have + units).div(rate);
        for (const rich of receivers) {
          const got = shares.get(rich.id) ?? 0;
          if (got === 0) continue;
          const before = cover(rich, got - (got % pack === 0 ? pack : got % pack));
          for (const poor of receivers) {
            const has = shares.get(poor.id) ?? 0;
            if (poor === rich || has >= poor.need) continue;
            expect(before.compare(cover(poor, has))).toBeLessThanOrEqual(0);
          }
        }
      }),
    );
  });

  it('are the same in whatever order the places come, and the same as packs handed out one by one', () => {
    fc.assert(
      fc.property(fc.nat(1500), anyPack, anyReceivers, (available, pack, receivers) => {
        const shares = given(available, pack, receivers);
        expect(given(available, pack, receivers.toReversed())).toEqual(shares);
        expect(oneByOne(available, pack, receivers)).toEqual(shares);
      }),
    );
  });
});

/** The rule itself, slowly. */
function oneByOne(available: number, pack: number, receivers: readonly Receiver[]): Record<string, number> {
  const shares = Object.fromEntries(receivers.map(({ id }) => [id, 0]));
  let rest = available;
  for (;;) {
    const waiting = receivers.filter(({ id, need }) => (shares[id] ?? 0) < need);
    if (rest === 0 || waiting.length === 0) return shares;
    const cover = ({ id, have, rate }: Receiver) => new Fraction(have + (shares[id] ?? 0)).div(rate);
    const [next] = waiting.sort((a, b) => cover(a).compare(cover(b)) || (a.id < b.id ? -1 : 1));
    if (next === undefined) return shares;
    const more = Math.min(pack, next.need - (shares[next.id] ?? 0), rest);
    shares[next.id] = (shares[next.id] ?? 0) + more;
    rest -= more;
  }
}
