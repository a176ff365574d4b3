/** One evaluation of one facility: what becomes of its alerts, and its summary where that changed. */

import { summarise } from '../overview/summarise.ts';
import { type Summary, sameSummary } from '../overview/summary.ts';
import type { Snapshot } from '../snapshot.ts';
import { type Alert, type AlertKind, subjectKey } from './alert.ts';
import { assess, sweepKinds } from './assess.ts';
import type { Condition, FacilityFindings } from './condition.ts';
import { diff, type Move } from './diff.ts';
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

function movesOf(
  snapshot: Snapshot,
  findings: FacilityFindings,
  conditions: readonly Condition[],
  judged: readonly AlertKind[],
  nowMs: number,
): Move[] {
  const { facilityId, country } = snapshot.facility.value;
  return diff(conditions, snapshot.alerts, {
    facilityId,
    country,
    now: new Date(nowMs).toISOString(),
    judged,
    reopenWithinDays: findings.reportEveryDays,
  });
}

/** A sweep's evaluation. The same snapshot and day a second time, with what came of the first, has nothing to write. */
export function evaluate(snapshot: Snapshot, world: EvaluationWorld, nowMs: number): Evaluation {
  const findings = findingsOf(snapshot, world, nowMs);
  const moves = movesOf(snapshot, findings, assess(findings), sweepKinds, nowMs);
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
  return movesOf(snapshot, findingsOf(snapshot, world, nowMs), conditions, judged, nowMs);
}
