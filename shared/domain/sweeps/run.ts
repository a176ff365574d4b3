/** A run: one sweep or nightly check of a country, cut into batches, with the heartbeat that it leaves. */
import { type Day, localDay, localHour } from '../day.ts';

/** `sweep` evaluates alerts; `nightly` closes months and checks the ledger. */
export type RunKind = 'sweep' | 'nightly';

/** What a finished run leaves. Instants ISO UTC. */
export interface Heartbeat {
  /** The time that the run was about: its figures are as of then. */
  readonly now: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  /** Facilities it was to look at, and how many of them it could not. */
  readonly facilities: number;
  readonly failures: number;
}

export interface Run {
  readonly country: string;
  readonly kind: RunKind;
  readonly runId: string;
  readonly now: string;
  /** The country's local day of the tick that asked for it. */
  readonly day: Day;
  /** Clock when it was planned; `now` may have been given from outside. */
  readonly startedAt: string;
  /** First facility id of each batch: where the run was cut, also when its planner has to come again. */
  readonly cuts: readonly string[];
  /** Ids of the batches that are still to be worked off. */
  readonly pending: ReadonlySet<string>;
  readonly facilities: number;
  readonly failures: number;
  /** The last run that came to its end; this one, once it has. */
  readonly last: Heartbeat | null;
}

/** Four ticks without a finished sweep: no single slow batch explains that. */
const LATE_AFTER_MS = 60 * 60_000;

/** Facilities in one message: a few seconds of work, so that a batch is never the reason for a time-out. */
export const BATCH_SIZE = 10;

/** The nightly check waits until the day before is over everywhere in a country, late workers included. */
const NIGHTLY_HOUR = 2;

/** A run that has not ended by then is given up and overtaken by the next. */
const OVERTAKEN_AFTER_MS: Readonly<Record<RunKind, number>> = { sweep: 30 * 60_000, nightly: 2 * 60 * 60_000 };

export interface Batch {
  readonly batchId: string;
  readonly facilities: readonly string[];
}

/** Facilities in batches; the id of a batch is its number. */
export function batchesOf(facilities: readonly string[]): Batch[] {
  const batches: Batch[] = [];
  for (let start = 0; start < facilities.length; start += BATCH_SIZE) {
    batches.push({ batchId: String(batches.length), facilities: facilities.slice(start, start + BATCH_SIZE) });
  }
  return batches;
}

/**
 * The batches of a run that was cut before: every facility is in the batch that it was in then, whatever came or went
 * since. What came since goes with its neighbours, so a batch can be larger than planned; it can be empty too.
 *
 * @param facilities ascending, as they were when the run was cut
 */
export function batchesAlong(cuts: readonly string[], facilities: readonly string[]): Batch[] {
  const batches = cuts.map((_, index) => ({ batchId: String(index), facilities: [] as string[] }));
  let index = 0;
  for (const facilityId of facilities) {
    for (let next = cuts[index + 1]; next !== undefined && facilityId >= next; next = cuts[index + 1]) index += 1;
    batches[index]?.facilities.push(facilityId);
  }
  return batches;
}

/** What is asked of a planner. */
export interface Tick {
  /** The time it is about, epoch ms: the slot of the schedule, or a time given by hand. */
  readonly timeMs: number;
  /** The clock, epoch ms. */
  readonly clockMs: number;
  /** Somebody wants this, and nothing else, at once. */
  readonly force: RunKind | 'digest' | undefined;
}

function underWay(run: Run, clockMs: number): boolean {
  return run.pending.size > 0 && clockMs - Date.parse(run.startedAt) < OVERTAKEN_AFTER_MS[run.kind];
}

/**
 * Whether nobody watches over a country: its last finished sweep is older than an hour. One that was never swept to the
 * end is late once its sweep was given up, and not yet where it has just been added.
 */
export function sweepLate(last: Run | undefined, clockMs: number): boolean {
  if (last === undefined) return false;
  if (last.last !== null) return clockMs - Date.parse(last.last.finishedAt) > LATE_AFTER_MS;
  return !underWay(last, clockMs);
}

/** Every tick sweeps, unless the sweep before is still under way. Whatever else is forced asks for no sweep. */
export function sweepDue(last: Run | undefined, tick: Tick): boolean {
  if (tick.force !== undefined) return tick.force === 'sweep';
  return last === undefined || !underWay(last, tick.clockMs);
}

/** Once a local date, after two in the morning of the country's zone; again where it came to no end for hours. */
export function nightlyDue(last: Run | undefined, tick: Tick, timeZone: string): boolean {
  if (tick.force !== undefined) return tick.force === 'nightly';
  if (localHour(tick.timeMs, timeZone) < NIGHTLY_HOUR) return false;
  if (last === undefined || localDay(tick.timeMs, timeZone) > last.day) return true;
  return last.pending.size > 0 && !underWay(last, tick.clockMs);
}

/** The time a sweep is about: never earlier than that of the country's last one, so that alerts never go back in time. */
export function effectiveNow(last: Run | undefined, tick: Tick): string {
  const own = new Date(tick.timeMs).toISOString();
  return last !== undefined && last.now > own ? last.now : own;
}

/** A sweep about a time so long before its own clock was asked for by hand. */
const BY_HAND_MS = 24 * 60 * 60_000;

/**
 * The time at which a change is judged between two sweeps (epoch ms): the clock, or the last sweep's time where that is
 * later. After a sweep about a time long past, what changes belongs to that time.
 */
export function reactionTime(last: Pick<Run, 'now' | 'startedAt'> | undefined, clockMs: number): number {
  if (last === undefined) return clockMs;
  const sweptMs = Date.parse(last.now);
  return Date.parse(last.startedAt) - sweptMs > BY_HAND_MS ? sweptMs : Math.max(clockMs, sweptMs);
}

/** A run as it is planned. A country without facilities is through at once. */
export function plannedRun(
  plan: Pick<Run, 'country' | 'kind' | 'runId' | 'now' | 'day'>,
  batches: readonly Batch[],
  clock: string,
  last: Run | undefined,
): Run {
  const facilities = batches.reduce((sum, batch) => sum + batch.facilities.length, 0);
  const done: Heartbeat = { now: plan.now, startedAt: clock, finishedAt: clock, facilities, failures: 0 };
  return {
    ...plan,
    startedAt: clock,
    cuts: batches.flatMap((batch) => batch.facilities.slice(0, 1)),
    pending: new Set(batches.map((batch) => batch.batchId)),
    facilities,
    failures: 0,
    last: batches.length === 0 ? done : (last?.last ?? null),
  };
}

/** The heartbeat of a run whose last batch is done. `clock`: instant. */
export function heartbeatOf(run: Run, clock: string): Heartbeat {
  const { now, startedAt, facilities, failures } = run;
  return { now, startedAt, finishedAt: clock, facilities, failures };
}
