/** An alert: what is wrong with one subject at one facility, how bad, since when, and what people did about it. */

export const alertKinds = [
  'shortage',
  'shipment-overdue',
  'receipt-discrepancy',
  'report-overdue',
  'opening-count-due',
  'guidance-overdue',
  'ledger-mismatch',
  'overstock',
  'expiring',
  'expired',
  'checklist-overdue',
  'implausible-report',
  'count-conflict',
  'recall',
] as const;
/** What an alert is about. Its subject is an item, a shipment, a guidance document, a checklist, a recall, or `-` for the facility as a whole. */
export type AlertKind = (typeof alertKinds)[number];

/** Mildest first. */
export const alertLevels = ['low', 'medium', 'high', 'critical'] as const;
export type AlertLevel = (typeof alertLevels)[number];

export const alertStates = ['open', 'escalated', 'acknowledged', 'snoozed', 'resolved'] as const;
export type AlertState = (typeof alertStates)[number];

export const alertChanges = [
  'opened',
  'worsened',
  'improved',
  'resolved',
  'reopened',
  'snooze-ended',
  'escalated',
  'acknowledged',
  'snoozed',
  'commented',
] as const;
export type AlertChange = (typeof alertChanges)[number];

/** How far an alert that nobody takes on has been passed up: not at all, to the deputy, to the programme-wide leads. */
export type Escalation = 0 | 1 | 2;

/** The subject of what concerns a facility as a whole. */
export const WHOLE_FACILITY = '-';

/** The newest this many entries of a history are kept. */
export const HISTORY_LIMIT = 50;

/** Figures and names that the sentence about an alert is made of; days as `YYYY-MM-DD`, fractions rounded. */
export type AlertFacts = Readonly<Record<string, string | number | boolean | null>>;

export interface HistoryEntry {
  /** Instant, ISO UTC. */
  readonly at: string;
  readonly change: AlertChange;
  readonly level: AlertLevel;
  /** Sign-in name; absent where nobody but the evaluation moved it. */
  readonly by?: string;
  readonly note?: string;
}

/** What an alert is told apart by, within its facility. */
export interface AlertSubject {
  readonly kind: AlertKind;
  readonly subject: string;
}

export interface Alert extends AlertSubject {
  /** `<facilityId>~<kind>~<subject>~<openedAt>`. */
  readonly alertId: string;
  readonly facilityId: string;
  readonly country: string;
  readonly level: AlertLevel;
  readonly state: AlertState;
  /** Instant of the opening of this episode; reopening keeps it. */
  readonly openedAt: string;
  /** Instant of the end; null while it lasts. */
  readonly resolvedAt: string | null;
  /** Instant at which a snooze ends; null unless snoozed. */
  readonly snoozedUntil: string | null;
  /** Instant since when nobody has taken it on at this level; null where somebody has, or it is over. */
  readonly unattendedSince: string | null;
  /** How far it was passed up since then. */
  readonly escalation: Escalation;
  /** The furthest that it was passed up since it opened or came back: who heard of it hears of the end. */
  readonly passedUp: Escalation;
  /** Something of it was told at once since it opened or came back, so that its end is, too; stays after the end. */
  readonly told: boolean;
  /** The worst level that was told since it opened or came back: who heard of that hears of the end. */
  readonly toldLevel: AlertLevel;
  readonly facts: AlertFacts;
  /** Oldest first, the newest fifty. */
  readonly history: readonly HistoryEntry[];
}

/** An action that was answered under an Idempotency-Key: the same key with the same content changes nothing again. */
export interface AnsweredAction {
  readonly key: string;
  readonly hash: string;
}

/** An alert as it is kept: with the version of its row and the actions that were answered. */
export interface AlertRow extends Alert {
  readonly v: number;
  readonly answered: readonly AnsweredAction[];
}

/** -1, 0 or 1: whether `a` is milder than, as bad as or worse than `b`. */
export function compareLevels(a: AlertLevel, b: AlertLevel): number {
  return Math.sign(alertLevels.indexOf(a) - alertLevels.indexOf(b));
}

/** The worse of two levels; null is no level at all. */
export function worseLevel(a: AlertLevel | null, b: AlertLevel | null): AlertLevel | null {
  if (a === null) return b;
  if (b === null) return a;
  return compareLevels(a, b) >= 0 ? a : b;
}

/** The id of an episode. */
export function alertIdOf(facilityId: string, subject: AlertSubject, openedAt: string): string {
  return `${facilityId}~${subject.kind}~${subject.subject}~${openedAt}`;
}

/** The parts of an alert's id; undefined where it is not one. */
export function parseAlertId(
  alertId: string,
): { facilityId: string; kind: AlertKind; subject: string; openedAt: string } | undefined {
  const [facilityId, kindText, subject, openedAt, ...more] = alertId.split('~');
  const kind = alertKinds.find((known) => known === kindText);
  if (!facilityId || kind === undefined || !subject || !openedAt || more.length > 0) return undefined;
  return { facilityId, kind, subject, openedAt };
}

/** One text per kind and subject, to find things by. */
export function subjectKey(subject: AlertSubject): string {
  return `${subject.kind}#${subject.subject}`;
}

/** The history with one more entry, bounded. */
export function withEntry(history: readonly HistoryEntry[], entry: HistoryEntry): readonly HistoryEntry[] {
  return [...history, entry].slice(-HISTORY_LIMIT);
}
