/** One evaluation of one facility: what becomes of its alerts, and its summary where that changed. */

import { summarise } from '../overview/summarise.ts';
import { type Summary, sameSummary } from '../overview/summary.ts';
import type { Snapshot } from '../snapshot.ts';
import { type Alert, type AlertKind, type AlertRow, subjectKey } from './alert.ts';
import { assess, sweepKinds } from './assess.ts';
import type { Condition, FacilityFindings } from './condition.ts';
import { diff, type Evaluator, type Move } from './diff.ts';
import { type EvaluationWorld, findingsOf } from './findings.ts';

export interface Evaluation {
  readonly moves: readonly Move[];
  /** Null where the stored one still says the same. */
  readonly summary: Summary | null;
}

/** The current episodes once the moves are stored. */
export function alertsAfter(alerts: readonly Alert[], moves: readonly Move[]): Alert[] {
  const after = new Map(alerts.map((alert) => [subjectKey(alert), alert]));
  for (const { move, alert } of moves) {
    if (move === 'archived') after.delete(subjectKey(alert));
    else after.set(subjectKey(alert), alert);
  }
  return [...after.values()];
}

/** Evaluations this far apart are about different times; nearer ones are the same time by different clocks. */
const CLOCKS_APART_MS = 24 * 60 * 60_000;

/** The latest time that an evaluation gave to one of these alerts; people's acts go by their own clocks. */
function lastEvaluated(alerts: readonly AlertRow[]): number {
  const entries = alerts.flatMap(({ history }) => history.findLast(({ by }) => by === undefined) ?? []);
  return entries.reduce((latest, { at }) => Math.max(latest, Date.parse(at)), 0);
}

/**
 * The time that a facility is judged at (epoch ms): one whose clock is behind does not turn back what another has just
 * said. A time that lies further back was asked for, and is kept.
 */
export function evaluationTime(snapshot: Pick<Snapshot, 'alerts'>, nowMs: number): number {
  const last = lastEvaluated(snapshot.alerts);
  return last > nowMs && last - nowMs < CLOCKS_APART_MS ? last : nowMs;
}

interface Judged {
  readonly by: Evaluator;
  readonly kinds: readonly AlertKind[];
}

function movesOf(
  snapshot: Snapshot,
  world: EvaluationWorld,
  findings: FacilityFindings,
  conditions: readonly Condition[],
  { by, kinds }: Judged,
  nowMs: number,
): Move[] {
  const { facilityId, country } = snapshot.facility.value;
  return diff(conditions, snapshot.alerts, {
    facilityId,
    country,
    now: new Date(nowMs).toISOString(),
    by,
    judged: kinds,
    reopenWithinDays: findings.reportEveryDays,
    deputy: world.country.deputy !== null,
  });
}

/**
 * A sweep's evaluation, or the stream's. The same snapshot and day a second time, with what came of the first, has
 * nothing to write.
 */
export function evaluate(
  snapshot: Snapshot,
  world: EvaluationWorld,
  nowMs: number,
  by: 'sweep' | 'stream' = 'sweep',
): Evaluation {
  const atMs = evaluationTime(snapshot, nowMs);
  const findings = findingsOf(snapshot, world, atMs);
  const moves = movesOf(snapshot, world, findings, assess(findings), { by, kinds: sweepKinds }, atMs);
  const summary = summarise(findings, alertsAfter(snapshot.alerts, moves));
  const unchanged = snapshot.summary !== null && sameSummary(snapshot.summary, summary);
  return { moves, summary: unchanged ? null : summary };
}

/** What the nightly check found, as moves: it judges its own kinds and touches nothing else. */
export function nightlyMoves(
  snapshot: Snapshot,
  world: EvaluationWorld,
  conditions: readonly Condition[],
  judged: readonly AlertKind[],
  nowMs: number,
): Move[] {
  const atMs = evaluationTime(snapshot, nowMs);
  const findings = findingsOf(snapshot, world, atMs);
  return movesOf(snapshot, world, findings, conditions, { by: 'nightly', kinds: judged }, atMs);
}
