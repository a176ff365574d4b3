/** Guidance overdue: a version that the facility had to read by now, and nobody there has acknowledged. */
import { showDay } from '../../day.ts';
import { type Condition, type FacilityFindings, plain } from '../condition.ts';

/** One condition per document whose version in force is overdue. */
export function overdueGuidance(findings: FacilityFindings): Condition[] {
  return findings.guidance
    .filter((due) => due.state === 'overdue')
    .map((due) =>
      plain({ kind: 'guidance-overdue', subject: due.documentId }, 'medium', {
        documentId: due.documentId,
        version: due.version,
        dueOn: showDay(due.dueOn),
      }),
    );
}
