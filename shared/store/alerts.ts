/** Rows of alerts: the current episode in the snapshot, older ones beside it, both listed by country. */
import * as z from 'zod';
import {
  type Alert,
  type AlertLevel,
  type AlertRow,
  type AnsweredAction,
  alertChanges,
  alertKinds,
  alertLevels,
  alertStates,
  parseAlertId,
  worseLevel,
} from '../domain/alerts/alert.ts';
import { newsOfAct } from '../domain/alerts/news-of.ts';
import { versionIs } from './conditions.ts';
import { alertEpisodeKey, alertKey, endedAlertIndex, type IndexKey, type Key, openAlertIndex } from './keys.ts';
import { putNews } from './news.ts';
import { getRows } from './read.ts';
import type { StoredRow, Table } from './table.ts';
import { type Outcome, put, transact } from './transact.ts';

/** Actions remembered by their key, so that a repeated one is recognised. */
const ANSWERED_LIMIT = 50;

const escalation = z.union([z.literal(0), z.literal(1), z.literal(2)]);

const alertRow = z.object({
  alertId: z.string(),
  facilityId: z.string(),
  country: z.string(),
  kind: z.enum(alertKinds),
  subject: z.string(),
  level: z.enum(alertLevels),
  state: z.enum(alertStates),
  openedAt: z.string(),
  resolvedAt: z.string().nullable(),
  snoozedUntil: z.string().nullable(),
  /** Absent in rows from before alerts were passed up: nobody has taken an open one on since it opened. */
  unattendedSince: z.string().nullable().optional(),
  escalation: escalation.default(0),
  passedUp: escalation.default(0),
  told: z.boolean().default(false),
  /** Absent in rows from before it was kept: the worst level in the history is taken for it. */
  toldLevel: z.enum(alertLevels).optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  history: z.array(
    z.object({
      at: z.string(),
      change: z.enum(alertChanges),
      level: z.enum(alertLevels),
      by: z.string().optional(),
      note: z.string().optional(),
    }),
  ),
  answered: z.array(z.object({ key: z.string(), hash: z.string() })).default([]),
  v: z.int().min(1),
});

/** Reads an alert, current or older. Throws on a row that is none. */
export function alertFromRow(row: StoredRow): AlertRow {
  const alert = alertRow.parse(row);
  const { unattendedSince = alert.state === 'open' ? alert.openedAt : null } = alert;
  const worst = alert.history.reduce<AlertLevel>((so, { level }) => worseLevel(so, level) ?? so, alert.level);
  return { ...alert, unattendedSince, toldLevel: alert.toldLevel ?? worst };
}

function indexOf(alert: Alert): IndexKey {
  const { country, alertId, openedAt, resolvedAt } = alert;
  return resolvedAt === null
    ? openAlertIndex(country, openedAt, alertId)
    : endedAlertIndex(country, resolvedAt, alertId);
}

/** The row of an alert as the current episode of its subject. `v` is the version it will have. */
export function alertToRow(alert: AlertRow): Key & StoredRow {
  const answered = alert.answered.slice(-ANSWERED_LIMIT);
  return { ...alertKey(alert.facilityId, alert.kind, alert.subject), ...indexOf(alert), ...alert, answered };
}

/** The row of an ended alert among the older episodes. */
export function episodeToRow(alert: AlertRow): Key & StoredRow {
  return { ...alertToRow(alert), ...alertEpisodeKey(alert.facilityId, alert.kind, alert.subject, alert.openedAt) };
}

/** An alert by its id, current or older, strongly consistent, with the key it lies under; undefined for an unknown one. */
export async function loadAlert(table: Table, alertId: string): Promise<{ alert: AlertRow; key: Key } | undefined> {
  const parts = parseAlertId(alertId);
  if (parts === undefined) return undefined;
  const { facilityId, kind, subject, openedAt } = parts;
  const keys = [alertKey(facilityId, kind, subject), alertEpisodeKey(facilityId, kind, subject, openedAt)];
  const rows = await getRows(table, keys, { consistent: true });
  for (const [index, key] of keys.entries()) {
    const row = rows[index];
    if (row?.alertId === alertId) return { alert: alertFromRow(row), key };
  }
  return undefined;
}

/** Stores what somebody did with an alert, with the news of it and the key it was asked under, while it is as it was read. */
export async function saveAction(
  table: Table,
  found: { readonly alert: AlertRow; readonly key: Key },
  after: AlertRow,
  answered: AnsweredAction,
): Promise<Outcome> {
  const alert = { ...after, v: found.alert.v + 1, answered: [...found.alert.answered, answered] };
  const row = { ...alertToRow(alert), PK: found.key.PK, SK: found.key.SK };
  const news = newsOfAct(found.alert, after);
  return await transact(table, [
    put('alert', row, versionIs(found.alert.v)),
    ...(news === null ? [] : [putNews(news)]),
  ]);
}
