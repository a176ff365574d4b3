/** PUT /checklists/{checklistId}: creates or replaces what is asked; sheets keep the score that they were given. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { ChecklistBody, checklistRows } from '#shared/contract/checklists.ts';
import { asksTheSame } from '#shared/domain/checklists/checklist.ts';
import { isRefusal, refuse } from '#shared/domain/refusal.ts';
import { checklistFromRow, questionsOf, type StoredChecklist } from '#shared/store/checklists.ts';
import { checklistKey } from '#shared/store/keys.ts';
import { unknownCountries } from '#shared/store/programme.ts';
import { saveRecord } from '#shared/store/records.ts';
import { checklistAnswer } from './answers.ts';

export const putChecklist: Operation<typeof checklistRows.putChecklist, TableDeps> = async (
  request,
  { table, newId },
) => {
  const { checklistId } = request.params;
  const { body } = request;
  const saved = await saveRecord(table, {
    ...request,
    key: checklistKey(checklistId),
    changeId: newId(),
    decide: async (current) => {
      const errors = await unknownCountries(table, body.audience?.countries ?? [], '/audience/countries');
      if (errors.length > 0) return refuse('country.unknown', 'Some countries are not in the programme.', errors);
      const before = current && checklistFromRow(current);
      const questionsVersion = questionsVersionAfter(before, body);
      return { attributes: { checklistId, body, questionsVersion, changedBy: request.member } };
    },
  });
  if (isRefusal(saved)) return saved;
  const { created, revision, row } = saved;
  return { status: created ? 201 : 200, body: checklistAnswer(checklistFromRow(row)), revision };
};

function questionsVersionAfter(before: StoredChecklist | undefined, body: ChecklistBody): number {
  if (before === undefined) return 1;
  return before.questionsVersion + (asksTheSame(before.value.questions, questionsOf(body)) ? 0 : 1);
}
