/** Turns a receipt as it was sent into what the rules decide on, in units of issue. */
import type { ReceiptBody } from '#shared/contract/shipment-bodies.ts';
import type { ReceiptCommand } from '#shared/domain/shipments/receive.ts';
import type { Plan } from '#shared/domain/shipments/shipment.ts';
import { lotsOf } from '#shared/store/shipment-rows.ts';

/** The command of a body. */
export function commandOf(receiptId: string, body: ReceiptBody): ReceiptCommand {
  return {
    receiptId,
    receivedAt: body.receivedAt,
    final: body.final ?? false,
    confirmed: body.confirm ?? false,
    lines: body.lines.map((line) => {
      const { accepted, damaged = 0, lineId = null, itemId = null } = line;
      const wrong = (line.wrong ?? []).map((goods) => ({
        itemId: goods.itemId,
        quantity: goods.quantity,
        lots: lotsOf(goods, goods.quantity),
      }));
      return {
        lineId,
        itemId,
        accepted,
        damaged,
        lots: lotsOf({ lots: line.lots, lot: line.lot, expiry: line.expiry }, accepted + damaged),
        wrong,
      };
    }),
  };
}

/** Items that a receipt may put on the shelf: those it names, and those of the lines it names. */
export function itemIdsOf(command: ReceiptCommand, plan: Plan): { named: string[]; all: string[] } {
  const named = command.lines.flatMap((line) => [
    ...(line.itemId === null ? [] : [line.itemId]),
    ...line.wrong.map((goods) => goods.itemId),
  ]);
  const lineIds = new Set(command.lines.map((line) => line.lineId));
  const listed = plan.lines.filter((line) => lineIds.has(line.lineId)).map((line) => line.itemId);
  return { named: [...new Set(named)], all: [...new Set([...named, ...listed])] };
}
