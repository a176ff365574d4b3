import Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { askAbout, isOutOfLine } from '#shared/domain/stock/ask.ts';
import type { FacilityFacts } from '#shared/domain/stock/facts.ts';
import { fold } from '#shared/domain/stock/fold.ts';
import {
  type Expectation,
  implausibleCount,
  implausibleIssue,
  implausibleReceipt,
} from '#shared/domain/stock/implausible.ts';
import type { LedgerLine } from '#shared/domain/stock/ledger.ts';
import { effectiveLevels } from '#shared/domain/stock/levels.ts';
import { askAboutSigns } from '#shared/domain/stock/signs.ts';
import { adjust, count, FIRST, issue, receipt, soap, weekly } from './books.ts';

const known: Expectation = {
  book: 1000,
  adu: new Fraction(10),
  norm: null,
  max: null,
  pack: 25,
  countedOn: 0,
  first: false,
  mostUsed: 0,
  reportEveryDays: 7,
};

describe('a count that looks like a slip', () => {
  test.each<[string, number, Partial<Expectation>, string | null]>([
    ['a fall to a ninth: a lost digit', 4006, { book: 36_585, adu: null }, 'lost-digit'],
    ['just a twelfth', 100, { book: 1200, adu: null }, 'lost-digit'],
    ['just an eighth', 150, { book: 1200, adu: null }, 'lost-digit'],
    ['a little less than a twelfth', 99, { book: 1200, adu: null }, null],
    ['a little more than an eighth', 151, { book: 1200, adu: null }, null],
    ['nothing left of a lot', 0, { book: 1200, adu: null }, null],
    ['ten times the book', 10_000, {}, 'gain'],
    ['more than ten times the book', 10_001, {}, 'far-above-book'],
    ['more than six times the maximum', 1801, { book: 900, max: new Fraction(300) }, 'far-above-max'],
    ['six times the maximum, of a book as large', 1800, { book: 1790, max: new Fraction(300) }, null],
    ['a gain of 5 % of the book', 1050, {}, null],
    ['a gain above 5 %, above a pack', 1051, {}, 'gain'],
    ['a gain above 5 % within a pack', 125, { book: 100 }, null],
    ['use of five times what is usual', 650, {}, null],
    ['use above five times what is usual', 649, {}, 'use-too-fast'],
    ['the same without any known use', 649, { adu: null }, null],
    ['the same where nothing was used before', 649, { adu: new Fraction(0) }, null],
    ['an opening count without norms', 1_000_000, { book: null, countedOn: null }, null],
    ['an opening count of 400 days by the norm', 16_000, { book: null, norm: new Fraction(40) }, null],
    ['an opening count above 400 days by the norm', 251_250, { book: null, norm: new Fraction(40) }, 'first-figure'],
  ])('%s', (_, counted, part, expected) => {
    expect(implausibleCount(counted, 7, { ...known, ...part })).toBe(expected);
  });
  test('two counts on one day still leave a day for use', () => {
    expect(implausibleCount(950, 0, known)).toBeNull();
    expect(implausibleCount(949, 0, known)).toBe('use-too-fast');
  });
});

describe('a delivery that looks like a slip', () => {
  test.each<[string, number, Partial<Expectation>, string | null]>([
    [
      'the first figure ever, above 400 days by the norm',
      251_250,
      { first: true, norm: new Fraction(40) },
      'first-figure',
    ],
    ['the same later, without a maximum', 251_250, { norm: new Fraction(40) }, null],
    ['above six times the maximum', 3001, { max: new Fraction(500) }, 'far-above-max'],
    ['six times the maximum', 3000, { max: new Fraction(500) }, null],
  ])('%s', (_, quantity, part, expected) => {
    expect(implausibleReceipt(quantity, { ...known, ...part })).toBe(expected);
  });
});

describe('an issue that looks like a slip', () => {
  const unknown = { adu: null } as const;
  test.each<[string, number, Partial<Expectation>, string | null]>([
    ['a pack from a shelf of one', 25, { ...unknown, book: 1 }, null],
    ['more than ten times the book and than a pack', 41, { ...unknown, book: 4 }, 'far-above-book'],
    ['ten times the book', 40, { ...unknown, book: 4 }, null],
    ['more than ten times the book, as it was before', 41, { ...unknown, book: 4, mostUsed: 90 }, 'far-above-book'],
    ['more than the book, but plausible', 1200, { ...unknown }, null],
    ['ten packs from a book of nothing', 250, { ...unknown, book: 0 }, null],
    ['more than ten packs from a book of nothing', 251, { ...unknown, book: -40 }, 'far-above-book'],
    ['use of five times what is usual in a report interval', 350, {}, null],
    ['use above five times what is usual', 351, {}, 'use-too-fast'],
    ['as much as was used in one go before', 351, { mostUsed: 351 }, null],
    ['usual use, from a book of nothing', 350, { book: 0 }, null],
    ['more than six times the maximum', 301, { max: new Fraction(50) }, 'far-above-max'],
    ['the first count is still to come', 90_000, { book: null, countedOn: null }, null],
    [
      'the first count is still to come, above 400 days by the norm',
      16_001,
      { book: null, countedOn: null, norm: new Fraction(40) },
      'first-figure',
    ],
  ])('%s', (_, issued, part, expected) => {
    expect(implausibleIssue(issued, 7, { ...known, ...part })).toBe(expected);
  });
  test('what is usual is counted from the last count on', () => {
    expect(implausibleIssue(1500, 30, known)).toBeNull();
    expect(implausibleIssue(1501, 30, known)).toBe('use-too-fast');
  });
});

describe('an adjustment whose sign says the opposite of its reason', () => {
  const why = (line: LedgerLine) => askAboutSigns(line).map((question) => question.why);

  test.each(['damaged', 'expired', 'lost', 'stolen', 'given-away', 'sold'] as const)(
    'what is %s leaves the shelf: asked where it would add to it',
    (reason) => {
      expect([why(adjust(1, 10, reason)), why(adjust(1, -10, reason))]).toEqual([['loss-added'], []]);
    },
  );
  test.each(['found', 'returned'] as const)(
    'what is %s comes to the shelf: asked where it would leave it',
    (reason) => {
      expect([why(adjust(1, -10, reason)), why(adjust(1, 10, reason))]).toEqual([['find-taken'], []]);
    },
  );
  test.each(['correction', 'other'] as const)('a reason of %s goes both ways', (reason) => {
    expect([why(adjust(1, -10, reason)), why(adjust(1, 10, reason))]).toEqual([[], []]);
  });
  test('what is kept apart grows by what is damaged, and shrinks by what goes back', () => {
    const line = adjust(1, 10, 'damaged', 'A');
    const apart = { lot: 'A', expiry: null, held: true } as const;
    const entries = [
      { ...apart, quantity: 10, reason: 'damaged' },
      { ...apart, quantity: -10, reason: 'returned' },
    ] as const;
    expect(why({ ...line, entries })).toEqual([]);
  });
  test('only adjustments have reasons', () => {
    expect(why(receipt(1, 10))).toEqual([]);
  });
});

describe('asking about a document', () => {
  const facility: FacilityFacts = {
    today: FIRST + 40,
    bookkeeping: 'counts',
    bookkeepingSince: 0,
    documentDays: [],
    headCount: { day: FIRST, staff: 0, staffOnDuty: 0, held: 100, women: 0, juveniles: 0 },
    headCounts: [],
    store: false,
    nextDeliveryOn: null,
  };
  const ask = (line: LedgerLine, before: readonly LedgerLine[], norms = {}) =>
    askAbout(
      line,
      {
        item: { ...soap, norms },
        state: fold(null, before).state,
        levels: effectiveLevels({ kind: 'prison' }),
        levelSet: false,
        notStocked: false,
        onStandardList: true,
        inTransit: 0,
        arrivals: [],
        blockedLots: new Set(),
        surge: null,
        served: null,
      },
      facility,
    )?.why ?? null;

  test('36,585 and 4,006 the next day: asked', () => {
    expect(ask(count(1, 4006), [count(0, 36_585)])).toBe('lost-digit');
  });
  test('251,250 litres where the norm is 40 a day: asked, though it is the first figure ever', () => {
    expect(ask(receipt(0, 251_250), [], { held: 0.4 })).toBe('first-figure');
    expect(ask(count(0, 251_250), [], { held: 0.4 })).toBe('first-figure');
  });
  test('a delivery that is in the book is no gain', () => {
    expect(ask(count(7, 1900), [count(0, 1000), receipt(3, 1000)])).toBeNull();
    expect(ask(count(7, 1900), [count(0, 1000)])).toBe('gain');
  });
  test('the figures of a lot add up before they are judged', () => {
    const lots = [
      ['A', null, 500],
      ['B', null, 450],
    ] as const;
    expect(ask(count(7, lots), [count(0, 1000)])).toBeNull();
  });
  test('more days without any than went by since a count that found some: asked', () => {
    expect(ask(count(7, 0, { daysOut: 8 }), [count(0, 700)])).toBe('out-too-long');
    expect(ask(count(7, 0, { outSince: -3 }), [count(0, 700)])).toBe('out-too-long');
    expect(ask(count(7, 0, { daysOut: 7 }), [count(0, 700)])).toBeNull();
    expect(ask(count(7, 0, { outSince: -3 }), [count(0, 0)])).toBeNull();
  });
  test('a late count is not held against the book of today', () => {
    expect(ask(count(7, 5000), weekly(0, 28, 3000, 100))).toBe(null);
  });
  test('more used than the book can have been: asked; a little more than it knows: not', () => {
    expect(ask(issue(1, 90_000), [count(0, 100)])).toBe('far-above-book');
    expect(ask(issue(1, 900), [count(0, 100)])).toBeNull();
    expect(ask(issue(1, 90_000), weekly(0, 28, 3000, 100))).toBeNull();
  });
  test("a month's hand-out on the day after a count is not asked about, ten times as much is", () => {
    const handOuts = [count(0, 9000), count(30, 7800), count(60, 6600), count(90, 5400)];
    expect(ask(issue(91, 1200), handOuts)).toBeNull();
    expect(ask(issue(91, 12_000), handOuts)).toBe('use-too-fast');
  });
  test('most issues are no larger than one before, and need nothing to be held against', () => {
    const { state } = fold(null, [count(0, 900), issue(1, 40)]);
    expect([40, 41].map((units) => isOutOfLine(units, state))).toEqual([false, true]);
    const { state: little } = fold(null, [count(0, 900), issue(1, 899)]);
    expect([10, 11].map((units) => isOutOfLine(units, little))).toEqual([false, true]);
    expect(isOutOfLine(1, null)).toBe(true);
  });
  test('what was lost or counted in part has happened as it is told', () => {
    const before = [count(0, 100)];
    expect(ask(adjust(1, -90_000, 'stolen'), before)).toBeNull();
    expect(ask(count(1, [['A', null, 90_000]], { partial: true }), before)).toBeNull();
  });
});
