import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerWords, asksTheSame } from '#shared/domain/checklists/checklist.ts';
import { scoreOf } from '#shared/domain/checklists/score.ts';
import { answersOf, question } from './given.ts';

const ten = [...'abcdefghij'].map((id) => question(id, id < 'f' ? 'plan' : 'staff'));
const scored = (letters: string, questions = ten) => scoreOf(questions, answersOf(questions, letters));

describe('the score of a sheet', () => {
  it.each([
    ['yyyyyyyyyy', 100],
    ['nnnnnnnnnn', 0],
    ['yyyyynnnnn', 50],
    ['yyyyyynnn-', 67],
    ['yyyyyyy---', 100],
    ['nyyyyyy---', 86],
    ['yyyyyy----', null],
    ['----------', null],
  ])('of %s is %s', (letters, expected) => {
    const { score, reason } = scored(letters);
    expect(score).toBe(expected);
    expect(reason).toBe(expected === null ? 'too-many-not-applicable' : null);
  });

  it('judges 30 percent that do not apply exactly: 3 of 10 is enough to go on, 4 of 13 is not', () => {
    const thirteen = [...'abcdefghijklm'].map((id) => question(id));
    expect(scored('yyyyyyyyyy---', thirteen).score).toBe(100);
    expect(scored('yyyyyyyyy----', thirteen).score).toBeNull();
  });

  it('counts critical questions double, and lists those answered with no', () => {
    const questions = [question('a', 'plan', true), question('b'), question('c', 'staff', true)];
    expect(scored('nyy', questions)).toMatchObject({ score: 60, criticalGaps: ['a'] });
    expect(scored('ynn', questions)).toMatchObject({ score: 40, criticalGaps: ['c'] });
  });

  it('scores each domain for itself, and none of which nothing applies', () => {
    expect(scored('yynn-yyyyy').domains).toEqual([
      { domainId: 'plan', score: 50, yes: 2, no: 2, notApplicable: 1 },
      { domainId: 'staff', score: 100, yes: 5, no: 0, notApplicable: 0 },
    ]);
    const questions = [...ten, question('x', 'visits')];
    expect(scored('yyyyyyyyyy-', questions).domains.at(-1)).toMatchObject({ domainId: 'visits', score: null });
  });

  const questions = fc
    .uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 30 })
    .chain((ids) =>
      fc.tuple(
        ...ids.map((id) =>
          fc.record({ questionId: fc.constant(id), domainId: fc.constantFrom('p', 'q'), critical: fc.boolean() }),
        ),
      ),
    );
  const sheets = questions.chain((asked) =>
    fc.tuple(
      fc.constant(asked),
      fc.tuple(
        ...asked.map(({ questionId }) =>
          fc.record({ questionId: fc.constant(questionId), answer: fc.constantFrom(...answerWords) }),
        ),
      ),
    ),
  );

  it('does not depend on the order of the answers, lies in 0 to 100, and counts every question once', () => {
    fc.assert(
      fc.property(sheets, ([asked, answers]) => {
        const one = scoreOf(asked, answers);
        expect(scoreOf(asked, answers.toReversed())).toEqual(one);
        if (one.score !== null) expect(one.score >= 0 && one.score <= 100).toBe(true);
        const counted = one.domains.reduce((sum, { yes, no, notApplicable }) => sum + yes + no + notApplicable, 0);
        expect(counted).toBe(asked.length);
      }),
    );
  });

  it('never falls when a no becomes a yes', () => {
    fc.assert(
      fc.property(sheets, ([asked, answers]) => {
        const better = answers.map((one) => (one.answer === 'no' ? { ...one, answer: 'yes' as const } : one));
        const before = scoreOf(asked, answers);
        expect(scoreOf(asked, better).score).toBe(before.score === null ? null : 100);
        expect(scoreOf(asked, better).criticalGaps).toEqual([]);
      }),
    );
  });
});

describe('two lists ask the same', () => {
  it('in another order, but not with a question more, moved or of another weight', () => {
    const [a, b] = [question('a'), question('b')];
    expect(asksTheSame([a, b], [b, a])).toBe(true);
    expect(asksTheSame([a, b], [a])).toBe(false);
    expect(asksTheSame([a, b], [a, question('b', 'staff')])).toBe(false);
    expect(asksTheSame([a, b], [a, question('b', 'plan', true)])).toBe(false);
  });
});
