/** Random books of one item: what people report over a year, with lots, expiries, mistakes and a change of bookkeeping. */
import * as fc from 'fast-check';
import { showDay } from '#shared/domain/day.ts';
import {
  type AdjustmentReason,
  adjustmentReasons,
  type LedgerLine,
  type LineEntry,
  type LineKind,
  orderKey,
} from '#shared/domain/stock/ledger.ts';
import { reversalLines } from '#shared/domain/stock/reversal-lines.ts';
import { count, FIRST, issue, receipt } from './books.ts';

const times = ['00:00', '08:00', '08:10', '15:30', '20:59'] as const;
/** Most lots have one expiry, some are keyed with another. */
const lots = [
  [null, null],
  [null, null],
  ['A', 20],
  ['B', 75],
  ['B', 80],
  ['C', null],
] as const;

const entry = fc.record({
  lot: fc.constantFrom(...lots),
  quantity: fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 900 }) },
  ),
  sign: fc.constantFrom(1, -1),
  held: fc.boolean(),
  reason: fc.constantFrom<AdjustmentReason[]>(...adjustmentReasons),
});
type RawEntry = typeof entry extends fc.Arbitrary<infer T> ? T : never;

const raw = fc.record({
  kind: fc.constantFrom<LineKind[]>(
    'count',
    'count',
    'issue',
    'issue',
    'receipt',
    'adjustment',
    'partial-count',
    'dispatch',
  ),
  day: fc.oneof(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 400 })),
  time: fc.constantFrom(...times),
  entries: fc.array(entry, { minLength: 1, maxLength: 3 }),
  by: fc.constantFrom('a', 'b'),
  daysOut: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined, freq: 4 }),
  outSince: fc.option(fc.integer({ min: -5, max: 60 }), { nil: undefined, freq: 4 }),
  usedUp: fc.boolean(),
  reversed: fc.integer({ min: 0, max: 5 }),
});
type Raw = typeof raw extends fc.Arbitrary<infer T> ? T : never;

function entriesOf({ kind, entries }: Raw): LineEntry[] {
  const isCount = kind === 'count' || kind === 'partial-count';
  const named =
    kind === 'partial-count'
      ? entries.map((e) => (e.lot[0] === null ? { ...e, lot: ['A', 20] as const } : e))
      : entries;
  return named.map((e: RawEntry | (RawEntry & { lot: readonly ['A', 20] })): LineEntry => {
    const [lot, expiry] = e.lot;
    const base = { lot, expiry: expiry === null ? null : FIRST + expiry };
    const units = Math.max(e.quantity, 1);
    if (isCount) return { ...base, quantity: e.quantity };
    if (kind === 'receipt') return { ...base, quantity: units, ...(e.held ? { held: true } : {}) };
    if (kind !== 'adjustment') return { ...base, quantity: -units };
    return { ...base, quantity: e.sign * units, reason: e.reason, ...(e.held && lot !== null ? { held: true } : {}) };
  });
}

function lineOf(raw: Raw, index: number, switchDay: number): LedgerLine {
  const isCount = raw.kind === 'count' || raw.kind === 'partial-count';
  return {
    itemId: 'soap-bar',
    day: FIRST + raw.day,
    occurredAt: `${showDay(FIRST + raw.day)}T${raw.time}:00.000Z`,
    eventId: `event-${String(index).padStart(3, '0')}`,
    kind: raw.kind,
    entries: entriesOf(raw),
    ...(isCount
      ? {
          count: {
            bookkeeping: raw.day < switchDay ? ('counts' as const) : ('movements' as const),
            countedBy: raw.by,
            ...(raw.daysOut === undefined ? {} : { daysOut: raw.daysOut }),
            ...(raw.outSince === undefined || raw.daysOut !== undefined
              ? {}
              : { outSince: FIRST + raw.day - raw.outSince }),
            ...(raw.usedUp ? { difference: 'used' as const } : {}),
          },
        }
      : {}),
  };
}

export interface Books {
  /** Documents and the reversals of some of them, in the order of making. */
  readonly lines: readonly LedgerLine[];
}

/** Books with up to 25 documents, about a sixth of them reversed; from `switchDay` on every issue is logged. */
export const books: fc.Arbitrary<Books> = fc
  .tuple(fc.array(raw, { minLength: 1, maxLength: 25 }), fc.constantFrom(0, 30, 100, 1000))
  .map(([raws, switchDay]) => {
    const lines = raws.map((each, index) => lineOf(each, index, switchDay));
    const reversals = raws.flatMap((each, index) => {
      const line = lines[index];
      return each.reversed === 0 && line ? reversalLines(`reversal-${String(index).padStart(3, '0')}`, [line]) : [];
    });
    return { lines: [...lines, ...reversals] };
  });

/** Books and an order in which their documents arrive, some of them twice. */
export const arrivals: fc.Arbitrary<Books & { readonly arriving: readonly LedgerLine[] }> = books.chain(({ lines }) =>
  fc
    .tuple(
      fc.oneof(
        fc.shuffledSubarray([...lines], { minLength: lines.length, maxLength: lines.length }),
        fc.constant([...lines].sort((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1))),
      ),
      fc.array(fc.nat({ max: lines.length - 1 }), { maxLength: 5 }),
    )
    .map(([order, again]) => ({
      lines,
      arriving: [...order, ...again.flatMap((index) => order[index] ?? [])],
    })),
);

const logged = {
  issue: (day: number, quantity: number) => issue(day, quantity),
  receipt: (day: number, quantity: number) => receipt(day, quantity),
  count: (day: number, quantity: number) => count(day, quantity, { bookkeeping: 'movements' }),
};

/** A year of books in which every issue is logged: up to 60 issues and deliveries, and a few counts, in any order. */
export const loggedBooks: fc.Arbitrary<readonly LedgerLine[]> = fc
  .array(
    fc.record({
      day: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 400 })),
      quantity: fc.integer({ min: 1, max: 900 }),
      kind: fc.constantFrom<(keyof typeof logged)[]>('issue', 'issue', 'issue', 'issue', 'receipt', 'count'),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((documents) => documents.map(({ day, quantity, kind }) => logged[kind](day, quantity)));
