/** Answers to checklists: the sheet of a round at a facility, what came of it, and the sheets before. */
import * as z from 'zod';
import { answerWords, assessments } from '../domain/checklists/checklist.ts';
import { checklistStates } from '../domain/checklists/due.ts';
import { checklistId, domainId, questionId } from './checklists.ts';
import { facilityId, listOf, page, pattern, person, prose, revision } from './common.ts';
import { row } from './row.ts';
import { at, day, on } from './times.ts';

/** Characters of all comments of a sheet: with two hundred answers it stays one row of the table. */
const MOST_COMMENT = 20_000;

const round = pattern(
  /^[0-9]{4}(-[A-Z0-9]{1,8}){0,2}$/,
  'round.invalid',
  'Give the round as a year and a part of it, such as 2026-Q4, 2026-11 or 2026-11-20.',
  '2026-11',
);
const assessment = z.enum(assessments).meta({ description: '`verified`: by a programme lead who looked.' });

const answer = z.strictObject({
  questionId,
  answer: z.enum(answerWords),
  comment: prose(500).optional().meta({ description: 'Free text. Never about a single prisoner.' }),
});

export const sheetBody = z
  .strictObject({
    round: round.optional().meta({
      description: 'Rounds order by name, so keep to one style. Absent: the month of `answeredOn`.',
    }),
    answeredOn: day.meta({ description: 'Local day.' }),
    assessment,
    answeredBy: person.optional(),
    answers: z
      .array(answer)
      .min(1)
      .max(200)
      .refine((all) => all.reduce((sum, { comment = '' }) => sum + comment.length, 0) <= MOST_COMMENT, {
        error: `Shorten the comments: together they take at most ${MOST_COMMENT} characters.`,
        params: { code: 'comments.too-long' },
      })
      .meta({ description: 'Every question of the checklist, once.' }),
  })
  .meta({ id: 'ChecklistSheetBody' });
export type SheetBody = z.output<typeof sheetBody>;

const percent = z.int().min(0).max(100).nullable();

export const sheetAnswer = z
  .strictObject({
    facilityId,
    checklistId,
    round: z.string(),
    answeredOn: on,
    assessment,
    answeredBy: z.string().nullable(),
    answers: z.array(z.strictObject({ questionId, answer: z.enum(answerWords), comment: z.string().nullable() })),
    questionsVersion: z.int().meta({ description: 'Of the questions that were answered.' }),
    score: percent.meta({ description: '100 x yes / (yes + no), critical questions double.' }),
    scoreReason: z
      .enum(['too-many-not-applicable'])
      .nullable()
      .meta({ description: 'Why there is no score: more than 30 % of the questions do not apply.' }),
    domains: z.array(z.strictObject({ domainId, score: percent, yes: z.int(), no: z.int(), notApplicable: z.int() })),
    criticalGaps: z.array(questionId).meta({ description: 'Critical questions answered with no.' }),
    recordedAt: at,
    revision,
  })
  .meta({
    id: 'ChecklistSheet',
    description: 'An answered checklist. `answeredBy` and comments are null for observers.',
  });
export type SheetAnswer = z.output<typeof sheetAnswer>;

const standing = {
  facilityId,
  checklistId,
  state: z.enum(['not-asked', ...checklistStates]),
  opensOn: on.nullable().meta({ description: 'From then on the next round may be answered.' }),
  dueOn: on.nullable().meta({ description: 'Last day to answer it, inclusive.' }),
};

export const facilityChecklist = z
  .strictObject({ ...standing, latest: sheetAnswer.nullable() })
  .meta({ id: 'FacilityChecklist' });
export type FacilityChecklist = z.output<typeof facilityChecklist>;

export const sheetHistory = z
  .strictObject({ ...standing, items: z.array(sheetAnswer), nextCursor: z.string().nullable() })
  .meta({ id: 'ChecklistHistory' });

const luzira = { facilityId: 'UG-LUZIRA-UPPER' } as const;
const luziraList = { ...luzira, checklistId: 'outbreak-readiness' } as const;
const sheet = {
  round: '2026-11',
  answeredOn: '2026-11-20',
  assessment: 'self',
  answeredBy: 'Officer in charge',
  answers: [{ questionId: 'isolation-rooms', answer: 'no', comment: 'Two cells until the roof is mended' }],
} as const;
const answered = {
  ...luziraList,
  ...sheet,
  answers: [{ questionId: 'isolation-rooms', answer: 'no', comment: 'Two cells until the roof is mended' }],
  questionsVersion: 1,
  score: 0,
  scoreReason: null,
  domains: [{ domainId: 'isolation', score: 0, yes: 0, no: 1, notApplicable: 0 }],
  criticalGaps: ['isolation-rooms'],
  recordedAt: '2026-11-20T08:00:00.000Z',
  revision: 1,
} satisfies SheetAnswer;
const stood = { ...luziraList, state: 'answered', opensOn: '2027-02-18', dueOn: '2027-03-04' } as const;

export const sheetRows = {
  listFacilityChecklists: row({
    id: 'listFacilityChecklists',
    capability: 'checklists',
    method: 'GET',
    path: '/facilities/{facilityId}/checklists',
    kind: 'read',
    scope: 'facility',
    roles: 'any',
    summary: 'Checklists that the facility is asked, or has answered, with the answers of the newest round',
    params: z.strictObject({ facilityId }),
    query: z.strictObject({ ...page }),
    answers: { 200: listOf(facilityChecklist) },
    example: { path: luzira, answer: { items: [{ ...stood, latest: answered }], nextCursor: null } },
  }),
  getFacilityChecklist: row({
    id: 'getFacilityChecklist',
    capability: 'checklists',
    method: 'GET',
    path: '/facilities/{facilityId}/checklists/{checklistId}',
    kind: 'read',
    scope: 'facility',
    roles: 'any',
    summary: 'Every sheet that the facility sent of a checklist, newest round first, corrected ones too',
    params: z.strictObject({ facilityId, checklistId }),
    query: z.strictObject({ ...page }),
    answers: { 200: sheetHistory },
    example: { path: luziraList, answer: { ...stood, items: [answered], nextCursor: null } },
  }),
  answerChecklist: row({
    id: 'answerChecklist',
    capability: 'checklists',
    method: 'PUT',
    path: '/facilities/{facilityId}/checklists/{checklistId}',
    kind: 'record',
    scope: 'facility',
    roles: ['facility-manager', 'programme-lead'],
    summary: 'Answer a round, or correct it; the same again changes nothing',
    params: z.strictObject({ facilityId, checklistId }),
    body: sheetBody,
    answers: { 200: sheetAnswer, 201: sheetAnswer },
    problems: [
      'checklist.unknown',
      'checklist.withdrawn',
      'checklist.not-asked',
      'checklist.verified',
      'assessment.forbidden',
      'answers.invalid',
      'answers.incomplete',
      'facility.closed',
      'date.future',
    ],
    example: { path: luziraList, body: sheet, answer: answered },
  }),
} as const;
