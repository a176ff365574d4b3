/** Answering a checklist: which sheet is refused, and whether it becomes the one that stands. */
import type { Day } from '../day.ts';
import { closedOn } from '../facilities/facility.ts';
import { inAudience, type Reader } from '../guidance/version.ts';
import { refuseAhead } from '../not-ahead.ts';
import { type FieldError, type Refusal, refuse } from '../refusal.ts';
import type { Answered, Assessment, Checklist, LatestSheet } from './checklist.ts';

export interface SaidSheet {
  readonly round: string;
  readonly answeredOn: Day;
  readonly assessment: Assessment;
  readonly answers: readonly Answered[];
}

/** Most open questions named in the sentence; `missing` has them all. */
const NAMED = 10;

/** Every question once, and nothing that is not asked: a pointer to each answer that is wrong, a name for each missing. */
function answerErrors(checklist: Checklist, answers: readonly Answered[]): { wrong: FieldError[]; missing: string[] } {
  const open = new Set(checklist.questions.map(({ questionId }) => questionId));
  const asked = new Set(open);
  const wrong = answers.flatMap(({ questionId }, index): FieldError[] => {
    const pointer = `/answers/${index}/questionId`;
    if (!asked.has(questionId)) {
      return [{ pointer, code: 'question.unknown', detail: `Remove the answer to "${questionId}": nobody asks that.` }];
    }
    if (open.delete(questionId)) return [];
    return [{ pointer, code: 'question.duplicate', detail: `Answer "${questionId}" once.` }];
  });
  return { wrong, missing: [...open] };
}

/**
 * What refuses a sheet: it is not asked, has a day to come, or does not answer every question once.
 *
 * @param checklist undefined for an unknown one
 * @param mayVerify the caller is a lead of the facility
 * @param standing how the round stands so far; undefined for a new round
 */
export function refuseSheet(
  checklist: Checklist | undefined,
  reader: Reader,
  said: SaidSheet,
  today: Day,
  mayVerify: boolean,
  standing: Assessment | undefined,
): Refusal | undefined {
  if (!checklist) return refuse('checklist.unknown', 'Name a checklist of the programme: GET /checklists lists them.');
  if (checklist.withdrawn) return refuse('checklist.withdrawn', 'This checklist was withdrawn: nobody waits for it.');
  if (!inAudience(checklist.audience, reader)) {
    return refuse(
      'checklist.not-asked',
      'This checklist is not meant for this facility: nobody waits for its answers.',
    );
  }
  if (closedOn(reader, said.answeredOn)) {
    return refuse('facility.closed', 'Checklists end with the day before the facility closed.');
  }
  if (!mayVerify && said.assessment === 'verified') {
    const detail = 'Send "self": verified are the answers of a programme lead who looked.';
    return refuse('assessment.forbidden', detail, [{ pointer: '/assessment', code: 'assessment.forbidden', detail }]);
  }
  if (!mayVerify && standing === 'verified') {
    return refuse(
      'checklist.verified',
      'This round was verified. A programme lead may correct it; answer the next one.',
    );
  }
  return refuseAhead(said.answeredOn, today, '/answeredOn') ?? refuseAnswers(checklist, said.answers);
}

function refuseAnswers(checklist: Checklist, answers: readonly Answered[]): Refusal | undefined {
  const { wrong, missing } = answerErrors(checklist, answers);
  if (wrong.length > 0) {
    return refuse('answers.invalid', 'Answer each question of the checklist once, and nothing else.', wrong);
  }
  if (missing.length === 0) return undefined;
  const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : '';
  const detail = `Answer every question; these are open: ${missing.slice(0, NAMED).join(', ')}${more}.`;
  return refuse('answers.incomplete', detail, [{ pointer: '/answers', code: 'answers.incomplete', detail }], {
    missing,
  });
}

/**
 * Whether a sheet becomes the one that stands: that of the newest round, whatever order they arrive in. Rounds begin
 * with their year, so the order of their names is that of time.
 */
export function stands(round: string, latest: Pick<LatestSheet, 'round'> | undefined): boolean {
  return latest === undefined || round >= latest.round;
}
