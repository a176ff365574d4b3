/** What the API says of checklists and of answered ones. */
import type { ChecklistAnswer } from '#shared/contract/checklists.ts';
import type { FacilityChecklist, SheetAnswer } from '#shared/contract/sheets.ts';
import { type ChecklistDue, dueOf } from '#shared/domain/checklists/due.ts';
import { type Day, showDay } from '#shared/domain/day.ts';
import { activeOn, type Facility } from '#shared/domain/facilities/facility.ts';
import type { StoredChecklist } from '#shared/store/checklists.ts';
import type { StandingSheet, StoredSheet } from '#shared/store/sheets.ts';

/** Lists and sheets in all their length: so many fit into one answer of a function. */
export const MOST_PER_PAGE = 40;

export function checklistAnswer({ value, body, questionsVersion, v }: StoredChecklist): ChecklistAnswer {
  const { checklistId, withdrawn } = value;
  return { ...body, checklistId, status: withdrawn ? 'withdrawn' : 'active', questionsVersion, revision: v };
}

/** A sheet. Who may read scores only (`words` false) sees no name and no comment. */
export function sheetAnswer(sheet: StoredSheet, words: boolean): SheetAnswer {
  const { hash: _hash, recordedBy: _by, answers, answeredOn, answeredBy, ...rest } = sheet;
  return {
    ...rest,
    answeredOn: showDay(answeredOn),
    answeredBy: words ? answeredBy : null,
    answers: answers.map(([questionId, answer, comment]) => ({
      questionId,
      answer,
      comment: words ? comment : null,
    })),
  };
}

type Standing = Omit<FacilityChecklist, 'latest'>;

/** How a facility stands with a checklist on its local day. */
export function standingAnswer(
  facility: Facility,
  checklist: StoredChecklist,
  sheet: StandingSheet | undefined,
  today: Day,
): Standing {
  const due: ChecklistDue | undefined = activeOn(facility, today)
    ? dueOf(checklist.value, facility, sheet ?? null, today)
    : undefined;
  return {
    facilityId: facility.facilityId,
    checklistId: checklist.value.checklistId,
    state: due?.state ?? 'not-asked',
    opensOn: due ? showDay(due.opensOn) : null,
    dueOn: due ? showDay(due.dueOn) : null,
  };
}
