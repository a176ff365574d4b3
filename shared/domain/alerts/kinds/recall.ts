/** Recall: a lot that is here, or may be, is not to be used, and nobody has said yet that it was set apart. */
import { showDay } from '../../day.ts';
import type { RecallHere } from '../../recalls/recall.ts';
import type { Condition, FacilityFindings } from '../condition.ts';

/** Stock whose lot nobody knows may be the recalled one; for a lot on hold nobody is made to search. */
function concerned({ action, quantity, withoutLot }: RecallHere): boolean {
  return quantity > 0 || (action === 'recall' && withoutLot > 0);
}

/** One condition per recall without an answer. Once opened it stays until there is one: what was used up is a word, too. */
export function recalledLots(findings: FacilityFindings): Condition[] {
  return findings.recalls
    .filter(({ answered }) => !answered)
    .map((recall): Condition => {
      const level = recall.action === 'recall' ? 'high' : 'medium';
      const { recallId, itemId, lot, action, quantity, withoutLot, since } = recall;
      return {
        kind: 'recall',
        subject: recallId,
        enters: concerned(recall) ? level : null,
        keeps: level,
        facts: { recallId, itemId, lot, action, quantity, withoutLot, recalledOn: showDay(since) },
      };
    });
}
