/** How prepared a facility is: the score, its parts, and how they moved day by day. */
import * as z from 'zod';
import { facilityId } from './common.ts';
import { row } from './row.ts';
import { at, day, on } from './times.ts';

const part = z.int().min(0).max(100).nullable();

/** The score and its parts. */
export const scoredParts = {
  score: part.meta({
    description: 'supplies 40, guidance 20, reporting 20, checklist 20; parts that are null left out.',
  }),
  supplies: part,
  guidance: part,
  reporting: part,
  checklist: part,
};

export const scoreReasons = ['nothing-listed', 'too-little-reported', 'not-active', 'not-evaluated'] as const;

export const preparedness = z
  .strictObject({
    ...scoredParts,
    reason: z.enum(scoreReasons).nullable().meta({
      description:
        'Why `score` is null: no standard list; under half of it reported in time; not open; no evaluation yet.',
    }),
  })
  .meta({ id: 'Preparedness', description: '0 to 100; null where there is nothing to judge by.' });
export type PreparednessParts = z.output<typeof preparedness>;

export const trend = z
  .strictObject({
    since: on,
    score: z.int().min(0).max(100).meta({ description: 'The score of that day.' }),
    change: z.int().meta({ description: 'Points since then.' }),
  })
  .nullable()
  .meta({
    id: 'Trend',
    description: 'Against four weeks ago (up to six days earlier); null without a score on either day.',
  });

export const preparednessAnswer = z
  .strictObject({
    facilityId,
    asOf: at,
    preparedness,
    trend,
    items: z.array(z.strictObject({ on, ...scoredParts })).meta({
      description: 'One per local day that was kept (every night, while the facility is open), oldest first.',
    }),
  })
  .meta({ id: 'FacilityPreparedness' });

const luzira = { facilityId: 'UG-LUZIRA-UPPER' } as const;
const parts = { supplies: 82, guidance: 100, reporting: 100, checklist: 70 } as const;

export const preparednessRows = {
  getPreparedness: row({
    id: 'getPreparedness',
    capability: 'overview',
    method: 'GET',
    path: '/facilities/{facilityId}/preparedness',
    kind: 'read',
    scope: 'facility',
    roles: 'any',
    summary: 'How prepared a facility is, and day by day: the last 90 days, or `from` up to `to`, at most 366',
    params: z.strictObject({ facilityId }),
    query: z
      .strictObject({
        from: day.optional().meta({ description: 'First local day. Absent: 90 days before `to`.' }),
        to: day.optional().meta({ description: 'The local day after the last one. Absent: tomorrow.' }),
      })
      .refine(({ from, to }) => from === undefined || to === undefined || to > from, {
        path: ['to'],
        error: 'Give a day after from: to is not included.',
        params: { code: 'range.empty' },
      }),
    answers: { 200: preparednessAnswer },
    example: {
      path: luzira,
      query: { from: '2026-11-01' },
      answer: {
        ...luzira,
        asOf: '2026-11-23T09:00:00.000Z',
        preparedness: { score: 87, ...parts, reason: null },
        trend: { since: '2026-10-26', score: 71, change: 16 },
        items: [{ on: '2026-11-23', score: 87, ...parts }],
      },
    },
  }),
} as const;
