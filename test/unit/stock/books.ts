/** A facility's books in a few words, so that a test reads like its story. Day 0 of a story is 2026-06-01. */
import Fraction from 'fraction.js';
import type { CatalogueItem } from '#shared/domain/catalogue/item.ts';
import { type Day, showDay } from '#shared/domain/day.ts';
import type { HeadCount } from '#shared/domain/facilities/facility.ts';
import type { FacilityFacts, ItemFacts, ItemPosition } from '#shared/domain/stock/facts.ts';
import { fold } from '#shared/domain/stock/fold.ts';
import type { Flag, ItemState } from '#shared/domain/stock/item-state.ts';
import type { AdjustmentReason, Bookkeeping, LedgerLine, LineEntry } from '#shared/domain/stock/ledger.ts';
import { effectiveLevels, type LevelSet } from '#shared/domain/stock/levels.ts';
import { judgeItem } from '#shared/domain/stock/position.ts';

export const FIRST: Day = 20605;

/** A quantity in all, or by lots: number, last good day of the story (null: unknown), quantity. */
export type Amount = number | readonly (readonly [lot: string | null, expiry: Day | null, quantity: number])[];

function entries(amount: Amount, sign: 1 | -1, extra: Partial<LineEntry> = {}): LineEntry[] {
  const parts = typeof amount === 'number' ? ([[null, null, amount]] as const) : amount;
  return parts.map(([lot, expiry, quantity]) => ({
    lot,
    expiry: expiry === null ? null : FIRST + expiry,
    quantity: sign * quantity,
    ...extra,
  }));
}

export interface CountWords {
  readonly bookkeeping?: Bookkeeping;
  readonly by?: string;
  readonly at?: string;
  readonly outSince?: Day;
  readonly daysOut?: number;
  readonly difference?: 'used';
  readonly partial?: boolean;
}

let serial = 0;
/** Ids in the order of making; only their order within one instant matters. */
const nextId = () => `event-${String(++serial).padStart(6, '0')}`;

function base(day: Day, at: string): Pick<LedgerLine, 'itemId' | 'day' | 'occurredAt' | 'eventId'> {
  return {
    itemId: 'soap-bar',
    day: FIRST + day,
    occurredAt: `${showDay(FIRST + day)}T${at}:00.000Z`,
    eventId: nextId(),
  };
}

export function count(day: Day, amount: Amount, words: CountWords = {}): LedgerLine {
  return {
    ...base(day, words.at ?? '08:00'),
    kind: words.partial ? 'partial-count' : 'count',
    entries: entries(amount, 1),
    count: {
      bookkeeping: words.bookkeeping ?? 'counts',
      countedBy: words.by ?? 'storekeeper',
      ...(words.outSince === undefined ? {} : { outSince: FIRST + words.outSince }),
      ...(words.daysOut === undefined ? {} : { daysOut: words.daysOut }),
      ...(words.difference === undefined ? {} : { difference: words.difference }),
    },
  };
}

export function issue(day: Day, amount: Amount, at = '15:00'): LedgerLine {
  return { ...base(day, at), kind: 'issue', entries: entries(amount, -1) };
}

export function receipt(day: Day, amount: Amount, at = '10:00'): LedgerLine {
  return { ...base(day, at), kind: 'receipt', entries: entries(amount, 1) };
}

/** What a store sends away on a shipment. */
export function dispatch(day: Day, amount: Amount): LedgerLine {
  return { ...base(day, '11:00'), kind: 'dispatch', entries: entries(amount, -1) };
}

export function damagedOnArrival(day: Day, accepted: number, damaged: number): LedgerLine {
  const line = receipt(day, accepted);
  return { ...line, entries: [...line.entries, ...entries(damaged, 1, { held: true })] };
}

export function adjust(day: Day, quantity: number, reason: AdjustmentReason, lot: string | null = null): LedgerLine {
  return { ...base(day, '16:00'), kind: 'adjustment', entries: [{ lot, expiry: null, quantity, reason }] };
}

export function reverse(line: LedgerLine): LedgerLine {
  const { itemId, day, occurredAt, eventId, kind } = line;
  return {
    itemId,
    day,
    occurredAt,
    eventId: nextId(),
    kind: 'reversal',
    entries: [],
    reverses: eventId,
    reversedKind: kind,
  };
}

/** The position after these lines, in whatever order they are given. Throws where nothing took effect. */
export function stateAfter(lines: readonly LedgerLine[]): ItemState {
  const { state } = fold(null, lines);
  if (state === null) throw new Error('nothing took effect');
  return state;
}

/** All flags that these lines raise, by code. */
export function flagsOf(lines: readonly LedgerLine[]): Flag[] {
  return [...fold(null, lines).flags.values()].flat();
}

export const soap: CatalogueItem = {
  itemId: 'soap-bar',
  names: { en: 'Soap, bar' },
  unit: 'bar',
  planning: 'rate',
  criticality: 'vital',
  packs: [{ name: 'carton', size: 25 }],
  norms: {},
  requiredQuantity: null,
  retired: false,
};

export interface Setting {
  readonly today: Day;
  readonly bookkeeping?: Bookkeeping;
  readonly since?: Day;
  readonly levels?: LevelSet;
  readonly store?: boolean;
  readonly item?: Partial<CatalogueItem>;
  readonly headCount?: Partial<HeadCount>;
  /** Day of the story and people held; goes before `headCount`. */
  readonly held?: readonly (readonly [Day, number])[];
  /** Day of the story. */
  readonly nextDeliveryOn?: Day;
  /** Days of the story and units of dispatched shipments. */
  readonly arrivals?: readonly (readonly [Day, number])[];
  readonly blocked?: readonly string[];
  readonly surge?: number;
  readonly served?: { readonly adu: number | null; readonly partial?: boolean; readonly fromHeads?: boolean };
  readonly listed?: boolean;
  readonly inTransit?: number;
  readonly notStocked?: boolean;
}

/** Judges these lines on a day of the story. */
export function judge(lines: readonly LedgerLine[], setting: Setting): ItemPosition {
  const documentDays = [...new Set(lines.filter((l) => l.kind !== 'reversal').map((l) => l.day))].sort((a, b) => a - b);
  const nobody = { day: FIRST, staff: 0, staffOnDuty: 0, held: 0, women: 0, juveniles: 0 };
  const counted = setting.headCount ? [{ ...nobody, ...setting.headCount }] : [];
  const headCounts = setting.held?.map(([day, held]) => ({ ...nobody, day: FIRST + day, held })) ?? counted;
  const facility: FacilityFacts = {
    today: FIRST + setting.today,
    bookkeeping: setting.bookkeeping ?? 'counts',
    bookkeepingSince: setting.since === undefined ? 0 : FIRST + setting.since,
    documentDays,
    headCount: headCounts.at(-1) ?? null,
    headCounts,
    store: setting.store ?? false,
    nextDeliveryOn: setting.nextDeliveryOn === undefined ? null : FIRST + setting.nextDeliveryOn,
  };
  const facts: ItemFacts = {
    item: { ...soap, ...setting.item },
    state: fold(null, lines).state,
    levels: effectiveLevels({ kind: setting.store ? 'store' : 'prison', item: setting.levels }),
    levelSet: false,
    notStocked: setting.notStocked ?? false,
    onStandardList: setting.listed ?? true,
    inTransit: setting.inTransit ?? 0,
    arrivals: (setting.arrivals ?? []).map(([day, quantity]) => ({ on: FIRST + day, quantity })),
    blockedLots: new Set(setting.blocked),
    surge: setting.surge === undefined ? null : new Fraction(setting.surge),
    served: setting.served
      ? {
          adu: setting.served.adu === null ? null : new Fraction(setting.served.adu),
          partial: setting.served.partial ?? false,
          fromHeads: setting.served.fromHeads ?? false,
        }
      : null,
  };
  return judgeItem(facts, facility);
}

/** A fraction to so many decimals; null stays null. */
export function rounded(value: Fraction | null, decimals = 1): number | null {
  return value === null ? null : Number(new Fraction(value).round(decimals).valueOf());
}

/** Counts every seven days from `from` to `to`, falling by `perDay` from `start`. */
export function weekly(from: Day, to: Day, start: number, perDay: number): LedgerLine[] {
  const lines: LedgerLine[] = [];
  for (let day = from; day <= to; day += 7) lines.push(count(day, start - (day - from) * perDay));
  return lines;
}
