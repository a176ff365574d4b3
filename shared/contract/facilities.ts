/** Countries, facilities and head counts: where things stand and by which calendar. */
import * as z from 'zod';
import { facilityStatuses } from '../domain/facilities/facility.ts';
import {
  at,
  country,
  day,
  facilityId,
  facilityKind,
  itemId,
  language,
  listOf,
  on,
  page,
  pattern,
  perLanguage,
  revision,
  text,
  timeZone,
  whole,
} from './common.ts';
import { row } from './row.ts';

const days = whole(0, 730);

/** Levels that apply to every item of a facility or of a kind, in days; 0 or absent is "not set". */
export const levelDays = z
  .strictObject({
    leadTimeDays: days.optional(),
    safetyDays: days.optional(),
    orderIntervalDays: days.optional(),
    emergencyLeadDays: days.optional(),
    maxCoverDays: days.optional(),
    reportEveryDays: days.optional(),
  })
  .meta({ id: 'LevelDays', description: 'Levels in days; 0 or absent is "not set", so that what lies above applies.' });
export type LevelDays = z.output<typeof levelDays>;

const kindOrDefault = z.union([facilityKind, z.literal('default')]);

export const countryBody = z.strictObject({
  names: perLanguage(text(100)).optional(),
  timeZone,
  locales: z.array(language).min(1).max(20),
  digestHour: whole(0, 23).optional(),
  standardLists: z.partialRecord(facilityKind, z.array(itemId).max(500)).optional(),
  levels: z.partialRecord(kindOrDefault, levelDays).optional(),
});
export type CountryBody = z.output<typeof countryBody>;

export const countryAnswer = countryBody.extend({ country, revision }).meta({ id: 'Country' });
export type CountryAnswer = z.output<typeof countryAnswer>;

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
  officialCode: text(60).optional(),
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
    lastReportAt: at.nullable(),
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
  lastReportAt: '2026-11-20T08:00:00.000Z',
} as const;
const uganda = {
  timeZone: 'Africa/Kampala',
  locales: ['en-UG'],
  digestHour: 7,
  standardLists: { prison: ['soap-bar', 'mask-medical'] },
  levels: { store: { leadTimeDays: 90 } },
} as const;

export const facilityRows = {
  listCountries: row({
    id: 'listCountries',
    capability: 'facilities',
    method: 'GET',
    path: '/countries',
    kind: 'read',
    scope: 'member',
    roles: 'any',
    summary: 'Countries that your grants touch',
    query: z.strictObject(page),
    answers: { 200: listOf(countryAnswer) },
    example: { answer: { items: [{ ...uganda, country: 'UG', revision: 1 }], nextCursor: null } },
  }),
  putCountry: row({
    id: 'putCountry',
    capability: 'facilities',
    method: 'PUT',
    path: '/countries/{country}',
    kind: 'record',
    scope: 'programme',
    roles: ['programme-lead'],
    summary: 'Create or replace a country: zone, languages, standard lists, default levels',
    params: z.strictObject({ country }),
    body: countryBody,
    answers: { 200: countryAnswer, 201: countryAnswer },
    problems: ['item.unknown', 'levels.contradict'],
    example: { path: { country: 'UG' }, body: uganda, answer: { ...uganda, country: 'UG', revision: 1 } },
  }),
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
