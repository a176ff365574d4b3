/** Receiving: what came has come, whatever the plan says; a mistyped receipt is taken back as a whole. */
import { localDay } from '../day.ts';
import { refuseAhead } from '../not-ahead.ts';
import { type FieldError, notFound, type Refusal, refuse } from '../refusal.ts';
import { type Actor, refuseCancelled, traceOf, unknownLine } from './moves.ts';
import { type Receipt, type ReceiptLine, type Shipment, type ShipmentFact, sentLines } from './shipment.ts';

/** A receipt as reported: a line names a line of the shipment, or an item. */
export interface ReceiptCommand extends Omit<Receipt, 'by' | 'reversed' | 'lines'> {
  readonly lines: readonly (Omit<ReceiptLine, 'itemId'> & { readonly itemId: string | null })[];
  /** The reporter was asked about an implausible quantity and stands by it. */
  readonly confirmed: boolean;
}

/** This many times what was sent is more likely a digit too many than a gift. */
const IMPLAUSIBLE_FACTOR = 10;

/**
 * Takes a receipt. Nothing of the state refuses it but a cancelled shipment: goods of a planned, lost or closed one have
 * arrived all the same. An item without a line is attributed to the only line that carries it.
 *
 * @param timeZone of the destination
 * @param items the items of the catalogue among those that the receipt names
 */
export function decideReceipt(
  shipment: Shipment,
  command: ReceiptCommand,
  timeZone: string,
  items: ReadonlySet<string>,
  actor: Actor,
): ShipmentFact | Refusal {
  if (shipment.cancelled) return refuseCancelled();
  const ahead = refuseAhead(
    localDay(Date.parse(command.receivedAt), timeZone),
    localDay(Date.parse(actor.now), timeZone),
    '/receivedAt',
  );
  if (ahead) return ahead;
  const errors: FieldError[] = [];
  const lines = command.lines.map((line, index) => placed(shipment, line, `/lines/${index}`, command, errors));
  if (errors.length > 0) return refuse('line.unknown', 'Name lines of the shipment by their lineId.', errors);
  const unknown = unknownItems(lines, items);
  if (unknown.length > 0) return refuse('item.unknown', 'Name items of the catalogue.', unknown);
  const implausible = command.confirmed ? [] : implausibleLines(shipment, lines);
  if (implausible.length > 0) {
    return refuse(
      'quantity.implausible',
      'Look at these quantities once more. If they are right, send the same again with "confirm": true.',
      implausible.map(({ index, came, sent }) => {
        const detail = `${came} came where ${sent} were sent: is that a digit too many?`;
        return { pointer: `/lines/${index}/accepted`, code: 'quantity.implausible', detail };
      }),
    );
  }
  const { receiptId, receivedAt, final } = command;
  return { kind: 'received', receipt: { receiptId, receivedAt, final, lines, by: actor.by, reversed: null } };
}

function placed(
  shipment: Shipment,
  line: ReceiptCommand['lines'][number],
  pointer: string,
  command: ReceiptCommand,
  errors: FieldError[],
): ReceiptLine {
  if (line.lineId !== null) {
    errors.push(...unknownLine(shipment, line.lineId, `${pointer}/lineId`));
    const listed = shipment.plan.lines.find((each) => each.lineId === line.lineId);
    return { ...line, itemId: listed?.itemId ?? '' };
  }
  const itemId = line.itemId ?? '';
  const same = shipment.plan.lines.filter((each) => each.itemId === itemId);
  const [only] = same;
  if (same.length > 1) {
    const names = same.map((each) => each.lineId).join(', ');
    const detail = `Give lineId: ${itemId} is on the lines ${names}.`;
    errors.push({ pointer: `${pointer}/itemId`, code: 'line.unknown', detail });
  }
  const taken = only !== undefined && command.lines.some((each) => each.lineId === only.lineId);
  return { ...line, itemId, lineId: only === undefined || taken ? null : only.lineId };
}

function unknownItems(lines: readonly ReceiptLine[], items: ReadonlySet<string>): FieldError[] {
  const check = (itemId: string, pointer: string): FieldError[] =>
    items.has(itemId)
      ? []
      : [{ pointer, code: 'item.unknown', detail: `There is no item ${itemId} in the catalogue.` }];
  return lines.flatMap((line, index) => [
    ...(line.lineId === null ? check(line.itemId, `/lines/${index}/itemId`) : []),
    ...line.wrong.flatMap((goods, at) => check(goods.itemId, `/lines/${index}/wrong/${at}/itemId`)),
  ]);
}

export interface ImplausibleLine {
  readonly index: number;
  readonly itemId: string;
  /** Units. */
  readonly came: number;
  readonly sent: number;
}

/** Lines of a receipt that say ten times what was sent, or more. */
export function implausibleLines(shipment: Shipment, lines: readonly ReceiptLine[]): ImplausibleLine[] {
  const quantities = new Map(sentLines(shipment).map((line) => [line.lineId, line.quantity]));
  return lines.flatMap(({ lineId, itemId, accepted, damaged }, index) => {
    const sent = lineId === null ? undefined : quantities.get(lineId);
    const came = accepted + damaged;
    return sent && came >= sent * IMPLAUSIBLE_FACTOR ? [{ index, itemId, came, sent }] : [];
  });
}

/** Takes back a receipt that was keyed by mistake, as a whole. */
export function decideReversal(
  shipment: Shipment,
  receiptId: string,
  reason: string,
  actor: Actor,
): ShipmentFact | Refusal {
  const receipt = shipment.receipts.find((each) => each.receiptId === receiptId);
  if (!receipt) return notFound('receipt');
  if (receipt.reversed)
    return refuse('receipt.reversed', 'The receipt was reversed before: there is nothing to take back.');
  return { kind: 'receipt-reversed', receiptId, trace: traceOf(actor, reason) };
}
