/** Loads the demo programme through the public API, as its people would: repeatable, resumable, and told line by line. */
import { type Api, openApi } from './api.ts';
import { type Calendar, calendarFrom, calendarSince } from './calendar.ts';
import type { Step } from './call.ts';
import { programme } from './programme.ts';

export interface SeedOptions {
  /** Base address of the API, such as `http://localhost:3000/api/v1`. */
  readonly api: string;
  /** An access token of a member. */
  readonly token: (member: string) => Promise<string>;
  /** Runs a schedule by hand, as at an instant (ISO; default now). */
  readonly runSchedule: (name: string, time?: string) => Promise<unknown>;
  /** Sign-in name of the first programme-wide lead. */
  readonly lead: string;
  readonly now: Date;
  /** Takes one line per step. */
  readonly report: (line: string) => void;
}

/** The facility whose first day tells when a programme was loaded. */
const FIRST_LOADED = '/facilities/UG-LUZIRA-UPPER';
const EVALUATION_SECONDS = 60;
const POLL_MS = 100;

function textOf(value: unknown, field: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, field);
  return typeof found === 'string' ? found : undefined;
}

/** A programme that was loaded before, in part or whole, keeps its dates: only so does a second run repeat the first. */
async function calendarOf(api: Api, now: Date): Promise<Calendar> {
  const joinedOn = textOf(await api.read(FIRST_LOADED), 'startedOn');
  return joinedOn === undefined ? calendarFrom(now) : calendarSince(joinedOn);
}

/** Waits until every facility was evaluated at or after an instant. */
async function evaluated(api: Api, since: string): Promise<void> {
  const deadline = Date.now() + EVALUATION_SECONDS * 1000;
  while ((textOf(await api.read('/overview?limit=1'), 'lastEvaluatedAt') ?? '') < since) {
    if (Date.now() > deadline) throw new Error(`the sweep did not end within ${EVALUATION_SECONDS} s`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const atStep = (title: string) => (error: unknown) => {
  throw new Error(`It stopped at "${title}": ${error instanceof Error ? error.message : String(error)}`, {
    cause: error,
  });
};

const callsOf = (step: Step): number => step.lanes.reduce((sum, lane) => sum + lane.length, 0);

/**
 * Loads the demo and runs one sweep, so that its alerts are there. A second run changes nothing; one that was
 * interrupted goes on. Throws at the first refusal, with the problem in its message.
 */
export async function seed(options: SeedOptions): Promise<void> {
  const { report, lead, token } = options;
  const api = openApi({ base: options.api, token, lead });
  const calendar = await calendarOf(api, options.now);
  const started = performance.now();
  for (const step of programme(calendar, lead)) {
    const stored = await api.run(step).catch(atStep(step.title));
    report(`demo        ${step.title}: ${callsOf(step)} said, ${stored} stored`);
  }
  const sweptAt = `${new Date().toISOString().slice(0, 19)}.000Z`;
  await options.runSchedule('sweep');
  await evaluated(api, sweptAt);
  report(`demo        ready after ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
