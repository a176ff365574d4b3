/** What somebody should look at after a receipt, beside what the ledger itself flags. */
import type { FlagAnswer } from '#shared/contract/stock-answers.ts';
import type { Shipment } from '#shared/domain/shipments/shipment.ts';
import { standing } from '#shared/domain/shipments/standing.ts';

/** Flags of a receipt by where the shipment stood before it. */
export function receiptFlags(before: Shipment): FlagAnswer[] {
  const flag = (code: string, detail: string): FlagAnswer => ({ code, itemId: null, detail });
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
  return flags;
}
