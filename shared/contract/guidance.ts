/** Guidance that keeps people safe: its versions, and who is meant to read them. */
import * as z from 'zod';
import { country, facilityId, facilityKind, link, listOf, page, pattern, perLanguage, prose, text } from './common.ts';
import { whole } from './quantities.ts';
import { row } from './row.ts';
import { at, day, on } from './times.ts';

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
    keyPoints: perLanguage(z.array(prose(500)).min(1).max(20))
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

const versionPath = { documentId: 'who-euro-prisons', version: '2021-02' } as const;
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
} as const;
