/** Checklist overdue: a round that the facility had to answer by now, and has not. */
import { showDay } from '../../day.ts';
import { type Condition, type FacilityFindings, plain } from '../condition.ts';

/** One condition per checklist whose round is overdue. */
export function overdueChecklists(findings: FacilityFindings): Condition[] {
  return findings.checklists
    .filter((due) => due.state === 'overdue')
    .map((due) =>
      plain({ kind: 'checklist-overdue', subject: due.checklistId }, 'low', {
        checklistId: due.checklistId,
        dueOn: showDay(due.dueOn),
        lastAnsweredOn: due.latest === null ? null : showDay(due.latest.answeredOn),
      }),
    );
}
