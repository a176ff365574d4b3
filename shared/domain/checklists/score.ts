/** The score of an answered sheet: how much of what applies is in place. */
import type { Answered, Question } from './checklist.ts';

/** Critical questions count double, as vital items do among supplies. */
const CRITICAL_WEIGHT = 2;

/** Above this share of answers that do not apply, what is left says too little about the place. In percent. */
const MOST_NOT_APPLICABLE = 30;

/** Why a sheet has no score. */
export type NoScore = 'too-many-not-applicable';

export interface DomainScore {
  readonly domainId: string;
  /** 0 to 100, whole; null where nothing in it applies. */
  readonly score: number | null;
  readonly yes: number;
  readonly no: number;
  readonly notApplicable: number;
}

export interface SheetScore {
  /** 0 to 100, whole; null with a reason. */
  readonly score: number | null;
  readonly reason: NoScore | null;
  /** In the order of the list. */
  readonly domains: readonly DomainScore[];
  /** Critical questions answered with no, in the order of the list. */
  readonly criticalGaps: readonly string[];
}

/** Yes of yes and no, by weight, in percent and whole; null where neither was said. */
function percentYes(questions: readonly Question[], answers: ReadonlyMap<string, string>): number | null {
  let yes = 0;
  let possible = 0;
  for (const { questionId, critical } of questions) {
    const answer = answers.get(questionId);
    if (answer !== 'yes' && answer !== 'no') continue;
    const weight = critical ? CRITICAL_WEIGHT : 1;
    possible += weight;
    if (answer === 'yes') yes += weight;
  }
  return possible === 0 ? null : Math.round((100 * yes) / possible);
}

/**
 * Scores a sheet that answers every question once. 100 x yes / (yes + no), critical questions double; what does not
 * apply is left out, and above 30 % of the questions there is no score at all. Domains are scored for themselves.
 */
export function scoreOf(questions: readonly Question[], answered: readonly Answered[]): SheetScore {
  const answers = new Map(answered.map(({ questionId, answer }) => [questionId, answer]));
  const countOf = (some: readonly Question[], word: string) =>
    some.filter(({ questionId }) => answers.get(questionId) === word).length;
  const domains = [...Map.groupBy(questions, ({ domainId }) => domainId)].map(
    ([domainId, own]): DomainScore => ({
      domainId,
      score: percentYes(own, answers),
      yes: countOf(own, 'yes'),
      no: countOf(own, 'no'),
      notApplicable: countOf(own, 'not-applicable'),
    }),
  );
  const tooMany = countOf(questions, 'not-applicable') * 100 > questions.length * MOST_NOT_APPLICABLE;
  return {
    score: tooMany ? null : percentYes(questions, answers),
    reason: tooMany ? 'too-many-not-applicable' : null,
    domains,
    criticalGaps: questions
      .filter(({ questionId, critical }) => critical && answers.get(questionId) === 'no')
      .map(({ questionId }) => questionId),
  };
}
