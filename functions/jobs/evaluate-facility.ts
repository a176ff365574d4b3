/** Evaluates one facility: reads its snapshot, decides, and stores what changed. */
import type { TableDeps } from '#kit/deps.ts';
import { evaluate } from '#shared/domain/alerts/evaluate.ts';
import type { EvaluationWorld } from '#shared/domain/alerts/findings.ts';
import { saveEvaluation } from '#shared/store/alert-moves.ts';
import { readSnapshot } from '#shared/store/snapshot.ts';
import { again, attempt } from '#shared/store/transact.ts';

/**
 * Three attempts, each from a fresh snapshot. A facility that is gone is nothing to evaluate.
 *
 * @param nowMs epoch ms that the evaluation is about
 */
export async function evaluateFacility(
  facilityId: string,
  world: EvaluationWorld,
  nowMs: number,
  { table }: TableDeps,
): Promise<void> {
  await attempt(table, async () => {
    const snapshot = await readSnapshot(table, facilityId);
    if (snapshot === null) return null;
    const outcome = await saveEvaluation(table, snapshot, evaluate(snapshot, world, nowMs));
    return outcome.kind === 'done' ? null : again(outcome);
  });
}
