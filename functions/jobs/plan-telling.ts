/** Asks, at each tick, that people be told: the digest when its hour has come, and whatever still waits to be told at once. */
import type { TableDeps } from '#kit/deps.ts';
import { askToTell, type TellingQueue } from '#kit/telling-queue.ts';
import { digestDue } from '#shared/domain/news/telling.ts';
import { effectiveNow, type Tick } from '#shared/domain/sweeps/run.ts';
import { loadDigest, storeDigest } from '#shared/store/digests.ts';
import { hasLetters } from '#shared/store/letters.ts';
import { hasPendingNews } from '#shared/store/news.ts';
import type { CountryHours } from '#shared/store/programme-rows.ts';
import { loadRun } from '#shared/store/sweeps.ts';

async function waits({ table }: TableDeps, country: string): Promise<boolean> {
  return (await hasLetters(table, country, 'now')) || (await hasPendingNews(table, country));
}

/** The day is put down first, and the digest asked for until everybody has it: two planners make one digest. */
async function planDigest(deps: TableDeps & TellingQueue, zone: CountryHours, tick: Tick): Promise<void> {
  const { country } = zone;
  const last = await loadDigest(deps.table, country);
  const plan = digestDue(last, { timeMs: tick.timeMs, forced: tick.force === 'digest' }, zone);
  if (plan === null) return;
  if (plan !== last && (await storeDigest(deps.table, country, plan, last)).kind !== 'done') return;
  await askToTell(deps, { kind: 'digest', country, now: plan.now, members: [] });
}

/** Plans what a country is to be told at this tick. A sweep asks by itself when it is through; this is for all the rest. */
export async function planTelling(deps: TableDeps & TellingQueue, zone: CountryHours, tick: Tick): Promise<void> {
  const { country } = zone;
  if (await waits(deps, country)) {
    const last = await loadRun(deps.table, 'sweep', country);
    await askToTell(deps, { kind: 'now', country, now: effectiveNow(last, tick), members: [] });
  }
  if (tick.force === undefined || tick.force === 'digest') await planDigest(deps, zone, tick);
}
