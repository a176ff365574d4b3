/** Alerts: what needs somebody's attention, and what people did about it. */
import * as z from 'zod';
import { type AlertKind, alertChanges, alertKinds, alertLevels, alertStates } from '../domain/alerts/alert.ts';
import { country, facilityId, listOf, note, page } from './common.ts';
import { row } from './row.ts';
import { at, instant } from './times.ts';

export const alertKind = z.enum(alertKinds);
export const alertLevel = z.enum(alertLevels);
export const alertState = z.enum(alertStates);

/** Kinds that logistics may act on too. */
export const shipmentAlertKinds: readonly AlertKind[] = ['shipment-overdue', 'receipt-discrepancy'];

export const alertId = z
  .string()
  .max(300)
  .refine((value) => /^[A-Z]{2}-[A-Z0-9][A-Z0-9-]*~[a-z-]+~[^~]*~[^~]+$/.test(value), {
    error: 'Give the alertId as the list shows it, percent-encoded in the path.',
    params: { code: 'alert-id.invalid' },
  })
  .meta({ description: '<facilityId>~<kind>~<subject>~<openedAt>' });

const fact = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const alertAnswer = z
  .strictObject({
    alertId,
    facilityId,
    country,
    kind: alertKind,
    subject: z
      .string()
      .meta({ description: 'The item, the shipment or the guidance document; `-` for the facility as a whole.' }),
    level: alertLevel,
    state: alertState,
    openedAt: at,
    resolvedAt: at.nullable(),
    snoozedUntil: at.nullable(),
    unattendedSince: at.nullable().meta({
      description: 'Since when nobody has taken it on at this level; null where somebody has, or it is over.',
    }),
    escalation: z
      .union([z.literal(0), z.literal(1), z.literal(2)])
      .meta({ description: 'How far it was passed up: 0 not at all, 1 to the deputy, 2 to the programme-wide leads.' }),
    facts: z
      .record(z.string(), fact)
      .meta({ description: 'What it was decided on: of a shortage, status and coverDays.' }),
    history: z.array(
      z.strictObject({
        at,
        change: z.enum(alertChanges),
        level: alertLevel,
        by: z.string().nullable().meta({ description: 'The member; null for the sweep.' }),
        note: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Alert' });
export type AlertAnswer = z.output<typeof alertAnswer>;

export const acknowledgeAlertBody = z.strictObject({ note: note.optional() });
export const snoozeAlertBody = z.strictObject({ until: instant, note: note.optional() });
export const commentAlertBody = z.strictObject({ note });
export type AcknowledgeAlertBody = z.output<typeof acknowledgeAlertBody>;
export type SnoozeAlertBody = z.output<typeof snoozeAlertBody>;
export type CommentAlertBody = z.output<typeof commentAlertBody>;

const openedAt = '2026-11-21T00:15:00.000Z';
const openedEntry = { at: openedAt, change: 'opened', level: 'medium', by: null, note: null } as const;
const shortage = {
  alertId: `UG-LUZIRA-UPPER~shortage~soap-bar~${openedAt}`,
  facilityId: 'UG-LUZIRA-UPPER',
  country: 'UG',
  kind: 'shortage',
  subject: 'soap-bar',
  level: 'medium',
  state: 'open',
  openedAt,
  resolvedAt: null,
  snoozedUntil: null,
  unattendedSince: openedAt,
  escalation: 0,
  facts: { status: 'low', coverDays: 7.5 },
  history: [openedEntry],
} as const;
const by = 'lead.uganda@example.org';
const actedAt = '2026-11-21T07:00:00.000Z';

const action = {
  capability: 'alerts',
  method: 'POST',
  kind: 'action',
  scope: 'alert',
  roles: ['programme-lead', 'logistics'],
  params: z.strictObject({ alertId }),
  answers: { 200: alertAnswer },
} as const;

export const alertRows = {
  listAlerts: row({
    id: 'listAlerts',
    capability: 'alerts',
    method: 'GET',
    path: '/alerts',
    kind: 'read',
    scope: 'query',
    roles: 'any',
    summary: 'Alerts, newest first; without `state`, those that have not ended',
    query: z.strictObject({
      country: country.optional(),
      facility: facilityId.optional(),
      state: alertState.optional(),
      kind: alertKind.optional(),
      ...page,
    }),
    answers: { 200: listOf(alertAnswer) },
    example: { query: { country: 'UG', kind: 'shortage' }, answer: { items: [shortage], nextCursor: null } },
  }),
  acknowledgeAlert: row({
    ...action,
    id: 'acknowledgeAlert',
    path: '/alerts/{alertId}/acknowledge',
    summary: 'Take an alert on (logistics: shipment kinds only)',
    body: acknowledgeAlertBody,
    problems: ['alert.resolved'],
    example: {
      path: { alertId: shortage.alertId },
      body: { note: 'Ordered from the store' },
      answer: {
        ...shortage,
        state: 'acknowledged',
        unattendedSince: null,
        history: [
          openedEntry,
          { at: actedAt, change: 'acknowledged', level: 'medium', by, note: 'Ordered from the store' },
        ],
      },
    },
  }),
  snoozeAlert: row({
    ...action,
    id: 'snoozeAlert',
    path: '/alerts/{alertId}/snooze',
    summary: 'Put an alert aside until a time (logistics: shipment kinds only)',
    body: snoozeAlertBody,
    problems: ['alert.resolved', 'date.order'],
    example: {
      path: { alertId: shortage.alertId },
      body: { until: '2026-11-25T08:00:00Z' },
      answer: {
        ...shortage,
        state: 'snoozed',
        unattendedSince: null,
        snoozedUntil: '2026-11-25T08:00:00.000Z',
        history: [openedEntry, { at: actedAt, change: 'snoozed', level: 'medium', by, note: null }],
      },
    },
  }),
  commentAlert: row({
    ...action,
    id: 'commentAlert',
    path: '/alerts/{alertId}/comment',
    summary: 'Add a comment to an alert (logistics: shipment kinds only)',
    body: commentAlertBody,
    example: {
      path: { alertId: shortage.alertId },
      body: { note: 'The truck left this morning' },
      answer: {
        ...shortage,
        history: [
          openedEntry,
          { at: actedAt, change: 'commented', level: 'medium', by, note: 'The truck left this morning' },
        ],
      },
    },
  }),
} as const;
