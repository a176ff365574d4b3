/** Works a batch of a run off, facility by facility, and takes it off the run: the same for sweeps and nightly checks. */
import type { TableDeps } from '#kit/deps.ts';
import { errorFields, type Log } from '#kit/log.ts';
import type { TellingMessage } from '#kit/telling-queue.ts';
import type { EvaluationWorld } from '#shared/domain/alerts/findings.ts';
import type { RunKind } from '#shared/domain/sweeps/run.ts';
import { loadWorld } from '#shared/store/evaluation-world.ts';
import { completeBatch, finishRun, loadRun } from '#shared/store/sweeps.ts';
import { runFinished } from './heartbeat.ts';
import type { BatchMessage } from './messages.ts';

/** Facilities looked at side by side: enough to hide the table's latency, few enough to keep memory steady. */
const SIDE_BY_SIDE = 4;

/** After this delivery the run goes on without what still fails, and says so; the message goes to the dead letters. */
const LAST_ATTEMPT = 3;

export interface BatchDeps extends TableDeps {
  readonly log: Log;
  readonly stage: string;
  /** Where a worker of sweeps asks that people be told, once its sweep is through. */
  readonly askToTell?: (message: TellingMessage) => Promise<void>;
}

/** What is done with one facility at an instant (epoch ms); a throw counts it as failed. */
export type FacilityWork = (
  facilityId: string,
  world: EvaluationWorld,
  nowMs: number,
  deps: BatchDeps,
) => Promise<void>;

/** What is done once the last batch of a run is worked off, before anybody is told so; doing it twice does no harm. */
export type RunEnd = (message: BatchMessage, facilities: number, deps: BatchDeps) => Promise<void>;

async function eachFacility(message: BatchMessage, deps: BatchDeps, work: FacilityWork): Promise<string[]> {
  const world = await loadWorld(deps.table, message.country);
  if (world === undefined) return [];
  const waiting = [...message.facilities];
  const failed: string[] = [];
  const lane = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        await work(id, world, Date.parse(message.now), deps);
      } catch (error) {
        failed.push(id);
        deps.log('error', 'facility failed', { facilityId: id, kind: message.kind, ...errorFields(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  return failed;
}

/** What follows a run is tried as often as its batches; then the run ends without it, and the next one does it again. */
async function ended(message: BatchMessage, facilities: number, deps: BatchDeps, attempt: number, lastly: RunEnd) {
  try {
    await lastly(message, facilities, deps);
  } catch (error) {
    if (attempt < LAST_ATTEMPT) throw error;
    const { country, runId } = message;
    deps.log('error', 'a run ended without what follows it', { country, runId, ...errorFields(error) });
  }
}

/**
 * Works one batch off. A message of an overtaken run is dropped, one that was worked off before changes nothing. Throws
 * when a facility failed, so that the message comes again.
 */
export async function workOff(
  kind: RunKind,
  message: BatchMessage,
  deps: BatchDeps,
  attempt: number,
  work: FacilityWork,
  lastly?: RunEnd,
): Promise<void> {
  if (attempt > LAST_ATTEMPT) throw new Error(`batch ${message.batchId} of ${message.runId} failed too often`);
  let run = await loadRun(deps.table, kind, message.country);
  if (run?.runId !== message.runId) return;
  let failed: string[] = [];
  if (run.pending.has(message.batchId)) {
    failed = await eachFacility(message, deps, work);
    if (failed.length === 0 || attempt === LAST_ATTEMPT) {
      // Taken off before (the answer may have been lost): whoever sees the run through still tells its heartbeat.
      const done = await completeBatch(deps.table, run, message.batchId, failed.length);
      run = done ?? (await loadRun(deps.table, kind, message.country));
      if (run?.runId !== message.runId) return;
    }
  }
  if (run.pending.size === 0 && lastly) await ended(message, run.facilities, deps, attempt, lastly);
  const heartbeat = await finishRun(deps.table, run, deps.now().toISOString());
  if (heartbeat) {
    runFinished(deps.log, deps.stage, message, heartbeat);
    const { country, now } = message;
    await deps.askToTell?.({ kind: 'now', country, now, members: [] });
  }
  if (failed.length > 0) throw new Error(`${failed.length} facilities failed: ${failed.join(', ')}`);
}
