/** Countries: calendar, languages, standard lists and the levels that everything below inherits. */
import * as z from 'zod';
import {
  country,
  facilityKind,
  itemId,
  language,
  listOf,
  memberId,
  note,
  page,
  perLanguage,
  revision,
  text,
  timeZone,
} from './common.ts';
import { whole } from './quantities.ts';
import { row } from './row.ts';
import { day } from './times.ts';

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

const MOST_SURGES = 50;

const surge = z
  .strictObject({
    factor: z
      .number()
      .min(0.1)
      .max(20)
      .meta({ description: 'Use is this many times what was measured, or what the norm says.' }),
    from: day.meta({ description: 'First local day.' }),
    to: day.optional().meta({ description: 'The local day after the last one; absent until you end it.' }),
    itemIds: z.array(itemId).min(1).max(500).optional().meta({ description: 'Absent: every item.' }),
    note: note.optional(),
  })
  .refine(({ from, to }) => to === undefined || from < to, {
    path: ['to'],
    error: 'Give a day after from: to is not included.',
    params: { code: 'range.empty' },
  })
  .meta({
    id: 'Surge',
    description:
      'More (or less) is used for a while: an outbreak, a distribution. It acts on the rate of use, however that is known, of every facility of the country; stores that supply others have it by what those use. One acts on an item at a time: what names the item before what speaks of all, then the one that began last.',
  });

export const countryBody = z.strictObject({
  names: perLanguage(text(100)).optional(),
  timeZone,
  locales: z.array(language).min(1).max(20),
  digestHour: whole(0, 23).optional(),
  standardLists: z.partialRecord(facilityKind, z.array(itemId).max(500)).optional(),
  levels: z.partialRecord(kindOrDefault, levelDays).optional(),
  deputy: memberId.optional().meta({
    description:
      'Member to whom an alert is passed up that nobody takes on: critical after 24 hours, high after 72, and after as long again to the programme-wide leads; without a deputy to these at once.',
  }),
  surge: z.array(surge).max(MOST_SURGES).optional().meta({ description: 'Dated factors on the use of items.' }),
});
export type CountryBody = z.output<typeof countryBody>;

export const countryAnswer = countryBody.extend({ country, revision }).meta({ id: 'Country' });
export type CountryAnswer = z.output<typeof countryAnswer>;

const uganda = {
  timeZone: 'Africa/Kampala',
  locales: ['en-UG'],
  digestHour: 7,
  standardLists: { prison: ['soap-bar', 'mask-medical'] },
  levels: { store: { leadTimeDays: 90 } },
  surge: [{ factor: 2, from: '2026-11-16', to: '2026-12-14', itemIds: ['mask-medical'], note: 'Influenza season' }],
} as const;

export const countryRows = {
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
    summary: 'Create or replace a country: zone, languages, standard lists, default levels, surges of use',
    params: z.strictObject({ country }),
    body: countryBody,
    answers: { 200: countryAnswer, 201: countryAnswer },
    problems: ['item.unknown', 'member.unknown', 'levels.contradict'],
    example: { path: { country: 'UG' }, body: uganda, answer: { ...uganda, country: 'UG', revision: 1 } },
  }),
} as const;
