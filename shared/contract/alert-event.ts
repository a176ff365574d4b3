/** The event that other systems (SMS, chat, a dashboard) get for every change of an alert. */
import * as z from 'zod';
import { alertChanges, alertKinds, alertLevels } from '../domain/alerts/alert.ts';
import { country, facilityId } from './common.ts';
import { at } from './times.ts';

/** Names no person, holds no free text, and no figure from which a head count could be worked out. */
export const alertEvent = z
  .strictObject({
    schema: z.literal('muster.alert/1').meta({ description: 'Fields may be added; then it stays the same.' }),
    eventId: z.string().meta({ description: 'The same when an event comes twice, which is rare: do it once.' }),
    alertId: z.string(),
    sequence: z
      .int()
      .min(1)
      .meta({ description: 'Grows with every change of one alert. Order by it: a topic does not.' }),
    at,
    change: z.enum(alertChanges),
    urgent: z.boolean().meta({ description: 'Told at once by mail; what is not waits for the daily digest.' }),
    country,
    facilityId,
    kind: z.enum(alertKinds),
    subject: z.string().meta({
      description: 'Id of the item, shipment, guidance document, checklist or recall; `-` for the facility as a whole.',
    }),
    level: z.enum(alertLevels),
    previousLevel: z.enum(alertLevels).nullable(),
    openedAt: at,
    escalation: z
      .int()
      .min(0)
      .max(2)
      .meta({ description: '1: passed up to the deputy; 2: to the leads of the programme.' }),
  })
  .meta({ id: 'AlertEvent' });
export type AlertEvent = z.output<typeof alertEvent>;

/** Attributes of the message, for filter policies of subscriptions. All of them are strings. */
export const alertEventAttributes = ['country', 'facility', 'kind', 'level', 'change'] as const;
export type AlertEventAttribute = (typeof alertEventAttributes)[number];

export const alertEventExample = {
  schema: 'muster.alert/1',
  eventId: 'UG-LUZIRA-UPPER~shortage~soap-bar~2026-11-20T06:15:00.000Z#00000003',
  alertId: 'UG-LUZIRA-UPPER~shortage~soap-bar~2026-11-20T06:15:00.000Z',
  sequence: 3,
  at: '2026-11-24T06:15:00.000Z',
  change: 'worsened',
  urgent: true,
  country: 'UG',
  facilityId: 'UG-LUZIRA-UPPER',
  kind: 'shortage',
  subject: 'soap-bar',
  level: 'critical',
  previousLevel: 'high',
  openedAt: '2026-11-20T06:15:00.000Z',
  escalation: 0,
} satisfies AlertEvent;
