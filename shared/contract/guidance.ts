/** Guidance that keeps people safe: versions, who has to read them, who did, who was briefed. */
import * as z from 'zod';
import {
  at,
  country,
  day,
  facilityId,
  facilityKind,
  instant,
  language,
  link,
  listOf,
  note,
  on,
  page,
  pattern,
  perLanguage,
  text,
  uuid,
  whole,
} from './common.ts';
import { row } from './row.ts';

export const documentId = pattern(
  /^[a-z0-9][a-z0-9-]{0,59}$/,
  'document-id.invalid',
  'Give the documentId in small letters, digits and dashes, at most 60, such as who-euro-prisons.',
  'who-euro-prisons',
);
export const version = pattern(
  /^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$/,
  'version.invalid',
  'Give the version in letters, digits, dots and dashes, at most 20, such as 2021-02.',
  '2021-02',
);

export const guidanceBody = z
  .strictObject({
    titles: perLanguage(text(300)),
    issuer: text(200).optional(),
    links: perLanguage(link).optional(),
    keyPoints: perLanguage(z.array(text(500)).min(1).max(20))
      .optional()
      .meta({ description: 'To read offline.' }),
    audience: z
      .strictObject({
        countries: z.array(country).max(300).optional(),
        kinds: z.array(facilityKind).max(10).optional(),
      })
      .optional()
      .meta({ description: 'Absent or empty: everybody.' }),
    effectiveOn: day,
    acknowledgeWithinDays: whole(0, 365),
    asksAgain: z.boolean().meta({ description: 'false for a typo or an added translation: nobody is asked again.' }),
    status: z
      .enum(['published', 'withdrawn'])
      .optional()
      .meta({ description: 'Absent is published. The only part that may change later.' }),
  })
  .meta({ id: 'GuidanceVersionBody' });
export type GuidanceBody = z.output<typeof guidanceBody>;

export const acknowledgementState = z.enum(['not-asked', 'pending', 'overdue', 'acknowledged']);

export const guidanceAnswer = guidanceBody
  .extend({
    documentId,
    version,
    status: z.enum(['published', 'withdrawn']),
    publishedAt: at,
    current: z.boolean().meta({ description: 'In force: effective, not withdrawn, no newer one in force.' }),
    acknowledgement: z
      .strictObject({
        state: acknowledgementState,
        dueOn: on.nullable(),
        acknowledgedAt: at.nullable(),
        language: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'Of the facility asked for; null without `facility`.' }),
  })
  .meta({ id: 'GuidanceVersion' });
export type GuidanceAnswer = z.output<typeof guidanceAnswer>;

const headsFigure = z.int().nullable();

export const coverageAnswer = z
  .strictObject({
    documentId,
    version,
    asOf: at,
    totals: z.strictObject({
      facilities: z.int(),
      acknowledged: z.int(),
      pending: z.int(),
      overdue: z.int(),
      briefed: headsFigure,
      staff: headsFigure,
    }),
    items: z.array(
      z.strictObject({
        facilityId,
        name: z.string(),
        state: acknowledgementState,
        dueOn: on.nullable(),
        acknowledgedAt: at.nullable(),
        language: z.string().nullable(),
        briefed: headsFigure.meta({ description: 'Heads over all briefings; null for observers.' }),
        staff: headsFigure.meta({ description: 'Of the latest head count; null for observers.' }),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'Coverage', description: 'Totals are of everything asked for, on every page.' });
export type CoverageAnswer = z.output<typeof coverageAnswer>;

export const acknowledgementBody = z.strictObject({ acknowledgedAt: instant, language });
export type AcknowledgementBody = z.output<typeof acknowledgementBody>;

export const acknowledgementAnswer = z
  .strictObject({
    facilityId,
    documentId,
    version,
    memberId: z.string(),
    acknowledgedAt: at,
    language: z.string(),
    first: z.boolean().meta({ description: 'true: this one answers for the facility.' }),
  })
  .meta({ id: 'Acknowledgement' });
export type AcknowledgementAnswer = z.output<typeof acknowledgementAnswer>;

export const briefingBody = z.strictObject({
  documentId,
  version,
  heldOn: day,
  language,
  heads: whole(1, 100_000),
  note: note.optional(),
});
export type BriefingBody = z.output<typeof briefingBody>;

export const briefingAnswer = briefingBody.extend({ facilityId, briefingId: uuid }).meta({ id: 'Briefing' });
export type BriefingAnswer = z.output<typeof briefingAnswer>;

const facilityPath = { facilityId: 'UG-LUZIRA-UPPER' } as const;
const versionPath = { documentId: 'who-euro-prisons', version: '2021-02' } as const;
const briefingId = '01996f6e-7c00-7000-8000-000000000004';
const published = {
  titles: { en: 'COVID-19 in prisons: interim guidance' },
  links: { en: 'https://example.org/guidance.pdf' },
  audience: { countries: ['UG'], kinds: ['prison'] },
  effectiveOn: '2026-11-01',
  acknowledgeWithinDays: 14,
  asksAgain: true,
} as const;
const publishedAnswer = {
  ...published,
  ...versionPath,
  status: 'published',
  publishedAt: '2026-10-28T08:00:00.000Z',
  current: true,
  acknowledgement: null,
} as const;
const pending = { state: 'pending', dueOn: '2026-11-15', acknowledgedAt: null, language: null } as const;
const acknowledged = { acknowledgedAt: '2026-11-20T08:00:00.000Z', language: 'en' } as const;
const briefing = { ...versionPath, heldOn: '2026-11-21', language: 'en', heads: 28 } as const;

export const guidanceRows = {
  listGuidance: row({
    id: 'listGuidance',
    capability: 'guidance',
    method: 'GET',
    path: '/guidance',
    kind: 'read',
    scope: 'query',
    roles: 'any',
    summary: 'Guidance versions meant for your scope; with `facility`, whether it has read them',
    query: z.strictObject({ country: country.optional(), facility: facilityId.optional(), ...page }),
    answers: { 200: listOf(guidanceAnswer) },
    example: {
      query: { facility: 'UG-LUZIRA-UPPER' },
      answer: { items: [{ ...publishedAnswer, acknowledgement: pending }], nextCursor: null },
    },
  }),
  putGuidanceVersion: row({
    id: 'putGuidanceVersion',
    capability: 'guidance',
    method: 'PUT',
    path: '/guidance/{documentId}/versions/{version}',
    kind: 'document',
    scope: 'programme',
    roles: ['programme-lead'],
    summary: 'Publish a version; later only its status may change, to withdraw it',
    params: z.strictObject({ documentId, version }),
    body: guidanceBody,
    answers: { 200: guidanceAnswer, 201: guidanceAnswer },
    problems: ['country.unknown'],
    example: { path: versionPath, body: published, answer: publishedAnswer },
  }),
  getCoverage: row({
    id: 'getCoverage',
    capability: 'guidance',
    method: 'GET',
    path: '/guidance/{documentId}/versions/{version}/coverage',
    kind: 'read',
    scope: 'query',
    roles: 'any',
    summary: 'Which facilities have acknowledged a version, which are late, how many of the staff were briefed',
    params: z.strictObject({ documentId, version }),
    query: z.strictObject({ country: country.optional(), ...page }),
    answers: { 200: coverageAnswer },
    example: {
      path: versionPath,
      query: { country: 'UG' },
      answer: {
        ...versionPath,
        asOf: '2026-11-23T09:00:00.000Z',
        totals: { facilities: 1, acknowledged: 1, pending: 0, overdue: 0, briefed: 84, staff: 120 },
        items: [
          {
            ...facilityPath,
            name: 'Luzira Upper Prison',
            state: 'acknowledged',
            dueOn: '2026-11-15',
            ...acknowledged,
            briefed: 84,
            staff: 120,
          },
        ],
        nextCursor: null,
      },
    },
  }),
  acknowledgeGuidance: row({
    id: 'acknowledgeGuidance',
    capability: 'guidance',
    method: 'PUT',
    path: '/facilities/{facilityId}/acknowledgements/{documentId}/{version}',
    kind: 'document',
    scope: 'facility',
    roles: ['facility-manager'],
    summary: 'Say that you have read a version; the first one answers for the facility',
    params: z.strictObject({ facilityId, documentId, version }),
    body: acknowledgementBody,
    answers: { 200: acknowledgementAnswer, 201: acknowledgementAnswer },
    problems: ['document.unknown', 'guidance.withdrawn', 'guidance.not-asked', 'date.future'],
    example: {
      path: { ...facilityPath, ...versionPath },
      body: { acknowledgedAt: '2026-11-20T08:00:00Z', language: 'en' },
      answer: { ...facilityPath, ...versionPath, memberId: 'manager.luzira@example.org', ...acknowledged, first: true },
    },
  }),
  recordBriefing: row({
    id: 'recordBriefing',
    capability: 'guidance',
    method: 'PUT',
    path: '/facilities/{facilityId}/briefings/{briefingId}',
    kind: 'document',
    scope: 'facility',
    roles: ['facility-manager'],
    summary: 'Add a briefing session: day, language, heads',
    params: z.strictObject({ facilityId, briefingId: uuid }),
    body: briefingBody,
    answers: { 200: briefingAnswer, 201: briefingAnswer },
    problems: ['document.unknown', 'guidance.withdrawn', 'date.future'],
    example: {
      path: { ...facilityPath, briefingId },
      body: briefing,
      answer: { ...facilityPath, briefingId, ...briefing },
    },
  }),
} as const;
