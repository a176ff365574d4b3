/** What somebody should look at after a receipt, beside what the ledger itself flags. */
import type { FlagAnswer } from '#shared/contract/stock-answers.ts';
import { implausibleLines } from '#shared/domain/shipments/receive.ts';
import type { Receipt, Shipment } from '#shared/domain/shipments/shipment.ts';
import { standing } from '#shared/domain/shipments/standing.ts';

/** Flags of a receipt by where the shipment stood before it, and of quantities that somebody stood by. */
export function receiptFlags(before: Shipment, receipt: Receipt): FlagAnswer[] {
  const flag = (code: string, detail: string, itemId: string | null = null): FlagAnswer => ({ code, itemId, detail });
  const { status } = standing(before);
  const flags: FlagAnswer[] = [];
  if (before.dispatched === null) {
    flags.push(
      flag('not-dispatched', 'The goods came before anybody said that they had left. Enter the dispatch too.'),
    );
  }
  if (status === 'lost') flags.push(flag('came-back', 'The shipment was declared lost. It is on its way again.'));
  if (status === 'received' || status === 'received-with-discrepancy') {
    flags.push(flag('after-closing', 'The shipment was closed before. What came now changes its differences.'));
  }
  for (const { itemId, came, sent } of implausibleLines(before, receipt.lines)) {
    flags.push(flag('confirmed-implausible', `${came} came where ${sent} were sent; that was confirmed.`, itemId));
  }
  return flags;
}
