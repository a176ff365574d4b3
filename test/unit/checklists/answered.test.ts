import { describe, expect, it } from 'vitest';
import { refuseSheet, stands } from '#shared/domain/checklists/answered.ts';
import { day } from '../alerts/sample.ts';
import { answersOf, checklist, prison } from './given.ts';

const today = day('2026-11-20');
const list = checklist();
const said = {
  round: '2026-11',
  answeredOn: today,
  assessment: 'self',
  answers: answersOf(list.questions, 'yny'),
} as const;
const [a, b, c] = said.answers;
const refused = (
  change: object,
  more: { list?: typeof list; reader?: typeof prison; mayVerify?: boolean; standing?: 'self' | 'verified' } = {},
) =>
  refuseSheet(
    more.list ?? list,
    more.reader ?? prison,
    { ...said, ...change },
    today,
    more.mayVerify ?? false,
    more.standing,
  );

describe('a sheet', () => {
  it('that answers every question is taken, in any order, also of a clock a day ahead', () => {
    expect(refused({})).toBeUndefined();
    expect(refused({ answers: said.answers.toReversed(), answeredOn: today + 1 })).toBeUndefined();
  });

  it.each([
    [
      'answers what nobody asks',
      { answers: [a, b, c, { questionId: 'z', answer: 'yes' }] },
      'answers.invalid',
      '/answers/3/questionId question.unknown',
    ],
    ['answers twice', { answers: [a, b, a, c] }, 'answers.invalid', '/answers/2/questionId question.duplicate'],
    ['leaves questions open', { answers: [b] }, 'answers.incomplete', '/answers answers.incomplete'],
    ['is of a day to come', { answeredOn: today + 2 }, 'date.future', '/answeredOn date.future'],
    [
      'says itself that it was verified',
      { assessment: 'verified' },
      'assessment.forbidden',
      '/assessment assessment.forbidden',
    ],
  ])('that %s is refused', (_what, change, code, error) => {
    const refusal = refused(change);
    expect(refusal?.code).toBe(code);
    expect(refusal?.errors?.map(({ pointer, code: own }) => `${pointer} ${own}`)).toEqual([error]);
  });

  it('names the questions that are open, ten of them in its sentence and all beside it', () => {
    expect(refused({ answers: [b] })).toMatchObject({ extra: { missing: ['a', 'c'] } });
    const questions = Array.from({ length: 12 }, (_, index) => ({
      questionId: `q${index}`,
      domainId: 'plan',
      critical: false,
    }));
    const many = refused({ answers: answersOf(questions.slice(0, 1), 'y') }, { list: checklist({ questions }) });
    expect(many?.detail).toMatch(/q10 and 1 more\.$/);
    expect(many?.extra?.missing).toHaveLength(11);
  });

  it.each([
    ['of a list that was withdrawn', { list: checklist({ withdrawn: true }) }, 'checklist.withdrawn'],
    [
      'of a list for others',
      { list: checklist({ audience: { countries: ['KZ'], kinds: null } }) },
      'checklist.not-asked',
    ],
    [
      'of a facility that was closed',
      { reader: { ...prison, status: 'closed', statusFrom: today } },
      'facility.closed',
    ],
    ['over one that was verified', { standing: 'verified' }, 'checklist.verified'],
  ] as const)('%s is refused', (_what, more, code) => {
    expect(refused({}, more)?.code).toBe(code);
  });

  it('of an unknown list is refused', () => {
    expect(refuseSheet(undefined, prison, said, today, true, undefined)?.code).toBe('checklist.unknown');
  });

  it('by a lead may verify, and correct what was verified', () => {
    expect(refused({ assessment: 'verified' }, { mayVerify: true, standing: 'verified' })).toBeUndefined();
  });

  it('stands when its round is the newest, or the same again', () => {
    expect(stands('2026-11', undefined)).toBe(true);
    expect(stands('2026-11', { round: '2026-11' })).toBe(true);
    expect(stands('2026-Q4', { round: '2026-Q3' })).toBe(true);
    expect(stands('2026-10', { round: '2026-11' })).toBe(false);
  });
});
