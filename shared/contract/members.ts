/** Who may do what where: members and their grants. */
import * as z from 'zod';
import { roles } from '../domain/members/grants.ts';
import { language, listOf, memberId, page, revision, text } from './common.ts';
import { mailbox, preferencesAnswer, preferencesBody, preferencesExample } from './preferences.ts';
import { row } from './row.ts';
import { at } from './times.ts';

export const grantScope = z
  .string()
  .max(40)
  .refine((value) => /^(\*|[A-Z]{2}|[A-Z]{2}-[A-Z0-9][A-Z0-9-]*)$/.test(value), {
    error: 'Give the scope as * (the programme), a country such as UG, or a facility such as UG-LUZIRA-UPPER.',
    params: { code: 'grant-scope.invalid' },
  })
  .meta({ examples: ['*', 'UG', 'UG-LUZIRA-UPPER'] });

export const grant = z.strictObject({ role: z.enum(roles), scope: grantScope }).meta({
  id: 'Grant',
  description:
    'Programme leads and observers stand on the programme or a country, logistics on a country or a store, facility managers on a facility each.',
});
export type Grant = z.output<typeof grant>;

export const memberBody = z.strictObject({
  name: text(120),
  locale: language,
  grants: z
    .array(grant)
    .min(1)
    .max(40)
    .refine((grants) => new Set(grants.map(({ role, scope }) => `${role}:${scope}`)).size === grants.length, {
      error: 'Give each grant once: two are the same.',
      params: { code: 'grants.duplicate' },
    }),
});
export type MemberBody = z.output<typeof memberBody>;

export const memberAnswer = memberBody
  .extend({ memberId, revision, mailbox: mailbox.nullable() })
  .meta({ id: 'Member', description: '`mailbox` is null where mail arrives. PUT trusts the address again.' });
export type MemberAnswer = z.output<typeof memberAnswer>;

export const removedMemberAnswer = z.strictObject({ memberId, revision, removedAt: at }).meta({ id: 'RemovedMember' });

export const meAnswer = z
  .strictObject({
    memberId,
    name: z.string().nullable(),
    locale: z.string().nullable(),
    grants: z.array(grant),
    preferences: preferencesAnswer,
    mailbox: mailbox.nullable(),
  })
  .meta({ id: 'Me', description: 'Name and locale are null for the first lead before a member record exists.' });
export type MeAnswer = z.output<typeof meAnswer>;

const manager = {
  name: 'Facility manager (demo)',
  locale: 'en-UG',
  grants: [{ role: 'facility-manager', scope: 'UG-LUZIRA-UPPER' }],
} as const;
const path = { memberId: 'manager.luzira@example.org' } as const;

export const memberRows = {
  getMe: row({
    id: 'getMe',
    capability: 'members',
    method: 'GET',
    path: '/me',
    kind: 'read',
    scope: 'member',
    roles: 'any',
    summary: 'Who you are and what your grants cover',
    answers: { 200: meAnswer },
    example: {
      answer: { ...manager, ...path, preferences: { ...preferencesExample, revision: 1 }, mailbox: null },
    },
  }),
  putPreferences: row({
    id: 'putPreferences',
    capability: 'members',
    method: 'PUT',
    path: '/me/preferences',
    kind: 'record',
    scope: 'member',
    roles: 'any',
    summary: 'What you want to be told by mail; also trusts your address again',
    body: preferencesBody,
    answers: { 200: preferencesAnswer, 201: preferencesAnswer },
    problems: ['preferences.uncovered'],
    example: { body: preferencesExample, answer: { ...preferencesExample, revision: 1 } },
  }),
  listMembers: row({
    id: 'listMembers',
    capability: 'members',
    method: 'GET',
    path: '/members',
    kind: 'read',
    scope: 'query',
    roles: ['programme-lead'],
    summary: 'Members whose grants lie in your scope',
    query: z.strictObject(page),
    answers: { 200: listOf(memberAnswer) },
    example: { answer: { items: [{ ...manager, ...path, revision: 1, mailbox: null }], nextCursor: null } },
  }),
  putMember: row({
    id: 'putMember',
    capability: 'members',
    method: 'PUT',
    path: '/members/{memberId}',
    kind: 'record',
    scope: 'loaded',
    roles: ['programme-lead'],
    summary: 'Create or replace a member; grants only within your own scope',
    params: z.strictObject({ memberId }),
    body: memberBody,
    answers: { 200: memberAnswer, 201: memberAnswer },
    problems: ['grant.outside-scope', 'grant.misplaced', 'lead.last', 'facility.unknown', 'country.unknown'],
    example: { path, body: manager, answer: { ...manager, ...path, revision: 1, mailbox: null } },
  }),
  deleteMember: row({
    id: 'deleteMember',
    capability: 'members',
    method: 'DELETE',
    path: '/members/{memberId}',
    kind: 'record',
    scope: 'loaded',
    roles: ['programme-lead'],
    summary: 'Remove a member; access ends with the token, at most 15 minutes later',
    params: z.strictObject({ memberId }),
    answers: { 200: removedMemberAnswer },
    problems: ['grant.outside-scope', 'lead.last'],
    example: { path, answer: { ...path, revision: 2, removedAt: '2026-11-20T08:00:00.000Z' } },
  }),
} as const;
