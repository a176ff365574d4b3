/** Alerts: listed to everybody in scope, acted on by leads, and by logistics where a shipment is concerned. */
import { tableDeps } from '#kit/deps.ts';
import { endpoint } from '#kit/endpoint.ts';
import { alertRows } from '#shared/contract/alerts.ts';
import { acknowledgeAlert } from './acknowledge-alert.ts';
import { commentAlert } from './comment-alert.ts';
import { listAlerts } from './list-alerts.ts';
import { snoozeAlert } from './snooze-alert.ts';

export const operations = { listAlerts, acknowledgeAlert, snoozeAlert, commentAlert };

export const handler = endpoint(alertRows, operations, tableDeps);
