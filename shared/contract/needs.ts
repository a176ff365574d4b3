/** What each place needs and what the stores can give: needs, ready plans of shipments, and what managers ask for. */
import * as z from 'zod';
import { country, facilityId, itemId, listOf, note, page, prose, uuid } from './common.ts';
import { checkQuantity, checkUnique, linesOf, MAX_ITEMS, quantityFields } from './lines.ts';
import { packSize, positiveQuantity } from './quantities.ts';
import { row } from './row.ts';
import { stockStatus } from './stock-answers.ts';
import { at, day, on } from './times.ts';

const units = z.int().min(0);

const requestLine = z.strictObject({ itemId, ...quantityFields(positiveQuantity) }).superRefine(checkQuantity);

export const requestBody = z
  .strictObject({
    lines: linesOf(requestLine, MAX_ITEMS),
    neededBy: day.optional().meta({ description: 'Local day.' }),
    reason: prose(1000).optional().meta({
      description: 'Free text, read within the scope only. Never about a single prisoner.',
    }),
  })
  .superRefine((body, context) => checkUnique(body.lines, 'itemId', (line) => line.itemId, context));
export type RequestBody = z.output<typeof requestBody>;

export const requestAnswer = z
  .strictObject({
    requestId: uuid,
    facilityId,
    lines: z.array(z.strictObject({ itemId, quantity: units })),
    neededBy: on.nullable(),
    reason: z.string().nullable().meta({ description: 'null for observers.' }),
    requestedAt: at,
    state: z.enum(['open', 'sent', 'withdrawn']).meta({
      description: '`sent`: a sweep found that all of it has left for the facility since.',
    }),
  })
  .meta({ id: 'SupplyRequest' });
export type RequestAnswer = z.output<typeof requestAnswer>;

export const withdrawBody = z.strictObject({ note: note.optional() });

const proposalLine = z.strictObject({
  lineId: z.string(),
  itemId,
  packs: units.optional(),
  packSize: packSize.optional(),
  quantity: units.optional(),
});

export const needsAnswer = z
  .strictObject({
    asOf: at,
    lastEvaluatedAt: at
      .nullable()
      .meta({ description: 'What the places have is of then; what the stores have of now.' }),
    totals: z.array(
      z.strictObject({
        itemId,
        needed: units,
        available: units.meta({ description: 'Units that the stores of these places could give, if they kept none.' }),
        short: units.meta({ description: 'Units that no share covers.' }),
      }),
    ),
    proposals: z
      .array(
        z.strictObject({
          origin: z.strictObject({ kind: z.literal('facility'), facilityId }),
          destination: facilityId,
          lines: z.array(proposalLine),
        }),
      )
      .meta({ description: 'Of this page: each is a body for `PUT /shipments/{shipmentId}` as it stands.' }),
    items: z.array(
      z.strictObject({
        facilityId,
        name: z.string(),
        itemId,
        status: stockStatus.nullable(),
        coverDays: z.number().nullable(),
        suggestedQuantity: units.nullable(),
        requested: z
          .strictObject({ quantity: units, requestedAt: at, neededBy: on.nullable() })
          .nullable()
          .meta({ description: 'What managers ask for and has not left yet.' }),
        planned: units.meta({ description: 'Units of planned shipments to the place.' }),
        needed: units
          .nullable()
          .meta({ description: 'The larger of suggested and requested, without what is planned.' }),
        share: units.nullable().meta({ description: 'Of that, what `from` can give: a fair share where it is short.' }),
        from: facilityId.nullable().meta({ description: 'The store that supplies the place.' }),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'Needs', description: 'Totals are of everything in scope but the needs of stores, on every page.' });
export type NeedsAnswer = z.output<typeof needsAnswer>;

const luzira = { facilityId: 'UG-LUZIRA-UPPER' } as const;
const requestPath = { ...luzira, requestId: '01996f6e-7c00-7000-8000-000000000031' } as const;
const asked = {
  lines: [{ itemId: 'soap-bar', packs: 40, packSize: 25 }],
  reason: 'Scabies in two wings',
} as const;
const request = {
  ...requestPath,
  lines: [{ itemId: 'soap-bar', quantity: 1000 }],
  neededBy: null,
  reason: 'Scabies in two wings',
  requestedAt: '2026-11-20T08:00:00.000Z',
  state: 'open',
} satisfies RequestAnswer;

export const needsRows = {
  getNeeds: row({
    id: 'getNeeds',
    capability: 'needs',
    method: 'GET',
    path: '/needs',
    kind: 'read',
    scope: 'query',
    roles: ['logistics', 'programme-lead'],
    summary: 'What each place needs, what its store can give, and shipments ready to be planned',
    query: z.strictObject({ country, ...page }),
    answers: { 200: needsAnswer },
    example: {
      query: { country: 'UG' },
      answer: {
        asOf: '2026-11-23T09:00:00.000Z',
        lastEvaluatedAt: '2026-11-23T08:45:00.000Z',
        totals: [{ itemId: 'soap-bar', needed: 2125, available: 1500, short: 625 }],
        proposals: [
          {
            origin: { kind: 'facility', facilityId: 'UG-STORE' },
            destination: 'UG-LUZIRA-UPPER',
            lines: [{ lineId: '1', itemId: 'soap-bar', packs: 60, packSize: 25 }],
          },
        ],
        items: [
          {
            ...luzira,
            name: 'Luzira Upper Prison',
            itemId: 'soap-bar',
            status: 'low',
            coverDays: 7.5,
            suggestedQuantity: 2125,
            requested: { quantity: 1000, requestedAt: '2026-11-20T08:00:00.000Z', neededBy: null },
            planned: 0,
            needed: 2125,
            share: 1500,
            from: 'UG-STORE',
          },
        ],
        nextCursor: null,
      },
    },
  }),
  listRequests: row({
    id: 'listRequests',
    capability: 'needs',
    method: 'GET',
    path: '/facilities/{facilityId}/requests',
    kind: 'read',
    scope: 'facility',
    roles: 'any',
    summary: 'What the facility asked for, newest id first',
    params: z.strictObject({ facilityId }),
    query: z.strictObject({ ...page }),
    answers: { 200: listOf(requestAnswer) },
    example: { path: luzira, answer: { items: [request], nextCursor: null } },
  }),
  putRequest: row({
    id: 'putRequest',
    capability: 'needs',
    method: 'PUT',
    path: '/facilities/{facilityId}/requests/{requestId}',
    kind: 'document',
    scope: 'facility',
    roles: ['facility-manager'],
    summary: 'Ask for supplies, whether or not anything is short',
    params: z.strictObject({ facilityId, requestId: uuid }),
    body: requestBody,
    answers: { 200: requestAnswer, 201: requestAnswer },
    problems: ['item.unknown', 'item.retired', 'facility.closed', 'date.order'],
    example: { path: requestPath, body: asked, answer: request },
  }),
  withdrawRequest: row({
    id: 'withdrawRequest',
    capability: 'needs',
    method: 'POST',
    path: '/facilities/{facilityId}/requests/{requestId}/withdraw',
    kind: 'action',
    scope: 'facility',
    roles: ['facility-manager', 'logistics', 'programme-lead'],
    summary: 'Take a request back, or turn it down',
    params: z.strictObject({ facilityId, requestId: uuid }),
    body: withdrawBody,
    answers: { 200: requestAnswer },
    example: {
      path: requestPath,
      body: { note: 'Found in the old store' },
      answer: { ...request, state: 'withdrawn' },
    },
  }),
} as const;
