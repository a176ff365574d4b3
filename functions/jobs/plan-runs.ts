/** Plans what is due in each country: one run with its batches stored first, then sent. */
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { TellingQueue } from '#kit/telling-queue.ts';
import { localDay } from '#shared/domain/day.ts';
import {
  batchesAlong,
  batchesOf,
  effectiveNow,
  nightlyDue,
  plannedRun,
  type Run,
  type RunKind,
  sweepDue,
  type Tick,
} from '#shared/domain/sweeps/run.ts';
import { loadCountryZones, loadFacilityIds } from '#shared/store/evaluation-world.ts';
import { loadRun, type StoredRun, storeRun } from '#shared/store/sweeps.ts';
import { tellLateSweeps, type WatchDeps } from './late-sweeps.ts';
import type { TickInput } from './messages.ts';
import { planTelling } from './plan-telling.ts';
import { sendBatches } from './send-batches.ts';

export interface PlanDeps extends WatchDeps, TellingQueue {
  readonly sqs: SQSClient;
  /** Queue of each kind of run. */
  readonly queues: Readonly<Record<RunKind, string>>;
}

export interface PlannedRun {
  readonly country: string;
  readonly kind: RunKind;
  readonly runId: string;
  readonly facilities: number;
}

interface Wanted {
  readonly country: string;
  readonly timeZone: string;
  readonly kind: RunKind;
  readonly runId: string;
  readonly tick: Tick;
}

function due({ kind, tick, timeZone }: Wanted, last: Run | undefined): boolean {
  return kind === 'sweep' ? sweepDue(last, tick) : nightlyDue(last, tick, timeZone);
}

/** Stores the run over the last one; undefined where another planner was faster. */
async function begin(deps: PlanDeps, wanted: Wanted, last: StoredRun | undefined, facilities: readonly string[]) {
  const { country, kind, runId, tick, timeZone } = wanted;
  const sweep = kind === 'sweep' ? last : await loadRun(deps.table, 'sweep', country);
  const day = localDay(tick.timeMs, timeZone);
  const plan = { country, kind, runId, now: effectiveNow(sweep, tick), day };
  const run = plannedRun(plan, batchesOf(facilities), deps.now().toISOString(), last);
  const outcome = await storeRun(deps.table, run, last);
  return outcome.kind === 'done' ? run : undefined;
}

async function planOne(deps: PlanDeps, wanted: Wanted): Promise<PlannedRun | undefined> {
  const { country, kind, runId } = wanted;
  const last = await loadRun(deps.table, kind, country);
  // The same tick once more: what is still pending may never have reached the queue.
  const repeated = last?.runId === runId;
  if (!repeated && !due(wanted, last)) return undefined;
  const facilities = await loadFacilityIds(deps.table, country);
  const run = repeated ? last : await begin(deps, wanted, last, facilities);
  if (run === undefined) return undefined;
  const messages = batchesAlong(run.cuts, facilities)
    .filter(({ batchId }) => run.pending.has(batchId))
    .map((batch) => ({ kind, country, runId, now: run.now, ...batch, facilities: [...batch.facilities] }));
  await sendBatches(deps.sqs, deps.queues[kind], messages);
  return { country, kind, runId, facilities: run.facilities };
}

/**
 * Plans every country's sweep and nightly check that is due; a tick that comes twice plans once. What fails in one
 * country keeps no other from its turn; then the whole tick throws, to come again.
 */
export async function planRuns(input: TickInput, deps: PlanDeps): Promise<{ runs: PlannedRun[] }> {
  const clockMs = deps.now().getTime();
  const timeMs = input.time === undefined ? clockMs : Date.parse(input.time);
  const tick: Tick = { timeMs, clockMs, force: input.force };
  const runId = input.force === undefined ? new Date(timeMs).toISOString() : deps.newId();
  const runs: PlannedRun[] = [];
  const failed: string[] = [];
  const causes: unknown[] = [];
  const zones = await loadCountryZones(deps.table);
  await tellLateSweeps(
    deps,
    zones.map(({ country }) => country),
  );
  const guarded = async (what: string, plan: () => Promise<void>) => {
    try {
      await plan();
    } catch (error) {
      failed.push(what);
      causes.push(error);
    }
  };
  for (const zone of zones) {
    for (const kind of ['sweep', 'nightly'] as const) {
      await guarded(`${zone.country} ${kind}`, async () => {
        const planned = await planOne(deps, { ...zone, kind, runId, tick });
        if (planned) runs.push(planned);
      });
    }
    await guarded(`${zone.country} telling`, async () => await planTelling(deps, zone, tick));
  }
  if (failed.length > 0) throw new AggregateError(causes, `not planned: ${failed.join(', ')}`);
  return { runs };
}
