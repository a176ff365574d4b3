/** A checklist as the rules need it: what it asks, whom, and how often. Texts stay with the contract. */
import type { Day } from '../day.ts';
import type { Audience } from '../guidance/version.ts';

export const answerWords = ['yes', 'no', 'not-applicable'] as const;
export type AnswerWord = (typeof answerWords)[number];

/** Said by the facility itself, or found by somebody of the programme who looked. */
export const assessments = ['self', 'verified'] as const;
export type Assessment = (typeof assessments)[number];

export interface Question {
  readonly questionId: string;
  readonly domainId: string;
  /** Counts double, and a no stands out. */
  readonly critical: boolean;
}

export interface Checklist {
  readonly checklistId: string;
  readonly audience: Audience;
  readonly effectiveOn: Day;
  /** Days from one round to the next. */
  readonly everyDays: number;
  /** Days within which a round is to be answered. */
  readonly answerWithinDays: number;
  readonly withdrawn: boolean;
  /** In the order in which they are asked. */
  readonly questions: readonly Question[];
}

/** One answer to one question. */
export interface Answered {
  readonly questionId: string;
  readonly answer: AnswerWord;
}

/** The sheet of a facility's newest round, with what came of it. */
export interface LatestSheet {
  readonly checklistId: string;
  readonly round: string;
  readonly answeredOn: Day;
  /** 0 to 100; null where too much of it does not apply. */
  readonly score: number | null;
}

/**
 * Whether two lists ask the same: same questions in the same domains, equally critical, in whatever order. Texts may
 * differ: a translation or a typo does not make other questions.
 */
export function asksTheSame(a: readonly Question[], b: readonly Question[]): boolean {
  const said = (questions: readonly Question[]) =>
    questions
      .map(({ domainId, questionId, critical }) => `${domainId}/${questionId}/${critical}`)
      .sort()
      .join(' ');
  return said(a) === said(b);
}
