/** Who has read a guidance version, who is late, and who was briefed. */
import * as z from 'zod';
import { country, facilityId, language, note, page, uuid } from './common.ts';
import { acknowledgementState, documentId, version } from './guidance.ts';
import { whole } from './quantities.ts';
import { row } from './row.ts';
import { at, day, instant, on } from './times.ts';

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
      briefed: headsFigure.meta({
        description:
          'Heads over all briefings, of facilities with a head count only; null without any, and for observers.',
      }),
      staff: headsFigure.meta({ description: 'Staff of the same facilities; null without any, and for observers.' }),
      withoutStaff: z.int().nullable().meta({
        description:
          'Facilities without a head count: what was briefed there is not in the totals. null for observers.',
      }),
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
const acknowledged = { acknowledgedAt: '2026-11-20T08:00:00.000Z', language: 'en' } as const;
const briefing = { ...versionPath, heldOn: '2026-11-21', language: 'en', heads: 28 } as const;

export const readingRows = {
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
        totals: { facilities: 1, acknowledged: 1, pending: 0, overdue: 0, briefed: 84, staff: 120, withoutStaff: 0 },
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
