/** Whether what is shown rests on an old evaluation: silence of the evaluator is not health either. */

/** A sweep is due every quarter of an hour; four of them missed are no accident. */
const LATE_AFTER_MS = 3_600_000;

/**
 * Whether no sweep has ended for an hour.
 *
 * @param lastEvaluatedAt instant, ISO UTC; null before the first sweep
 * @param nowMs epoch ms
 */
export function evaluationLate(lastEvaluatedAt: string | null, nowMs: number): boolean {
  return lastEvaluatedAt === null || nowMs - Date.parse(lastEvaluatedAt) > LATE_AFTER_MS;
}
