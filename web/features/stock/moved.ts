/** What moves stock besides counts and deliveries: used, arrived without papers, lost or found; from the form to the document. */
import { type AdjustmentReason, adjustmentReasons } from '#shared/domain/stock/ledger.ts';
import type { Body } from '../../kit/contract.ts';
import { type Typed, unitsOf } from './count.ts';
import { type Item, packOf } from './shelf.ts';

export const movedKinds = ['issue', 'receipt', 'adjustment'] as const;
export type MovedKind = (typeof movedKinds)[number];
export const sources = ['donation', 'purchase', 'produced', 'returned', 'found'] as const;
export type Source = (typeof sources)[number];
export const reasons: readonly AdjustmentReason[] = adjustmentReasons;

export interface MovedLine {
  readonly packs: string;
  readonly loose: string;
  readonly lot: string;
  readonly expiry: string;
}

export interface MovedDraft {
  readonly kind: MovedKind;
  readonly on: string;
  readonly source: Source;
  readonly from: string;
  readonly reason: AdjustmentReason;
  /** Of reasons that go both ways: more on the shelf than before. */
  readonly more: boolean;
  readonly by: string;
  readonly note: string;
  readonly lines: Readonly<Record<string, MovedLine>>;
}

export const emptyMoved: MovedDraft = {
  kind: 'issue',
  on: '',
  source: 'donation',
  from: '',
  reason: 'damaged',
  more: false,
  by: '',
  note: '',
  lines: {},
};
export const emptyMovedLine: MovedLine = { packs: '', loose: '', lot: '', expiry: '' };

/** Reasons that go both ways; the others say by themselves whether stock comes or goes. */
export const goesBothWays = (reason: AdjustmentReason): boolean => reason === 'correction' || reason === 'other';

const comes = ({ reason, more }: MovedDraft): boolean =>
  goesBothWays(reason) ? more : reason === 'found' || reason === 'returned';

export const movedUnits = (line: MovedLine, item: Item | undefined): Typed =>
  unitsOf(line.packs, line.loose, packOf(item));

type StockEvent = Exclude<Body<'recordStockEvent'>, { kind: 'reversal' } | { kind: 'count' }>;

/** The document; lines of 0 are left out. */
export function movedEvent(
  draft: MovedDraft,
  itemOf: (itemId: string) => Item | undefined,
  now: Date,
  confirm: boolean,
): StockEvent {
  const lines = Object.entries(draft.lines).flatMap(([itemId, line]) => {
    const units = movedUnits(line, itemOf(itemId));
    if (units === null || units === undefined || units === 0) return [];
    const lot = line.lot.trim() === '' ? {} : { lot: line.lot.trim() };
    const expiry = line.lot.trim() === '' || line.expiry === '' ? {} : { expiry: line.expiry };
    return [{ itemId, quantity: units, ...lot, ...expiry }];
  });
  const common = {
    ...(draft.on === '' ? { occurredAt: now.toISOString() } : { occurredOn: draft.on }),
    ...(draft.by.trim() === '' ? {} : { countedBy: draft.by.trim() }),
    ...(draft.note.trim() === '' ? {} : { note: draft.note.trim() }),
    ...(confirm ? { confirm: true } : {}),
  };
  if (draft.kind === 'issue') return { kind: 'issue', ...common, lines };
  if (draft.kind === 'receipt')
    return {
      kind: 'receipt',
      source: draft.source,
      ...(draft.from.trim() === '' ? {} : { from: draft.from.trim() }),
      ...common,
      lines,
    };
  const sign = comes(draft) ? 1 : -1;
  const { reason } = draft;
  return {
    kind: 'adjustment',
    ...common,
    lines: lines.map((line) => ({ ...line, quantity: sign * line.quantity, reason })),
  };
}

/** The form of an event that is corrected. */
export function movedDraftOf(body: StockEvent): MovedDraft {
  const lines: Record<string, MovedLine> = {};
  for (const { itemId, quantity = 0, lot = '', expiry = '' } of body.lines)
    lines[itemId] = { packs: '', loose: String(Math.abs(quantity)), lot, expiry };
  const first = body.kind === 'adjustment' ? body.lines[0] : undefined;
  return {
    ...emptyMoved,
    kind: body.kind,
    on: body.occurredOn ?? '',
    by: body.countedBy ?? '',
    note: body.note ?? '',
    ...(body.kind === 'receipt' ? { source: body.source, from: body.from ?? '' } : {}),
    ...(first === undefined ? {} : { reason: first.reason, more: (first.quantity ?? 0) > 0 }),
    lines,
  };
}
