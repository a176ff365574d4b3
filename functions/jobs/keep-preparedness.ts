/** Keeps how prepared a facility is on its local day, once a night: what trends are made of. */
import type { TableDeps } from '#kit/deps.ts';
import { type EvaluationWorld, findingsOf } from '#shared/domain/alerts/findings.ts';
import { activeOn } from '#shared/domain/facilities/facility.ts';
import { preparednessOf } from '#shared/domain/overview/preparedness.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { keepDaily } from '#shared/store/daily-preparedness.ts';

/**
 * Judges the snapshot anew instead of trusting the summary, which may be of a sweep that failed. A facility that is not
 * active has no value; a second run of the day replaces the first.
 *
 * @param nowMs epoch ms of the run
 */
export async function keepPreparedness(
  snapshot: Snapshot,
  world: EvaluationWorld,
  nowMs: number,
  { table }: TableDeps,
): Promise<void> {
  const { value: facility } = snapshot.facility;
  const findings = findingsOf(snapshot, world, nowMs);
  if (!activeOn(facility, findings.today)) return;
  await keepDaily(table, facility.facilityId, findings.today, preparednessOf(findings));
}
