/** Ledger mismatch: the stored position of an item is not what its ledger adds up to. Found by the nightly check only. */
import type { Difference } from '../../stock/difference.ts';
import { type Condition, plain } from '../condition.ts';

/** What the nightly check found of one item. Units of issue, kept-apart stock included; null where there is nothing. */
export interface Mismatch {
  readonly itemId: string;
  readonly kept: number | null;
  readonly folded: number | null;
  /** The first figure in which they differ. */
  readonly difference: Difference;
}

/**
 * One condition per item whose position differs; equal units still differ in lots or in what the rate of use is made of.
 * The facts name the first part that differs (see `Difference`), and its figure in the book and by the ledger.
 */
export function ledgerMismatches(mismatches: readonly Mismatch[]): Condition[] {
  return mismatches.map(({ itemId, kept, folded, difference }) =>
    plain({ kind: 'ledger-mismatch', subject: itemId }, 'high', {
      itemId,
      onHand: kept,
      onHandByLedger: folded,
      part: difference.part,
      at: difference.at,
      figure: difference.figure,
      inBook: difference.kept,
      byLedger: difference.folded,
    }),
  );
}
