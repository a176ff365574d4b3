/** A stock report while it is being entered: what each line adds up to, what looks like a slip, and the documents that it becomes. */
import Fraction from 'fraction.js';
import { type Implausibility, implausibleCount } from '#shared/domain/stock/implausible.ts';
import type { Body } from '../../kit/contract.ts';
import { readWhole } from '../../kit/numbers.ts';
import { type Item, packOf, type StockRow, shelfOf } from './shelf.ts';

export interface LotDraft {
  readonly lot: string;
  /** `YYYY-MM-DD`, or nothing. */
  readonly expiry: string;
  readonly quantity: string;
}

/** As typed; empty is not counted. */
export interface LineDraft {
  readonly packs: string;
  readonly loose: string;
  readonly lots: readonly LotDraft[];
  /** First day without any, of an item of which nothing is left. */
  readonly outSince: string;
}

export interface CountDraft {
  /** Local day `YYYY-MM-DD` on which it was counted; empty is now. */
  readonly on: string;
  readonly countedBy: string;
  readonly witness: string;
  readonly note: string;
  /** What the books have and the shelf has not was used (where every use is logged). */
  readonly used: boolean;
  readonly lines: Readonly<Record<string, LineDraft>>;
  /** Items beside those that are kept here. */
  readonly extra: readonly string[];
}

export const emptyLine: LineDraft = { packs: '', loose: '', lots: [], outSince: '' };
export const emptyCount: CountDraft = {
  on: '',
  countedBy: '',
  witness: '',
  note: '',
  used: false,
  lines: {},
  extra: [],
};

/** Most items in one document. */
const mostItems = 45;

/** Units; null when nothing was typed, undefined while something typed is no whole number. */
export type Typed = number | null | undefined;

function typed(text: string): Typed {
  const read = readWhole(text);
  return read.kind === 'number' ? read.value : read.kind === 'empty' ? null : undefined;
}

/** Units of packs and loose ones together. */
export function unitsOf(packs: string, loose: string, pack: number): Typed {
  const [whole, single] = [typed(packs), typed(loose)];
  if (whole === undefined || single === undefined) return undefined;
  return whole === null && single === null ? null : (whole ?? 0) * pack + (single ?? 0);
}

/** Units of a line with its batches. Once one batch has a figure, each named one needs one: gone is 0, blank is not. */
export function totalOf(line: LineDraft | undefined, pack: number): Typed {
  if (line === undefined) return null;
  const loose = unitsOf(line.packs, line.loose, pack);
  const lots = line.lots.filter(({ lot, quantity }) => lot.trim() !== '' || quantity.trim() !== '');
  const units = lots.map(({ quantity }) => typed(quantity));
  if (loose === undefined || units.includes(undefined)) return undefined;
  if (units.every((each) => each === null)) return loose;
  if (units.includes(null) || lots.some(({ lot }) => lot.trim() === '')) return undefined;
  return units.reduce<number>((sum, each) => sum + (each ?? 0), loose ?? 0);
}

/** Units a day as far as this device knows; null where nobody can say. */
const rateOf = (row: StockRow | undefined): number | null =>
  row === undefined || row.adu === null || row.adu === 0 ? null : row.adu;

/** Whole days that a counted quantity lasts; null without a known use. */
export function daysOf(total: number, row: StockRow | undefined): number | null {
  const rate = rateOf(row);
  return rate === null ? null : Math.floor(total / rate);
}

const dayMs = 86_400_000;

/** Why a counted total looks like a slip, by what this device knows; the server asks again by what it knows. `now`: epoch ms. */
export function doubtAbout(
  total: number,
  row: StockRow | undefined,
  item: Item | undefined,
  now: number,
): Implausibility | null {
  const rate = rateOf(row);
  const measured = row !== undefined && row.basis !== 'norm' && row.basis !== 'none' && item?.planning === 'rate';
  const norm =
    row?.coverByNorm && row.estimatedOnHand
      ? new Fraction(row.estimatedOnHand).div(new Fraction(row.coverByNorm))
      : null;
  const countedAt = row?.lastCountedAt ?? null;
  return implausibleCount(total, Math.floor(now / dayMs), {
    book: countedAt === null ? null : shelfOf(row),
    adu: measured && rate !== null ? new Fraction(rate) : null,
    norm,
    max: null,
    pack: item?.packs?.[0]?.size ?? 10,
    countedOn: countedAt === null ? null : Math.floor(Date.parse(countedAt) / dayMs),
    first: row === undefined || row.lastReportAt === null,
    mostUsed: 0,
    reportEveryDays: 7,
  });
}

type Count = Extract<Body<'recordStockEvent'>, { kind: 'count' }>;

function linesOf(itemId: string, line: LineDraft, pack: number, used: boolean): Count['lines'] {
  const rest = unitsOf(line.packs, line.loose, pack);
  const difference = used ? ({ difference: 'used' } as const) : {};
  const lots = line.lots.filter(({ lot, quantity }) => lot.trim() !== '' && quantity.trim() !== '');
  const named = lots.map(({ lot, expiry, quantity }) => ({
    itemId,
    lot: lot.trim(),
    ...(expiry === '' ? {} : { expiry }),
    quantity: typed(quantity) ?? 0,
    ...difference,
  }));
  const empty = totalOf(line, pack) === 0 && line.outSince !== '' ? { outSince: line.outSince } : {};
  if (rest === null || rest === undefined) return named.map((each, at) => (at === 0 ? { ...each, ...empty } : each));
  return [{ itemId, quantity: rest, ...empty, ...difference }, ...named];
}

export interface CountContext {
  readonly itemOf: (itemId: string) => Item | undefined;
  /** Items in the order of the form. */
  readonly order: readonly string[];
  /** Items whose figures looked like slips and were confirmed. */
  readonly confirmed: ReadonlySet<string>;
  readonly now: Date;
}

/** The documents of a report: what was typed, at most 45 items each. Blank lines are in none of them. */
export function documentsOf(draft: CountDraft, { itemOf, order, confirmed, now }: CountContext): Count[] {
  const filled = order.filter((itemId) => typeof totalOf(draft.lines[itemId], packOf(itemOf(itemId))) === 'number');
  const parts = Array.from({ length: Math.ceil(filled.length / mostItems) }, (_, part) =>
    filled.slice(part * mostItems, (part + 1) * mostItems),
  );
  return parts.map((items) => ({
    kind: 'count',
    ...(draft.on === '' ? { occurredAt: now.toISOString() } : { occurredOn: draft.on }),
    ...(draft.countedBy.trim() === '' ? {} : { countedBy: draft.countedBy.trim() }),
    ...(draft.witness.trim() === '' ? {} : { witness: draft.witness.trim() }),
    ...(draft.note.trim() === '' ? {} : { note: draft.note.trim() }),
    ...(items.some((itemId) => confirmed.has(itemId)) ? { confirm: true } : {}),
    lines: items.flatMap((itemId) =>
      linesOf(itemId, draft.lines[itemId] ?? emptyLine, packOf(itemOf(itemId)), draft.used),
    ),
  }));
}

/** The form that an entry of the queue was made from, to be corrected. */
export function draftOf(body: Count): CountDraft {
  const lines: Record<string, LineDraft> = {};
  for (const line of body.lines) {
    const before = lines[line.itemId] ?? emptyLine;
    const quantity = String(line.quantity ?? (line.packs ?? 0) * (line.packSize ?? 0));
    const outSince = line.outSince ?? before.outSince;
    lines[line.itemId] =
      line.lot === undefined
        ? { ...before, loose: quantity, outSince }
        : { ...before, outSince, lots: [...before.lots, { lot: line.lot, expiry: line.expiry ?? '', quantity }] };
  }
  return {
    on: body.occurredOn ?? '',
    countedBy: body.countedBy ?? '',
    witness: body.witness ?? '',
    note: body.note ?? '',
    used: body.lines.some(({ difference }) => difference === 'used'),
    lines,
    extra: Object.keys(lines),
  };
}
