/** Every facility at a glance: worst items, preparedness, open alerts. */
import * as z from 'zod';
import { country, facilityId, flag, itemId, page } from './common.ts';
import { preparedness, trend } from './preparedness.ts';
import { row } from './row.ts';
import { stockStatus } from './stock-answers.ts';
import { at } from './times.ts';

export const overviewFacility = z
  .strictObject({
    facilityId,
    name: z.string(),
    preparedness,
    trend,
    items: z.array(z.strictObject({ itemId, status: stockStatus, coverDays: z.number().nullable() })),
    openAlerts: z.int(),
  })
  .meta({ id: 'OverviewFacility' });
export type OverviewFacility = z.output<typeof overviewFacility>;

export const overviewAnswer = z
  .strictObject({
    asOf: at,
    lastEvaluatedAt: at.nullable().meta({ description: 'Of the oldest country shown; null before the first sweep.' }),
    evaluationLate: z.boolean().meta({
      description: 'No sweep has ended within the last hour: alerts and scores are those of `lastEvaluatedAt`.',
    }),
    items: z.array(overviewFacility),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'Overview' });
export type OverviewAnswer = z.output<typeof overviewAnswer>;

export const overviewRows = {
  getOverview: row({
    id: 'getOverview',
    capability: 'overview',
    method: 'GET',
    path: '/overview',
    kind: 'read',
    scope: 'query',
    roles: 'any',
    summary: 'Facilities with what is not adequate there; `full=true` shows every item',
    query: z.strictObject({ country: country.optional(), full: flag.optional(), ...page }),
    answers: { 200: overviewAnswer },
    example: {
      query: { country: 'UG' },
      answer: {
        asOf: '2026-11-23T09:00:00.000Z',
        lastEvaluatedAt: '2026-11-23T08:45:00.000Z',
        evaluationLate: false,
        items: [
          {
            facilityId: 'UG-LUZIRA-UPPER',
            name: 'Luzira Upper Prison',
            preparedness: { score: 75, supplies: 50, guidance: 100, reporting: 100, checklist: null, reason: null },
            trend: { since: '2026-10-26', score: 60, change: 15 },
            items: [{ itemId: 'soap-bar', status: 'low', coverDays: 7.5 }],
            openAlerts: 1,
          },
        ],
        nextCursor: null,
      },
    },
  }),
} as const;
