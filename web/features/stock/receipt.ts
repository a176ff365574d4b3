/** A delivery while it is being received: what was sent, what is typed, and the receipt that it becomes. */
import type { Answer, Body } from '../../kit/contract.ts';
import { readWhole } from '../../kit/numbers.ts';

export type Shipment = Answer<'getShipment'>;
type Receipt = Body<'recordReceipt'>;
type Line = Receipt['lines'][number];

export interface ReceivedDraft {
  readonly accepted: string;
  readonly damaged: string;
}

export interface ReceiptDraft {
  /** By line of the shipment. */
  readonly lines: Readonly<Record<string, ReceivedDraft>>;
  /** What nobody listed: units by item. */
  readonly unlisted: Readonly<Record<string, string>>;
  readonly receivedBy: string;
  readonly witness: string;
  readonly note: string;
  /** Nothing more will come. */
  readonly final: boolean;
  /** The goods were on the shelf already when it was counted last. */
  readonly counted: boolean;
}

export const emptyReceipt: ReceiptDraft = {
  lines: {},
  unlisted: {},
  receivedBy: '',
  witness: '',
  note: '',
  final: true,
  counted: false,
};

const numberOf = (text: string | undefined): number | null | undefined => {
  const read = readWhole(text ?? '');
  return read.kind === 'number' ? read.value : read.kind === 'empty' ? null : undefined;
};

/** All that is still to come, arrived whole. */
export function allAsSent({ standing }: Shipment): ReceiptDraft['lines'] {
  return Object.fromEntries(
    standing.map(({ lineId, outstanding }) => [lineId, { accepted: String(outstanding), damaged: '' }]),
  );
}

export interface Difference {
  readonly missing: number;
  readonly surplus: number;
  readonly damaged: number;
}

/** Units by which a line differs from what is still to come; undefined while something is no number, null while nothing is typed. */
export function differenceOf(outstanding: number, line: ReceivedDraft | undefined): Difference | null | undefined {
  const [accepted, damaged] = [numberOf(line?.accepted), numberOf(line?.damaged)];
  if (accepted === undefined || damaged === undefined) return undefined;
  if (accepted === null && damaged === null) return null;
  const arrived = (accepted ?? 0) + (damaged ?? 0);
  return {
    missing: Math.max(0, outstanding - arrived),
    surplus: Math.max(0, arrived - outstanding),
    damaged: damaged ?? 0,
  };
}

/** Batches go along where all of a line arrived, or where the line is of one batch. */
function lotsOf(shipment: Shipment, lineId: string, arrived: number): Pick<Line, 'lot' | 'expiry' | 'lots'> {
  const line = shipment.lines.find((each) => each.lineId === lineId);
  const expiring = (expiry: string | undefined) => (expiry === undefined ? {} : { expiry });
  if (line?.lot !== undefined) return { lot: line.lot, ...expiring(line.expiry) };
  const [first, ...others] = line?.lots ?? [];
  if (first === undefined) return {};
  const sum = (line?.lots ?? []).reduce((units, { quantity }) => units + quantity, 0);
  if (others.length === 0 && sum === (shipment.standing.find((each) => each.lineId === lineId)?.sent ?? 0))
    return { lot: first.lot, ...expiring(first.expiry) };
  if (sum !== arrived) return {};
  return { lots: (line?.lots ?? []).map(({ lot, expiry, quantity }) => ({ lot, quantity, ...expiring(expiry) })) };
}

/** The receipt. A line left blank did not come (where nothing more will) or is still to come. `receivedAt`: ISO instant. */
export function receiptOf(shipment: Shipment, draft: ReceiptDraft, receivedAt: string): Receipt {
  const listed = shipment.standing.flatMap(({ lineId, outstanding }): Line[] => {
    const typed = draft.lines[lineId];
    const difference = differenceOf(outstanding, typed);
    if (difference === undefined || (difference === null && !(draft.final && outstanding > 0))) return [];
    const [accepted, damaged] = [numberOf(typed?.accepted) ?? 0, numberOf(typed?.damaged) ?? 0];
    const arrived = accepted + damaged;
    return [
      {
        lineId,
        accepted,
        ...(damaged > 0 ? { damaged } : {}),
        ...(arrived > 0 ? lotsOf(shipment, lineId, arrived) : {}),
      },
    ];
  });
  const unlisted = Object.entries(draft.unlisted).flatMap(([itemId, text]): Line[] => {
    const accepted = numberOf(text);
    return accepted === null || accepted === undefined || accepted === 0 ? [] : [{ itemId, accepted }];
  });
  return {
    receivedAt,
    ...(draft.receivedBy.trim() === '' ? {} : { receivedBy: draft.receivedBy.trim() }),
    ...(draft.witness.trim() === '' ? {} : { witness: draft.witness.trim() }),
    ...(draft.note.trim() === '' ? {} : { note: draft.note.trim() }),
    final: draft.final,
    lines: [...listed, ...unlisted],
  };
}

/** The form of a receipt that is corrected. */
export function receiptDraftOf(body: Receipt): ReceiptDraft {
  const lines: Record<string, ReceivedDraft> = {};
  const unlisted: Record<string, string> = {};
  for (const { lineId, itemId, accepted, damaged } of body.lines) {
    if (lineId !== undefined) lines[lineId] = { accepted: String(accepted), damaged: damaged ? String(damaged) : '' };
    else if (itemId !== undefined) unlisted[itemId] = String(accepted);
  }
  const { receivedBy = '', witness = '', note = '', final = false } = body;
  return { lines, unlisted, receivedBy, witness, note, final, counted: false };
}
