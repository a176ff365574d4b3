/** An alert as the API shows it. */
import type { AlertAnswer } from '#shared/contract/alerts.ts';
import type { Alert } from '#shared/domain/alerts/alert.ts';

/** Without what only the store needs; absent names and notes are null. */
export function alertAnswerOf(alert: Alert): AlertAnswer {
  const { alertId, facilityId, country, kind, subject, level, state, openedAt, resolvedAt, snoozedUntil } = alert;
  const { unattendedSince, escalation } = alert;
  const history = alert.history.map((entry) => ({ ...entry, by: entry.by ?? null, note: entry.note ?? null }));
  return {
    alertId,
    facilityId,
    country,
    kind,
    subject,
    level,
    state,
    openedAt,
    resolvedAt,
    snoozedUntil,
    unattendedSince,
    escalation,
    facts: { ...alert.facts },
    history,
  };
}
