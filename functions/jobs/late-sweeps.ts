/** Watches the watchman: at each tick, the planner says how many countries have not been swept for too long. */
import type { TableDeps } from '#kit/deps.ts';
import type { Log } from '#kit/log.ts';
import { writeMetric } from '#kit/metrics.ts';
import { sweepLate } from '#shared/domain/sweeps/run.ts';
import { loadRun } from '#shared/store/sweeps.ts';

export interface WatchDeps extends TableDeps {
  readonly log: Log;
  readonly stage: string;
}

/** A run that cannot be read watches over nobody; the planner says why when its turn comes. */
async function isLate(deps: WatchDeps, country: string, clockMs: number): Promise<boolean> {
  return await loadRun(deps.table, 'sweep', country).then(
    (run) => sweepLate(run, clockMs),
    () => true,
  );
}

/**
 * Writes the metric `SweepLateCountries`, 0 included, and names the countries beside it. Read by the clock, not by the
 * time that a tick was given: an evaluation of yesterday says nothing about today's watch.
 */
export async function tellLateSweeps(deps: WatchDeps, countries: readonly string[]): Promise<void> {
  const clockMs = deps.now().getTime();
  const late: string[] = [];
  for (const country of countries) {
    if (await isLate(deps, country, clockMs)) late.push(country);
  }
  const figure = { name: 'SweepLateCountries', value: late.length, atMs: clockMs } as const;
  writeMetric(deps.log, deps.stage, 'late sweeps', figure, { countries: late });
}
