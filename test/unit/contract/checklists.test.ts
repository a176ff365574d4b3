/** Checklists and sheets as bodies: what is taken, what is refused, and where the pointer points. */
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { checklistBody, checklistRows } from '#shared/contract/checklists.ts';
import { fieldErrors } from '#shared/contract/field-errors.ts';
import { sheetBody, sheetRows } from '#shared/contract/sheets.ts';

function told(schema: z.ZodType, input: unknown): string[] {
  const parsed = schema.safeParse(input);
  return parsed.success ? [] : fieldErrors(parsed.error.issues, input).map(({ pointer, code }) => `${pointer} ${code}`);
}

const body = checklistRows.putChecklist.example.body;
const question = (questionId: string, en = 'Is it there?') => ({ questionId, texts: { en } });
const domain = (domainId: string, questions: object[]) => ({ domainId, titles: { en: domainId }, questions });
const list = (change: object) => told(checklistBody, { ...body, ...change });
const many = (count: number, prefix = 'q', en?: string) =>
  Array.from({ length: count }, (_, i) => question(`${prefix}${i}`, en));

describe('a checklist', () => {
  it('speaks any language, beside English', () => {
    expect(list({ titles: { en: 'Ready', lg: 'Twetegese', 'kk-cyrl-kz': 'Дайын' } })).toEqual([]);
    expect(list({ titles: { fr: 'Prêts' } })).toEqual(['/titles/en field.required']);
    expect(list({ titles: {} })).toContain('/titles/en field.required');
    expect(list({ titles: { en: 'Ready', klingon_: 'nuq' } })).toEqual(['/titles/klingon_ language.invalid']);
    expect(list({ domains: [domain('a', [{ questionId: 'q', texts: { ru: 'Есть?' } }])] })).toEqual([
      '/domains/0/questions/0/texts/en field.required',
    ]);
  });

  it.each([
    [
      'a question twice in one domain',
      [domain('a', [question('q'), question('q')])],
      '/domains/0/questions/1/questionId question.duplicate',
    ],
    [
      'a question twice in two',
      [domain('a', [question('q')]), domain('b', [question('q')])],
      '/domains/1/questions/0/questionId question.duplicate',
    ],
    [
      'a domain twice',
      [domain('a', [question('q')]), domain('a', [question('r')])],
      '/domains/1/domainId domain.duplicate',
    ],
    ['a domain without questions', [domain('a', [])], '/domains/0/questions list.too-short'],
    ['no domain', [], '/domains list.too-short'],
    ['more questions than 200', [domain('a', many(200)), domain('b', many(1, 'r'))], '/domains questions.too-many'],
    ['an id with capitals', [domain('a', [question('Q')])], '/domains/0/questions/0/questionId question-id.invalid'],
    ['more bytes than a row takes', [domain('a', many(200, 'q', 'ә'.repeat(250)))], '/domains checklist.too-large'],
  ])('refuses %s', (_what, domains, expected) => {
    expect(list({ domains })).toEqual([expected]);
  });

  it.each([
    [{ everyDays: 6 }, '/everyDays number.too-small'],
    [{ everyDays: 90.5 }, '/everyDays number.fraction'],
    [{ answerWithinDays: 366 }, '/answerWithinDays number.too-large'],
    [{ effectiveOn: '2026-02-30' }, '/effectiveOn date.invalid'],
    [{ status: 'draft' }, '/status enum.unknown'],
    [{ audience: { kinds: ['castle'] } }, '/audience/kinds/0 enum.unknown'],
    [{ rounds: 3 }, '/rounds field.unknown'],
  ])('refuses %j', (change, expected) => {
    expect(list(change)).toEqual([expected]);
  });
});

describe('a sheet', () => {
  const sheet = (change: object) => told(sheetBody, { ...sheetRows.answerChecklist.example.body, ...change });
  const answers = (count: number, comment: string) =>
    Array.from({ length: count }, (_, i) => ({ questionId: `q${i}`, answer: 'no', comment }));

  it.each([undefined, '2026', '2026-Q4', '2026-11', '2026-W47', '2026-11-20'])('is of round %s', (round) => {
    expect(sheet({ round })).toEqual([]);
  });

  it.each([
    [{ round: 'autumn' }, '/round round.invalid'],
    [{ round: '2026-11-20-1' }, '/round round.invalid'],
    [{ assessment: 'guessed' }, '/assessment enum.unknown'],
    [{ answeredOn: undefined }, '/answeredOn field.required'],
    [{ answers: answers(201, 'x') }, '/answers list.too-long'],
    [{ answers: answers(1, 'x'.repeat(501)) }, '/answers/0/comment text.too-long'],
    [{ answers: answers(100, 'x'.repeat(201)) }, '/answers comments.too-long'],
    [{ answers: answers(1, '') }, '/answers/0/comment text.empty'],
  ])('refuses %j', (change, expected) => {
    expect(sheet(change)).toEqual([expected]);
  });
});
