/** Evaluates one facility: reads its snapshot, decides, and stores what changed. */
import type { TableDeps } from '#kit/deps.ts';
import { evaluate } from '#shared/domain/alerts/evaluate.ts';
import type { EvaluationWorld } from '#shared/domain/alerts/findings.ts';
import { saveEvaluation } from '#shared/store/alert-moves.ts';
import { readSnapshot } from '#shared/store/snapshot.ts';
import { again, attempt } from '#shared/store/transact.ts';

/**
 * Three attempts, each from a fresh snapshot. A facility that is gone is nothing to evaluate; one whose zone the runtime
 * does not know cannot be evaluated, and throws.
 *
 * @param nowMs epoch ms that the evaluation is about
 * @param by the sweep, or the stream of changes: what only time brings about is left to the sweep
 */
export async function evaluateFacility(
  facilityId: string,
  world: EvaluationWorld,
  nowMs: number,
  { table }: TableDeps,
  by: 'sweep' | 'stream' = 'sweep',
): Promise<void> {
  await attempt(table, async () => {
    const snapshot = await readSnapshot(table, facilityId);
    if (snapshot === null) return null;
    const outcome = await saveEvaluation(table, snapshot, evaluate(snapshot, world, nowMs, by));
    return outcome.kind === 'done' ? null : again(outcome);
  });
}
