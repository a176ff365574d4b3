/** Facilities and head counts: where things stand, by which calendar, and for how many people. */
import * as z from 'zod';
import { facilityStatuses } from '../domain/facilities/facility.ts';
import {
  code,
  country,
  facilityId,
  facilityKind,
  itemId,
  language,
  listOf,
  page,
  pattern,
  perLanguage,
  revision,
  text,
  timeZone,
} from './common.ts';
import { levelDays } from './countries.ts';
import { whole } from './quantities.ts';
import { row } from './row.ts';
import { day, on } from './times.ts';

const alias = z.strictObject({
  name: text(200),
  language: language.optional(),
  script: pattern(
    /^[A-Z][a-z]{3}$/,
    'script.invalid',
    'Give the script by its four letters (ISO 15924), such as Cyrl or Arab.',
    'Cyrl',
  ).optional(),
});

const facilityFields = z.strictObject({
  name: text(200),
  names: perLanguage(text(200)).optional(),
  country,
  kind: facilityKind,
  timeZone,
  bookkeeping: z.enum(['counts', 'movements']),
  suppliedBy: facilityId.optional().meta({ description: 'The store that supplies it.' }),
  officialCode: code(60).optional(),
  aliases: z.array(alias).max(40).optional(),
  status: z.enum(facilityStatuses).optional().meta({ description: 'Absent is active.' }),
  statusFrom: day.optional().meta({ description: 'First day of the status; needed unless active.' }),
  mergedInto: facilityId.optional().meta({ description: 'Where a closed facility went.' }),
  startedOn: day.optional().meta({ description: 'First day in the programme: guidance is due from then on.' }),
  location: z.strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }).optional(),
  standardList: z
    .array(itemId)
    .max(500)
    .optional()
    .meta({ description: "Instead of the country's list for the kind." }),
  levels: levelDays.optional(),
  nextDeliveryOn: day.optional().meta({
    description:
      'Local day on which the next delivery is expected; once it is over, or without it, each item is taken to come again an order interval after its last receipt.',
  }),
});

export const facilityBody = facilityFields.superRefine((facility, context) => {
  const refuse = (field: string, code: string, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message, params: { code } });
  const status = facility.status ?? 'active';
  if (status !== 'active' && facility.statusFrom === undefined)
    refuse('statusFrom', 'field.required', `Give statusFrom: the first day on which the facility is ${status}.`);
  if (status !== 'closed' && facility.mergedInto !== undefined)
    refuse('mergedInto', 'field.conflict', 'Leave mergedInto out, or set status to closed.');
});
export type FacilityBody = z.output<typeof facilityBody>;

const heads = whole(0, 1_000_000);
const headcountFields = z.strictObject({
  staff: heads,
  staffOnDuty: heads,
  held: heads,
  women: heads,
  juveniles: heads,
});

export const headcountBody = headcountFields.superRefine((count, context) => {
  const within = (part: 'staffOnDuty' | 'women' | 'juveniles', total: 'staff' | 'held') => {
    if (count[part] > count[total])
      context.addIssue({
        code: 'custom',
        path: [part],
        message: `Give at most the ${total} of ${count[total]}: ${part} is a part of it.`,
        params: { code: 'headcount.contradicts' },
      });
  };
  within('staffOnDuty', 'staff');
  within('women', 'held');
  within('juveniles', 'held');
});
export type HeadcountBody = z.output<typeof headcountBody>;

export const headcountAnswer = headcountFields.extend({ facilityId, date: on, revision }).meta({ id: 'Headcount' });
export type HeadcountAnswer = z.output<typeof headcountAnswer>;

export const facilityAnswer = facilityFields
  .extend({
    facilityId,
    revision,
    headcount: headcountFields.extend({ date: on }).nullable().meta({ description: 'The latest; null for observers.' }),
    lastReportOn: on.nullable().meta({
      description:
        'Local day of the last report of the facility: a whole count, or any stock document where movements are logged; null before the first.',
    }),
  })
  .meta({ id: 'Facility' });
export type FacilityAnswer = z.output<typeof facilityAnswer>;

const luzira = {
  name: 'Luzira Upper Prison',
  country: 'UG',
  kind: 'prison',
  timeZone: 'Africa/Kampala',
  bookkeeping: 'counts',
  suppliedBy: 'UG-STORE',
} as const;
const heads950 = { staff: 120, staffOnDuty: 40, held: 950, women: 0, juveniles: 0 } as const;
const luziraAnswer = {
  ...luzira,
  facilityId: 'UG-LUZIRA-UPPER',
  revision: 1,
  headcount: { ...heads950, date: '2026-11-20' },
  lastReportOn: '2026-11-20',
} as const;

export const facilityRows = {
  listFacilities: row({
    id: 'listFacilities',
    capability: 'facilities',
    method: 'GET',
    path: '/facilities',
    kind: 'read',
    scope: 'query',
    roles: 'any',
    summary: 'Facilities in your scope, or those of one country',
    query: z.strictObject({ country: country.optional(), ...page }),
    answers: { 200: listOf(facilityAnswer) },
    example: { query: { country: 'UG' }, answer: { items: [luziraAnswer], nextCursor: null } },
  }),
  getFacility: row({
    id: 'getFacility',
    capability: 'facilities',
    method: 'GET',
    path: '/facilities/{facilityId}',
    kind: 'read',
    scope: 'facility',
    roles: 'any',
    summary: 'One facility with its latest head count',
    params: z.strictObject({ facilityId }),
    answers: { 200: facilityAnswer },
    example: { path: { facilityId: 'UG-LUZIRA-UPPER' }, answer: luziraAnswer },
  }),
  putFacility: row({
    id: 'putFacility',
    capability: 'facilities',
    method: 'PUT',
    path: '/facilities/{facilityId}',
    kind: 'record',
    scope: 'facility',
    roles: ['programme-lead'],
    summary: 'Create or replace a facility, suspend it, close it',
    params: z.strictObject({ facilityId }),
    body: facilityBody,
    answers: { 200: facilityAnswer, 201: facilityAnswer },
    problems: [
      'country.unknown',
      'country.fixed',
      'facility.unknown',
      'facility.zone-fixed',
      'item.unknown',
      'levels.contradict',
    ],
    example: { path: { facilityId: 'UG-LUZIRA-UPPER' }, body: luzira, answer: luziraAnswer },
  }),
  putHeadcount: row({
    id: 'putHeadcount',
    capability: 'facilities',
    method: 'PUT',
    path: '/facilities/{facilityId}/headcounts/{date}',
    kind: 'record',
    scope: 'facility',
    roles: ['facility-manager', 'programme-lead'],
    summary: 'Say how many people work and are held there on a day; the latest day counts',
    params: z.strictObject({ facilityId, date: day }),
    body: headcountBody,
    answers: { 200: headcountAnswer, 201: headcountAnswer },
    problems: ['date.future', 'facility.closed'],
    example: {
      path: { facilityId: 'UG-LUZIRA-UPPER', date: '2026-11-20' },
      body: heads950,
      answer: { ...heads950, facilityId: 'UG-LUZIRA-UPPER', date: '2026-11-20', revision: 1 },
    },
  }),
} as const;
