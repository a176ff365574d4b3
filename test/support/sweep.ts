/** One sweep of a country over a real table, as the queue's workers do it: every facility, then what is added up. */

import { loadFacilityIds, loadWorld } from '#shared/store/evaluation-world.ts';
import type { Table } from '#shared/store/table.ts';
import { addUp } from '../../functions/jobs/add-up.ts';
import { evaluateFacility } from '../../functions/jobs/evaluate-facility.ts';

/** `now`: the evaluation's time. */
export async function sweepCountry(table: Table, country: string, now: Date): Promise<void> {
  const facilities = await loadFacilityIds(table, country);
  const world = await loadWorld(table, country);
  if (world === undefined) throw new Error(`no country ${country}`);
  const deps = { table, now: () => now, newId: () => 'id', log: () => undefined, stage: 'test' };
  for (const facilityId of facilities) await evaluateFacility(facilityId, world, now.getTime(), deps);
  const run = { kind: 'sweep' as const, country, runId: 'run', batchId: 'batch', now: now.toISOString(), facilities };
  await addUp(run, facilities.length, deps);
}
