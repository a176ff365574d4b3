/** When a member is told, and what one mail says: at most one at once in a quarter of an hour, the latest word per alert. */
import { type AlertChange, compareLevels } from '../alerts/alert.ts';
import { type Day, localDay, localHour } from '../day.ts';
import type { Run } from '../sweeps/run.ts';
import type { News } from './news.ts';

/** Between two mails at once to one member about one country. */
export const QUARTER_MS = 15 * 60_000;

/** When a member was told last. Epoch ms. */
export interface LastTold {
  /** The time that the mail spoke from. */
  readonly nowMs: number;
  /** The clock when it was sent; the two differ only where a time is given from outside. */
  readonly clockMs: number;
}

/** A time that is told about further than this from the clock was given by hand. */
const BY_HAND_MS = 24 * 60 * 60_000;

/** Whether a quarter of an hour has gone by on the clock; also in the time that is told about, where it was given by hand. */
export function quarterPassed(last: LastTold | null, nowMs: number, clockMs: number): boolean {
  if (last === null || clockMs - last.clockMs >= QUARTER_MS) return true;
  return Math.abs(nowMs - clockMs) > BY_HAND_MS && nowMs - last.nowMs >= QUARTER_MS;
}

/** Whether a digest of this time is still to be told; the same one asked for again is not. */
export function digestOpen(last: LastTold | null, nowMs: number): boolean {
  return last === null || last.nowMs < nowMs;
}

/** The time that a mail speaks from: never earlier than the one before. Epoch ms. */
export function tellingNow(last: LastTold | null, nowMs: number): number {
  return Math.max(nowMs, last?.nowMs ?? nowMs);
}

/** A sweep that takes longer is not waited for: what it found so far is told. */
const SWEEP_PATIENCE_MS = 5 * 60_000;

/** Whether a sweep of the country is under way, whose end is worth waiting for. `clockMs`: epoch ms. */
export function sweeping(run: Pick<Run, 'pending' | 'startedAt'> | undefined, clockMs: number): boolean {
  return run !== undefined && run.pending.size > 0 && clockMs - Date.parse(run.startedAt) < SWEEP_PATIENCE_MS;
}

/** What several changes of one alert come to, in one word. */
function wordFor(changes: readonly AlertChange[], first: News, last: News): AlertChange {
  if (last.change === 'resolved' || last.change === 'escalated') return last.change;
  if (changes.includes('opened')) return 'opened';
  if (changes.includes('reopened') || changes.includes('resolved')) return 'reopened';
  const moved = first.previousLevel === null ? 0 : compareLevels(last.level, first.previousLevel);
  return moved > 0 ? 'worsened' : moved < 0 ? 'improved' : last.change;
}

/** The latest word per alert, in the order of the alerts' first news: what happened in between is one change. */
export function latestWords(news: readonly News[]): News[] {
  const byAlert = new Map<string, News[]>();
  for (const one of news) byAlert.set(one.alertId, [...(byAlert.get(one.alertId) ?? []), one]);
  return [...byAlert.values()].flatMap((changes) => {
    const ordered = changes.toSorted((a, b) => a.version - b.version);
    const [first] = ordered;
    const last = ordered.at(-1);
    if (first === undefined || last === undefined) return [];
    const change = wordFor(
      ordered.map((one) => one.change),
      first,
      last,
    );
    return [{ ...last, change, previousLevel: first.previousLevel }];
  });
}

/** Says of a news whether one of `later` is about the same alert and as new, or newer: then it is not to be told any more. */
export function overtaken(later: readonly News[]): (news: Pick<News, 'alertId' | 'version'>) => boolean {
  const versions = new Map<string, number>();
  for (const { alertId, version } of later) versions.set(alertId, Math.max(version, versions.get(alertId) ?? 0));
  return ({ alertId, version }) => version <= (versions.get(alertId) ?? 0);
}

const isOver = (news: News): boolean => news.change === 'resolved';

/** Worst first: what is over comes after everything that is not. */
export function worstFirst(a: News, b: News): number {
  return Number(isOver(a)) - Number(isOver(b)) || compareLevels(b.level, a.level) || (a.alertId < b.alertId ? -1 : 1);
}

/** News by facility, the facility with the worst first, and worst first within each. */
export function byFacility(news: readonly News[]): ReadonlyMap<string, readonly News[]> {
  const facilities = new Map<string, News[]>();
  for (const one of news.toSorted(worstFirst)) {
    const own = facilities.get(one.facilityId);
    if (own === undefined) facilities.set(one.facilityId, [one]);
    else own.push(one);
  }
  return facilities;
}

/** What was planned last for the digest of a country. */
export interface DigestPlan {
  readonly day: Day;
  /** Instant (ISO UTC) that the digest speaks from. */
  readonly now: string;
  /** Everybody was told. */
  readonly done: boolean;
}

/**
 * The digest that is to be told at a tick: today's from the country's hour on, once a local date; again the one that did
 * not reach everybody; null for none. A forced one is always due, and always a new one. The time never goes back.
 */
export function digestDue(
  last: DigestPlan | undefined,
  tick: { readonly timeMs: number; readonly forced: boolean },
  country: { readonly timeZone: string; readonly digestHour: number },
): DigestPlan | null {
  const today = localDay(tick.timeMs, country.timeZone);
  const own = new Date(tick.timeMs).toISOString();
  if (tick.forced) {
    const now = last !== undefined && last.now >= own ? new Date(Date.parse(last.now) + 1).toISOString() : own;
    return { day: Math.max(today, last?.day ?? today), now, done: false };
  }
  const now = last !== undefined && last.now > own ? last.now : own;
  if (localHour(tick.timeMs, country.timeZone) >= country.digestHour && (last === undefined || last.day < today)) {
    return { day: today, now, done: false };
  }
  return last === undefined || last.done ? null : last;
}
