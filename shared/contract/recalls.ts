/** Lots that are recalled or on hold everywhere, and what each facility says it did about it. */
import * as z from 'zod';
import { recallActions } from '../domain/recalls/recall.ts';
import {
  country,
  facilityId,
  itemId,
  listOf,
  lot,
  note,
  page,
  pattern,
  perLanguage,
  prose,
  revision,
} from './common.ts';
import { quantity } from './quantities.ts';
import { row } from './row.ts';
import { at, day, instant } from './times.ts';

export const recallId = pattern(
  /^[a-z0-9][a-z0-9-]{0,59}$/,
  'recall-id.invalid',
  'Give the recallId in small letters, digits and dashes, at most 60, such as masks-m2209.',
  'masks-m2209',
);

const action = z.enum(recallActions).meta({
  description: '`recall`: never to be used again. `hold`: not until somebody knows more.',
});

export const recallBody = z
  .strictObject({
    itemId,
    lot,
    action,
    reasons: perLanguage(prose(500)).meta({
      description: 'One text per language tag (BCP 47), for everybody to read.',
    }),
    since: day,
    status: z.enum(['active', 'lifted']).optional().meta({ description: 'Absent is active.' }),
  })
  .meta({ id: 'RecallBody' });
export type RecallBody = z.output<typeof recallBody>;

export const recallAnswer = z
  .strictObject({ ...recallBody.shape, recallId, status: z.enum(['active', 'lifted']), revision })
  .meta({ id: 'Recall' });
export type RecallAnswer = z.output<typeof recallAnswer>;

export const recallReplyBody = z.strictObject({
  acknowledgedAt: instant,
  quantityFound: quantity.meta({
    description: 'Units of the lot that were found and set apart; 0 where there were none.',
  }),
  note: note.optional(),
});
export type RecallReplyBody = z.output<typeof recallReplyBody>;

export const recallReply = z
  .strictObject({
    recallId,
    facilityId,
    acknowledgedAt: at,
    quantityFound: z.int(),
    note: z.string().nullable().meta({ description: 'null for observers.' }),
    action: action.meta({
      description: 'What was asked for then: a lot on hold is asked about again once it is recalled.',
    }),
  })
  .meta({ id: 'RecallReply' });
export type RecallReply = z.output<typeof recallReply>;

const masks = {
  itemId: 'mask-medical',
  lot: 'M2209',
  action: 'recall',
  reasons: {
    en: 'Ear loops tear off; the maker takes the lot back',
    fr: 'Les élastiques se détachent ; le fabricant reprend le lot',
  },
  since: '2026-11-20',
} as const;
const path = { recallId: 'masks-m2209' } as const;
const masksAnswer = { ...path, ...masks, status: 'active', revision: 1 } as const;
const replyPath = { facilityId: 'UG-LUZIRA-UPPER', ...path } as const;
const reply = {
  acknowledgedAt: '2026-11-20T08:00:00.000Z',
  quantityFound: 300,
  note: 'Locked in the old store',
} as const;
const replyAnswer = { ...replyPath, ...reply, action: 'recall' } as const;

export const recallRows = {
  listRecalls: row({
    id: 'listRecalls',
    capability: 'catalogue',
    method: 'GET',
    path: '/recalls',
    kind: 'read',
    scope: 'member',
    roles: 'any',
    summary: 'Lots that are recalled or on hold, and those that were',
    query: z.strictObject({ ...page }),
    answers: { 200: listOf(recallAnswer) },
    example: { answer: { items: [masksAnswer], nextCursor: null } },
  }),
  putRecall: row({
    id: 'putRecall',
    capability: 'catalogue',
    method: 'PUT',
    path: '/recalls/{recallId}',
    kind: 'record',
    scope: 'programme',
    roles: ['programme-lead'],
    summary:
      'Recall a lot everywhere, put it on hold, or lift that; facilities that have it are asked with the next sweep',
    params: z.strictObject({ recallId }),
    body: recallBody,
    answers: { 200: recallAnswer, 201: recallAnswer },
    problems: ['item.unknown', 'recall.lot-fixed', 'date.future'],
    example: { path, body: masks, answer: masksAnswer },
  }),
  listRecallReplies: row({
    id: 'listRecallReplies',
    capability: 'catalogue',
    method: 'GET',
    path: '/recalls/{recallId}/replies',
    kind: 'read',
    scope: 'query',
    roles: 'any',
    summary: 'Which facilities have set the lot apart, and how much of it; those that have not are in the alerts',
    params: z.strictObject({ recallId }),
    query: z.strictObject({ country: country.optional(), ...page }),
    answers: { 200: listOf(recallReply) },
    example: { path, query: { country: 'UG' }, answer: { items: [replyAnswer], nextCursor: null } },
  }),
  replyToRecall: row({
    id: 'replyToRecall',
    capability: 'catalogue',
    method: 'PUT',
    path: '/facilities/{facilityId}/recalls/{recallId}',
    kind: 'document',
    scope: 'facility',
    roles: ['facility-manager'],
    summary: 'Say that the lot was looked for and set apart',
    params: z.strictObject({ facilityId, recallId }),
    body: recallReplyBody,
    answers: { 200: recallReply, 201: recallReply },
    problems: ['recall.unknown', 'date.future'],
    example: { path: replyPath, body: reply, answer: replyAnswer },
  }),
} as const;
