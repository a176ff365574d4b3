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
  worseLevel,
} from './alert.ts';
import type { Condition } from './condition.ts';
import { escalationDue } from './escalation.ts';
import { isUrgent } from './news-of.ts';

const MS_PER_DAY = 86_400_000;

/** `refreshed`: only the figures changed. `archived`: an ended episode leaves the snapshot; nothing else changes. */
export type MoveKind =
  | Extract<AlertChange, 'opened' | 'worsened' | 'improved' | 'resolved' | 'reopened' | 'snooze-ended' | 'escalated'>
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

/**
 * Who evaluates. `sweep`: all that the date can tell. `stream`: a change of the facility, at once; what only time opens
 * or moves waits for the sweep, and may end. `nightly`: its own kinds only.
 */
export type Evaluator = 'sweep' | 'stream' | 'nightly';

export interface DiffContext {
  readonly facilityId: string;
  readonly country: string;
  /** Instant, ISO UTC. */
  readonly now: string;
  readonly by: Evaluator;
  /** Kinds that this evaluation can speak about; alerts of other kinds are left alone but for what a date does to them. */
  readonly judged: readonly AlertKind[];
  /** An alert that comes back within this many days after its end is the same alert. */
  readonly reopenWithinDays: number;
  /** The country has somebody to pass alerts up to before the programme-wide leads. */
  readonly deputy: boolean;
}

/** Kinds that come with the date alone, whatever happens at the facility. */
export const timeOnlyKinds: readonly AlertKind[] = [
  'shipment-overdue',
  'report-overdue',
  'opening-count-due',
  'guidance-overdue',
  'checklist-overdue',
];

type Step = Exclude<MoveKind, 'refreshed' | 'archived'>;

function sameFacts(a: AlertFacts, b: AlertFacts): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

/** The alert without what only its row needs. */
function bare(row: AlertRow): Alert {
  const { v: _version, answered: _answered, ...alert } = row;
  return alert;
}

/** What holds of an alert that nobody has taken on yet, from now on. */
function unattended(now: string) {
  return { state: 'open', resolvedAt: null, snoozedUntil: null, unattendedSince: now, escalation: 0 } as const;
}

function moved(row: AlertRow, move: Step, level: AlertLevel, now: string, more: Partial<Alert>): Move {
  const back = move === 'reopened';
  const told = (!back && row.told) || (move !== 'resolved' && isUrgent(move, { level }, row));
  const toldLevel = worseLevel(level, back ? row.level : row.toldLevel) ?? level;
  const history = withEntry(row.history, { at: now, change: move, level });
  return { move, alert: { ...bare(row), level, told, toldLevel, ...more, history }, before: row, archive: null };
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
    ...unattended(now),
    openedAt: now,
    passedUp: 0,
    told: isUrgent('opened', { level }, null),
    toldLevel: level,
    facts: condition.facts,
    history: [{ at: now, change: 'opened', level }],
  };
  return { move: 'opened', alert, before: null, archive: ended };
}

/** What becomes of an alert that has ended. */
function afterTheEnd(row: AlertRow, condition: Condition | undefined, context: DiffContext): Move | null {
  const { now } = context;
  const endedMs = Date.parse(row.resolvedAt ?? row.openedAt);
  const fresh = Date.parse(now) - endedMs <= context.reopenWithinDays * MS_PER_DAY;
  const level = condition?.enters ?? null;
  if (condition && level !== null) {
    if (!fresh) return opened(condition, level, context, row);
    return moved(row, 'reopened', level, now, { ...unattended(now), passedUp: 0, facts: condition.facts });
  }
  return fresh ? null : { move: 'archived', alert: row, before: null, archive: row };
}

/** What only the date does to an alert whose level is settled: a snooze ends, or it is passed up. */
function byDate(row: AlertRow, level: AlertLevel, facts: AlertFacts, context: DiffContext): Move | null {
  const { now, deputy } = context;
  if (context.by === 'stream') return null;
  if (row.state === 'snoozed' && row.snoozedUntil !== null && now >= row.snoozedUntil) {
    const change = compareLevels(level, row.level) < 0 ? 'improved' : 'snooze-ended';
    return moved(row, change, level, now, { ...unattended(now), facts });
  }
  const escalation = escalationDue({ ...row, level }, now, deputy);
  if (escalation === null) return null;
  const passedUp = escalation > row.passedUp ? escalation : row.passedUp;
  return moved(row, 'escalated', level, now, { state: 'escalated', escalation, passedUp, facts });
}

/** What becomes of an alert that lasts. */
function whileOpen(row: AlertRow, condition: Condition | undefined, context: DiffContext): Move | null {
  const { now } = context;
  const keeps = condition?.keeps ?? null;
  if (condition === undefined || keeps === null) {
    const over = { state: 'resolved', resolvedAt: now, snoozedUntil: null, unattendedSince: null } as const;
    return moved(row, 'resolved', row.level, now, over);
  }
  const facts = keeps === 'as-is' ? row.facts : condition.facts;
  if (condition.enters !== null && compareLevels(condition.enters, row.level) > 0) {
    return moved(row, 'worsened', condition.enters, now, { ...unattended(now), facts });
  }
  const better = keeps !== 'as-is' && compareLevels(keeps, row.level) < 0;
  const level = better ? keeps : row.level;
  const dated = byDate(row, level, facts, context);
  if (dated) return dated;
  if (better) return moved(row, 'improved', level, now, { facts });
  if (sameFacts(facts, row.facts)) return null;
  return { move: 'refreshed', alert: { ...bare(row), facts }, before: row, archive: null };
}

/** What this evaluation can say of a subject: nothing opens or worsens in the stream that only time brings about. */
function heard(kind: AlertKind, condition: Condition | undefined, context: DiffContext): Condition | undefined {
  if (condition === undefined || context.by !== 'stream' || !timeOnlyKinds.includes(kind)) return condition;
  return { ...condition, enters: null };
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
    const row = stored.get(key);
    const kind = found.get(key)?.kind ?? row?.kind;
    if (kind === undefined) return [];
    if (!context.judged.includes(kind)) {
      if (row === undefined || row.state === 'resolved' || context.by !== 'sweep') return [];
      return byDate(row, row.level, row.facts, context) ?? [];
    }
    const condition = heard(kind, found.get(key), context);
    if (row === undefined) {
      if (condition === undefined || condition.enters === null) return [];
      return opened(condition, condition.enters, context, null);
    }
    return (row.state === 'resolved' ? afterTheEnd : whileOpen)(row, condition, context) ?? [];
  });
}
