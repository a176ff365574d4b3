/** Stores what becomes of a facility's alerts: each move only while the rows it was derived from are as they were read. */
import type { Alert, AlertKind, AlertRow } from '../domain/alerts/alert.ts';
import type { Move } from '../domain/alerts/diff.ts';
import type { Evaluation } from '../domain/alerts/evaluate.ts';
import { newsOf, versionAfter } from '../domain/alerts/news-of.ts';
import { localDay } from '../domain/day.ts';
import { bookkeepingOn } from '../domain/facilities/facility.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { alertToRow, episodeToRow } from './alerts.ts';
import { ABSENT, type Condition, UNVERSIONED, versionIs } from './conditions.ts';
import {
  alertKey,
  facilityKey,
  firstAckKey,
  headsKey,
  inboundKey,
  itemStateKey,
  type Key,
  levelKey,
  recallReplyKey,
  reportsKey,
  servedKey,
  sheetKey,
} from './keys.ts';
import { putNews } from './news.ts';
import { putSummary } from './summary.ts';
import type { Table } from './table.ts';
import { check, MAX_WRITES, type Outcome, put, remove, transact, type Write } from './transact.ts';

/** Moves that say something about the state of the facility; the others only concern the alert's own row. */
const derived: readonly Move['move'][] = ['opened', 'worsened', 'improved', 'resolved', 'reopened', 'escalated'];

interface Guard {
  readonly key: Key;
  readonly condition: Condition;
}

/** The row is as it was in the snapshot, also where there was none. */
function unchanged(snapshot: Snapshot, key: Key): Guard {
  const version = snapshot.versions.get(key.SK);
  return { key, condition: version === undefined ? ABSENT : versionIs(version) };
}

/** No report came in, and none was taken back, since the snapshot was read. */
function sameReports(snapshot: Snapshot): Guard {
  const key = reportsKey(snapshot.facility.value.facilityId);
  const version = snapshot.versions.get(key.SK);
  return { key, condition: version === undefined ? UNVERSIONED : versionIs(version) };
}

/** A store's figures rest on what its places use together. */
function sameServed({ facility, served }: Snapshot): Guard[] {
  const { facilityId, country, kind } = facility.value;
  if (kind !== 'store') return [];
  return [{ key: servedKey(country, facilityId), condition: served === null ? ABSENT : versionIs(served.v) }];
}

/** Under `movements` any document says that the facility was looked after, so every item's figures rest on all of them. */
function restsOnReports(snapshot: Snapshot, { openedAt, history }: Alert): boolean {
  const { bookkeeping, timeZone } = snapshot.facility.value;
  const today = localDay(Date.parse(history.at(-1)?.at ?? openedAt), timeZone);
  return bookkeepingOn(bookkeeping, today) === 'movements';
}

/** Deliveries of one item that a move is conditioned on: with the other rows it came from they fit in one transaction. */
const MAX_INBOUND = 80;

/** What is on its way of an item, as it was read: it makes a shortage milder, and something else too much. */
function sameInbound(snapshot: Snapshot, facilityId: string, subject: string): Guard[] {
  return snapshot.inbound
    .filter(({ value }) => value.lines.some(({ itemId }) => itemId === subject))
    .slice(0, MAX_INBOUND)
    .map(({ value }) => unchanged(snapshot, inboundKey(facilityId, value.shipmentId)));
}

/** What a move was derived from, beside the facility itself and the alert. */
function guardsOf({ alert, move }: Move, snapshot: Snapshot): Guard[] {
  const { facilityId, kind, subject } = alert;
  const ends = move === 'resolved';
  const itemOnly = () => [unchanged(snapshot, itemStateKey(facilityId, subject))];
  const item = () => [
    ...itemOnly(),
    unchanged(snapshot, levelKey(facilityId, subject)),
    unchanged(snapshot, headsKey(facilityId)),
    ...sameServed(snapshot),
    ...sameInbound(snapshot, facilityId, subject),
    ...(restsOnReports(snapshot, alert) ? [sameReports(snapshot)] : []),
  ];
  const rows: Record<AlertKind, () => Guard[]> = {
    shortage: item,
    'shipment-overdue': () => [unchanged(snapshot, inboundKey(facilityId, subject))],
    'receipt-discrepancy': () => [unchanged(snapshot, inboundKey(facilityId, subject))],
    'report-overdue': () => [sameReports(snapshot)],
    'opening-count-due': () => [sameReports(snapshot)],
    'guidance-overdue': () =>
      ends ? [] : [{ key: firstAckKey(facilityId, subject, String(alert.facts.version)), condition: ABSENT }],
    'ledger-mismatch': itemOnly,
    overstock: item,
    expiring: item,
    expired: item,
    'checklist-overdue': () => [unchanged(snapshot, sheetKey(facilityId, subject))],
    'implausible-report': itemOnly,
    'count-conflict': itemOnly,
    recall: () => [
      unchanged(snapshot, recallReplyKey(facilityId, subject)),
      unchanged(snapshot, itemStateKey(facilityId, String(alert.facts.itemId))),
    ],
  };
  return rows[kind]();
}

function writesOf(one: Move): Write[] {
  const { move, alert, before, archive } = one;
  const stored = before ?? archive;
  const standing: Condition = stored === null ? ABSENT : versionIs(stored.v);
  const kept = archive === null ? [] : [put('older-episode', episodeToRow(archive))];
  if (move === 'archived') {
    return [...kept, remove('alert', alertKey(alert.facilityId, alert.kind, alert.subject), standing)];
  }
  const row: AlertRow = { ...alert, v: versionAfter(one), answered: before?.answered ?? [] };
  const news = newsOf(one);
  return [put('alert', alertToRow(row), standing), ...(news === null ? [] : [putNews(news)]), ...kept];
}

/**
 * Transactions of at most a hundred writes; each holds its moves with their news and the checks of what they were derived
 * from. A news needs no condition: that on the version of its alert stands beside it.
 */
export function transactionsOf(snapshot: Snapshot, { moves, summary }: Evaluation): Write[][] {
  const { facilityId } = snapshot.facility.value;
  const transactions: Write[][] = [];
  let writes: Write[] = [];
  let checks = new Map<string, Write>();
  const close = () => {
    if (writes.length > 0) transactions.push([...writes, ...checks.values()]);
    writes = [];
    checks = new Map();
  };
  for (const move of moves) {
    const guards = derived.includes(move.move)
      ? [unchanged(snapshot, facilityKey(facilityId)), ...guardsOf(move, snapshot)]
      : [];
    const own = writesOf(move);
    const fresh = guards.filter(({ key }) => !checks.has(key.SK));
    if (writes.length + checks.size + own.length + fresh.length > MAX_WRITES) close();
    writes.push(...own);
    for (const { key, condition } of guards) checks.set(key.SK, check(key.SK, key, condition));
  }
  if (summary !== null) {
    if (writes.length + checks.size === MAX_WRITES) close();
    writes.push(putSummary(summary, snapshot.summary));
  }
  close();
  return transactions;
}

/**
 * Stores an evaluation; nothing at all is sent where nothing changed. `conflict`: a row moved on since the snapshot was
 * read; what was stored until then stands by itself, and evaluating again finds the rest.
 */
export async function saveEvaluation(table: Table, snapshot: Snapshot, evaluation: Evaluation): Promise<Outcome> {
  for (const writes of transactionsOf(snapshot, evaluation)) {
    const outcome = await transact(table, writes);
    if (outcome.kind !== 'done') return outcome;
  }
  return { kind: 'done' };
}
