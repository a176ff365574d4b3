/** Compares what an evaluation found with the alerts as they stand: the only place that opens, moves and ends an alert. */
import {
  type Alert,
  type AlertChange,
  type AlertFacts,
  type AlertKind,
  type AlertLevel,
  type AlertRow,
  alertIdOf,
  compareLevels,
  subjectKey,
  withEntry,
} from './alert.ts';
import type { Condition } from './condition.ts';

const MS_PER_DAY = 86_400_000;

/** `refreshed`: only the figures changed. `archived`: an ended episode leaves the snapshot; nothing else changes. */
export type MoveKind =
  | Extract<AlertChange, 'opened' | 'worsened' | 'improved' | 'resolved' | 'reopened' | 'snooze-ended'>
  | 'refreshed'
  | 'archived';

export interface Move {
  readonly move: MoveKind;
  /** The alert as it is now. */
  readonly alert: Alert;
  /** The stored episode that `alert` replaces in place; null where it is a new one. */
  readonly before: AlertRow | null;
  /** An ended episode that goes to the older ones. */
  readonly archive: AlertRow | null;
}

export interface DiffContext {
  readonly facilityId: string;
  readonly country: string;
  /** Instant, ISO UTC. */
  readonly now: string;
  /** Kinds that this evaluation can speak about; alerts of other kinds are left alone. */
  readonly judged: readonly AlertKind[];
  /** An alert that comes back within this many days after its end is the same alert. */
  readonly reopenWithinDays: number;
}

function sameFacts(a: AlertFacts, b: AlertFacts): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

function moved(row: AlertRow, change: AlertChange, level: AlertLevel, at: string, more: Partial<Alert>): Alert {
  const { v: _version, answered: _answered, ...alert } = row;
  return { ...alert, level, ...more, history: withEntry(alert.history, { at, change, level }) };
}

function opened(condition: Condition, level: AlertLevel, context: DiffContext, ended: AlertRow | null): Move {
  const { facilityId, country, now } = context;
  const alert: Alert = {
    alertId: alertIdOf(facilityId, condition, now),
    facilityId,
    country,
    kind: condition.kind,
    subject: condition.subject,
    level,
    state: 'open',
    openedAt: now,
    resolvedAt: null,
    snoozedUntil: null,
    facts: condition.facts,
    history: [{ at: now, change: 'opened', level }],
  };
  return { move: 'opened', alert, before: null, archive: ended };
}

/** What becomes of an alert that has ended. */
function afterTheEnd(row: AlertRow, condition: Condition | undefined, context: DiffContext): Move | null {
  const endedMs = Date.parse(row.resolvedAt ?? row.openedAt);
  const fresh = Date.parse(context.now) - endedMs <= context.reopenWithinDays * MS_PER_DAY;
  const level = condition?.enters ?? null;
  if (condition && level !== null) {
    if (!fresh) return opened(condition, level, context, row);
    const again = { state: 'open', resolvedAt: null, snoozedUntil: null, facts: condition.facts } as const;
    return { move: 'reopened', alert: moved(row, 'reopened', level, context.now, again), before: row, archive: null };
  }
  return fresh ? null : { move: 'archived', alert: row, before: null, archive: row };
}

/** What becomes of an alert that lasts. */
function whileOpen(row: AlertRow, condition: Condition | undefined, context: DiffContext): Move | null {
  const { now } = context;
  const step = (move: Exclude<MoveKind, 'refreshed' | 'archived'>, level: AlertLevel, more: Partial<Alert>): Move => ({
    move,
    alert: moved(row, move, level, now, more),
    before: row,
    archive: null,
  });
  const keeps = condition?.keeps ?? null;
  if (condition === undefined || keeps === null) {
    return step('resolved', row.level, { state: 'resolved', resolvedAt: now, snoozedUntil: null });
  }
  const facts = keeps === 'as-is' ? row.facts : condition.facts;
  if (condition.enters !== null && compareLevels(condition.enters, row.level) > 0) {
    return step('worsened', condition.enters, { state: 'open', snoozedUntil: null, facts });
  }
  const awake = row.state === 'snoozed' && row.snoozedUntil !== null && now >= row.snoozedUntil;
  const more: Partial<Alert> = awake ? { state: 'open', snoozedUntil: null, facts } : { facts };
  if (keeps !== 'as-is' && compareLevels(keeps, row.level) < 0) return step('improved', keeps, more);
  if (awake) return step('snooze-ended', row.level, more);
  if (sameFacts(facts, row.facts)) return null;
  const { v: _version, answered: _answered, ...alert } = row;
  return { move: 'refreshed', alert: { ...alert, facts }, before: row, archive: null };
}

/**
 * The moves that bring the stored alerts of one facility in line with what was found. None where nothing changed: the
 * same findings a second time give an empty list. Ordered by kind and subject.
 *
 * @param conditions at most one per kind and subject, of judged kinds
 * @param alerts the current episode of each kind and subject, ended or not
 */
export function diff(conditions: readonly Condition[], alerts: readonly AlertRow[], context: DiffContext): Move[] {
  const found = new Map(conditions.map((condition) => [subjectKey(condition), condition]));
  const stored = new Map(alerts.map((alert) => [subjectKey(alert), alert]));
  const keys = [...new Set([...found.keys(), ...stored.keys()])].sort();
  return keys.flatMap((key) => {
    const condition = found.get(key);
    const row = stored.get(key);
    const kind = condition?.kind ?? row?.kind;
    if (kind === undefined || !context.judged.includes(kind)) return [];
    if (row === undefined) {
      if (condition === undefined || condition.enters === null) return [];
      return opened(condition, condition.enters, context, null);
    }
    return (row.state === 'resolved' ? afterTheEnd : whileOpen)(row, condition, context) ?? [];
  });
}
