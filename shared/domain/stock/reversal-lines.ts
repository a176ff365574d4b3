/** The ledger lines by which a document is taken back: dated as that document, one per item. */
import type { LedgerLine } from './ledger.ts';

type Original = Pick<LedgerLine, 'itemId' | 'occurredAt' | 'day' | 'eventId' | 'kind'>;

/** Lines of a reversal. */
export function reversalLines(reversalId: string, originals: readonly Original[]): LedgerLine[] {
  return originals.map(({ itemId, occurredAt, day, eventId, kind }) => ({
    itemId,
    occurredAt,
    day,
    eventId: reversalId,
    kind: 'reversal',
    entries: [],
    reverses: eventId,
    reversedKind: kind,
  }));
}
