/** Checklists: what a programme asks its facilities about, as data, in as many languages as it likes. */
import * as z from 'zod';
import { country, facilityKind, listOf, page, pattern, perLanguage, prose, revision, text } from './common.ts';
import { whole } from './quantities.ts';
import { row } from './row.ts';
import { day } from './times.ts';

const MOST_QUESTIONS = 200;
/** UTF-8 bytes of a checklist as JSON: with all its languages it stays one row of the table. */
const MOST_BYTES = 100_000;

const SMALL = /^[a-z0-9][a-z0-9-]{0,59}$/;
const idOf = (what: string, example: string) =>
  pattern(
    SMALL,
    `${what}-id.invalid`,
    `Give the ${what}Id in small letters, digits and dashes, at most 60, such as ${example}.`,
    example,
  );
export const checklistId = idOf('checklist', 'outbreak-readiness');
export const domainId = idOf('domain', 'isolation');
export const questionId = idOf('question', 'isolation-rooms');

/** One text per language; English is what everybody falls back to. */
function withEnglish<T extends z.ZodType>(value: T) {
  return perLanguage(value)
    .superRefine((texts, context) => {
      if ('en' in texts) return;
      const message = 'Give the English text: it is shown where another language is missing.';
      context.addIssue({ code: 'custom', path: ['en'], message, params: { code: 'field.required' } });
    })
    .meta({ description: 'One text per language tag (BCP 47); `en` is required.' });
}

const question = z.strictObject({
  questionId: questionId.meta({ description: 'Give a question that means something else another id.' }),
  texts: withEnglish(prose(500)),
  critical: z.boolean().optional().meta({ description: 'Counts double, and a no is listed apart.' }),
});

const domain = z.strictObject({
  domainId,
  titles: withEnglish(text(200)),
  questions: z.array(question).min(1).max(MOST_QUESTIONS),
});

type DomainBody = z.output<typeof domain>;

/** Ids name one thing each: domains in the list, questions in the whole list. */
function namedTwice(domains: readonly DomainBody[]) {
  const seen = new Set<string>();
  const twice = (kind: string, id: string) => {
    const name = `${kind} ${id}`;
    const before = seen.has(name);
    seen.add(name);
    return before;
  };
  return domains.flatMap((one, at) => [
    ...(twice('domain', one.domainId) ? [{ path: [at, 'domainId'], code: 'domain.duplicate' }] : []),
    ...one.questions.flatMap(({ questionId: id }, index) =>
      twice('question', id) ? [{ path: [at, 'questions', index, 'questionId'], code: 'question.duplicate' }] : [],
    ),
  ]);
}

const domains = z
  .array(domain)
  .min(1)
  .max(30)
  .superRefine((all, context) => {
    for (const { path, code } of namedTwice(all))
      context.addIssue({ code: 'custom', path, message: 'Give it an id of its own.', params: { code } });
    const questions = all.reduce((sum, one) => sum + one.questions.length, 0);
    if (questions <= MOST_QUESTIONS) return;
    const message = `Ask at most ${MOST_QUESTIONS} questions: these are ${questions}.`;
    context.addIssue({ code: 'custom', path: [], message, params: { code: 'questions.too-many' } });
  });

export const checklistBody = z
  .strictObject({
    titles: withEnglish(text(200)),
    issuer: text(200).optional(),
    domains,
    audience: z
      .strictObject({
        countries: z.array(country).max(300).optional(),
        kinds: z.array(facilityKind).max(10).optional(),
      })
      .optional()
      .meta({ description: 'Absent or empty: everybody.' }),
    effectiveOn: day.meta({ description: 'Nothing is asked before.' }),
    everyDays: whole(7, 1100).meta({ description: 'From the answers of one round to the opening of the next.' }),
    answerWithinDays: whole(0, 365).meta({ description: 'Then it is overdue.' }),
    status: z.enum(['active', 'withdrawn']).optional().meta({ description: 'Absent is active.' }),
  })
  .superRefine((body, context) => {
    if (new TextEncoder().encode(JSON.stringify(body)).length <= MOST_BYTES) return;
    const message = `Shorten the texts, or make two lists: a checklist takes at most ${MOST_BYTES} bytes of JSON.`;
    context.addIssue({ code: 'custom', path: ['domains'], message, params: { code: 'checklist.too-large' } });
  })
  .meta({ id: 'ChecklistBody' });
export type ChecklistBody = z.output<typeof checklistBody>;

export const checklistAnswer = z
  .strictObject({
    ...checklistBody.shape,
    checklistId,
    status: z.enum(['active', 'withdrawn']),
    questionsVersion: z
      .int()
      .min(1)
      .meta({ description: 'Counts up when questions come, go, move or change their weight; not with their texts.' }),
    revision,
  })
  .meta({ id: 'Checklist' });
export type ChecklistAnswer = z.output<typeof checklistAnswer>;

const readiness = {
  titles: { en: 'Ready for an outbreak', fr: 'Prêts face à une épidémie' },
  domains: [
    {
      domainId: 'isolation',
      titles: { en: 'Screening and isolation', fr: 'Dépistage et isolement' },
      questions: [
        {
          questionId: 'isolation-rooms',
          texts: {
            en: 'Can people who may be infectious be housed apart from the others today?',
            fr: "Les personnes peut-être contagieuses peuvent-elles être hébergées à part dès aujourd'hui ?",
          },
          critical: true,
        },
      ],
    },
  ],
  audience: { kinds: ['prison'] },
  effectiveOn: '2026-11-01',
  everyDays: 90,
  answerWithinDays: 14,
} as const;
const readinessAnswer = {
  ...readiness,
  checklistId: 'outbreak-readiness',
  status: 'active',
  questionsVersion: 1,
  revision: 1,
} as const;

export const checklistRows = {
  listChecklists: row({
    id: 'listChecklists',
    capability: 'checklists',
    method: 'GET',
    path: '/checklists',
    kind: 'read',
    scope: 'member',
    roles: 'any',
    summary: 'All checklists with their questions; a page holds at most 40',
    query: z.strictObject({ ...page }),
    answers: { 200: listOf(checklistAnswer) },
    example: { answer: { items: [readinessAnswer], nextCursor: null } },
  }),
  putChecklist: row({
    id: 'putChecklist',
    capability: 'checklists',
    method: 'PUT',
    path: '/checklists/{checklistId}',
    kind: 'record',
    scope: 'programme',
    roles: ['programme-lead'],
    summary: 'Create or replace a checklist; answers given so far keep their score',
    params: z.strictObject({ checklistId }),
    body: checklistBody,
    answers: { 200: checklistAnswer, 201: checklistAnswer },
    problems: ['country.unknown'],
    example: { path: { checklistId: 'outbreak-readiness' }, body: readiness, answer: readinessAnswer },
  }),
} as const;
