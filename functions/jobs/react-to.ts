/** What follows from a change of a facility's rows: the facility is evaluated at once, not only by the next sweep. */
import type { TableDeps } from '#kit/deps.ts';
import type { RowChange } from '#kit/stream.ts';
import type { EvaluationWorld } from '#shared/domain/alerts/findings.ts';
import { countryOf } from '#shared/domain/members/grants.ts';
import { reactionTime } from '#shared/domain/sweeps/run.ts';
import { loadWorld } from '#shared/store/evaluation-world.ts';
import { CURRENT_ALERTS, facilityOf, SNAPSHOT, summaryKey } from '#shared/store/keys.ts';
import { loadRun } from '#shared/store/sweeps.ts';
import { evaluateFacility } from './evaluate-facility.ts';

/** What every facility of a country is judged against, and at what time (epoch ms). */
interface Ground {
  readonly world: EvaluationWorld;
  readonly nowMs: number;
}

export interface ReactDeps extends TableDeps {
  /** The ground of a country; undefined for a country that is not known. */
  readonly ground: (country: string) => Promise<Ground | undefined>;
}

/** What an evaluation writes itself must not wake it. */
const ownRows: readonly string[] = [CURRENT_ALERTS, summaryKey('').SK];

/** The facility whose evaluation a change can alter; undefined for a change that alters none. */
export function facilityToJudge({ keys: { PK, SK } }: RowChange): string | undefined {
  if (!SK.startsWith(SNAPSHOT) || ownRows.some((prefix) => SK.startsWith(prefix))) return undefined;
  return facilityOf(PK);
}

/** Reads the ground of each country once, however many of its facilities changed: meant for one call of the function. */
export function groundOnce({ table, now }: TableDeps): ReactDeps['ground'] {
  const known = new Map<string, Promise<Ground | undefined>>();
  const read = async (country: string): Promise<Ground | undefined> => {
    const [world, run] = await Promise.all([loadWorld(table, country), loadRun(table, 'sweep', country)]);
    return world && { world, nowMs: reactionTime(run, now().getTime()) };
  };
  return (country) => {
    const ground = known.get(country) ?? read(country);
    known.set(country, ground);
    return ground;
  };
}

/**
 * Evaluates a facility that changed. Of a facility or country that is gone there is nothing to judge. Throws where it
 * cannot be judged now: the changes come again, and in the end the sweep has it.
 */
export async function reactTo(facilityId: string, _changes: readonly RowChange[], deps: ReactDeps): Promise<void> {
  const ground = await deps.ground(countryOf(facilityId));
  if (ground !== undefined) await evaluateFacility(facilityId, ground.world, ground.nowMs, deps, 'stream');
}
