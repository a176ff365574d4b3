/** A checklist and sheets that tests start from, so that a test only names what it changes. */
import type { AnswerWord, Checklist, LatestSheet, Question } from '#shared/domain/checklists/checklist.ts';
import type { Reader } from '#shared/domain/guidance/version.ts';
import { day } from '../alerts/sample.ts';

export const prison: Reader = {
  country: 'UG',
  kind: 'prison',
  status: 'active',
  statusFrom: null,
  startedOn: day('2026-01-01'),
};

export const question = (questionId: string, domainId = 'plan', critical = false): Question => ({
  questionId,
  domainId,
  critical,
});

/** Every 90 days from 1 November 2026, with two weeks to answer. */
export function checklist(changes: Partial<Checklist> = {}): Checklist {
  return {
    checklistId: 'outbreak-readiness',
    audience: { countries: null, kinds: null },
    effectiveOn: day('2026-11-01'),
    everyDays: 90,
    answerWithinDays: 14,
    withdrawn: false,
    questions: [question('a'), question('b'), question('c', 'staff')],
    ...changes,
  };
}

export function latest(answeredOn: string, changes: Partial<LatestSheet> = {}): LatestSheet {
  return {
    checklistId: 'outbreak-readiness',
    round: answeredOn.slice(0, 7),
    answeredOn: day(answeredOn),
    score: 80,
    ...changes,
  };
}

/** Answers in the order of the questions: y, n or -. */
export function answersOf(questions: readonly Question[], letters: string) {
  const words: Readonly<Record<string, AnswerWord>> = { y: 'yes', n: 'no', '-': 'not-applicable' };
  return questions.map(({ questionId }, index) => ({ questionId, answer: words[letters[index] ?? ''] ?? 'no' }));
}
