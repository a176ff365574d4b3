/** Ledger mismatch: the stored position of an item is not what its ledger adds up to. Found by the nightly check only. */
import { type Condition, plain } from '../condition.ts';

/** What the nightly check found of one item. Units of issue, kept-apart stock included. */
export interface Mismatch {
  readonly itemId: string;
  readonly stored: number;
  readonly fromLedger: number;
  /** First thing that differs, in the words of the state: `onHand`, `lots`, `segments`... */
  readonly differsIn: string;
}

/** One condition per item whose position differs. */
export function ledgerMismatches(mismatches: readonly Mismatch[]): Condition[] {
  return mismatches.map((mismatch) =>
    plain({ kind: 'ledger-mismatch', subject: mismatch.itemId }, 'high', {
      itemId: mismatch.itemId,
      stored: mismatch.stored,
      fromLedger: mismatch.fromLedger,
      differsIn: mismatch.differsIn,
    }),
  );
}
