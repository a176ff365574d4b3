/** What becomes of an entry between the finger and the ledger: pure, so that every order of events can be tried. */
import type { ConsoleKey } from '#shared/messages/console/keys.ts';
import type { RowId } from '../contract.ts';
import type { Problem } from '../problem.ts';

export type EntryState = 'waiting' | 'sending' | 'sent' | 'refused';

type Refusal = Extract<Problem, { kind: 'refused' }>;

export interface Entry {
  /** UUIDv7: the document's own id, or the key that makes an action happen once. */
  readonly id: string;
  /** Entries of one lane (a facility, a shipment) are sent one after the other, in the order in which they were made. */
  readonly lane: string;
  readonly row: RowId;
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
  readonly ifMatch?: number | undefined;
  readonly create?: boolean | undefined;
  /** What it is, for whoever looks at the queue, in any language. */
  readonly label: { readonly key: ConsoleKey; readonly values?: Readonly<Record<string, string | number>> };
  /** Screen on which it is corrected; the screen finds the entry by `?entry=<id>`. */
  readonly editAt?: string | undefined;
  readonly state: EntryState;
  /** Epoch ms; entries of one lane go in this order, then by id. */
  readonly createdAt: number;
  readonly attempts: number;
  /** Epoch ms before which it is not tried again. */
  readonly notBefore: number;
  readonly refusal?: Refusal | undefined;
  readonly sentAt?: number | undefined;
}

export type QueueEvent =
  | { readonly kind: 'added'; readonly entry: NewEntry; readonly at: number }
  | { readonly kind: 'taken'; readonly id: string }
  | { readonly kind: 'stored'; readonly id: string; readonly at: number }
  | { readonly kind: 'failed'; readonly id: string; readonly problem: Problem; readonly at: number }
  /** A tab that was sending has gone: nobody knows whether it arrived, so it goes again under the same id. */
  | { readonly kind: 'abandoned' }
  | { readonly kind: 'corrected'; readonly id: string; readonly entry: NewEntry; readonly at: number }
  | { readonly kind: 'retried'; readonly id: string }
  | { readonly kind: 'withdrawn'; readonly id: string }
  | { readonly kind: 'forgotten'; readonly before: number };

export type NewEntry = Pick<
  Entry,
  'id' | 'lane' | 'row' | 'params' | 'body' | 'ifMatch' | 'create' | 'label' | 'editAt'
>;

const firstPauseMs = 2_000;
const longestPauseMs = 5 * 60_000;

/** Pause before the next attempt: doubles, up to five minutes; what the server asks for counts. */
export function pauseMs(attempts: number, problem: Problem): number {
  const asked = problem.kind === 'busy' ? (problem.retryAfterSeconds ?? 0) * 1000 : 0;
  return Math.max(asked, Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempts - 1, 10)));
}

function waiting(entry: NewEntry, at: number): Entry {
  return { ...entry, state: 'waiting', createdAt: at, attempts: 0, notBefore: 0 };
}

function afterFailure(entry: Entry, problem: Problem, at: number): Entry {
  const attempts = entry.attempts + 1;
  switch (problem.kind) {
    case 'refused':
      return { ...entry, state: 'refused', attempts, refusal: problem };
    case 'signed-out':
      return { ...entry, state: 'waiting', notBefore: 0 };
    default:
      return { ...entry, state: 'waiting', attempts, notBefore: at + pauseMs(attempts, problem) };
  }
}

/** One entry after an event about it. */
function next(entry: Entry, event: QueueEvent): Entry | undefined {
  switch (event.kind) {
    case 'taken':
      return entry.state === 'waiting' ? { ...entry, state: 'sending' } : entry;
    case 'stored':
      return { ...entry, state: 'sent', refusal: undefined, sentAt: event.at };
    case 'failed':
      return entry.state === 'sent' ? entry : afterFailure(entry, event.problem, event.at);
    case 'retried':
      return entry.state === 'refused' || entry.state === 'waiting'
        ? { ...entry, state: 'waiting', refusal: undefined, notBefore: 0 }
        : entry;
    case 'corrected':
      return entry.state === 'refused' || entry.state === 'waiting' ? waiting(event.entry, entry.createdAt) : entry;
    case 'withdrawn':
      return entry.state === 'refused' || entry.state === 'waiting' ? undefined : entry;
    default:
      return entry;
  }
}

/** The queue after an event, in the order in which entries were made. What is not sent leaves it only when somebody withdraws it. */
export function reduce(entries: readonly Entry[], event: QueueEvent): readonly Entry[] {
  switch (event.kind) {
    case 'added':
      return entries.some(({ id }) => id === event.entry.id) ? entries : [...entries, waiting(event.entry, event.at)];
    case 'abandoned':
      return entries.map((entry) => (entry.state === 'sending' ? { ...entry, state: 'waiting', notBefore: 0 } : entry));
    case 'forgotten':
      return entries.filter((entry) => entry.state !== 'sent' || (entry.sentAt ?? 0) >= event.before);
    default:
      return entries.flatMap((entry) => (entry.id === event.id ? (next(entry, event) ?? []) : [entry]));
  }
}

const inOrder = (a: Entry, b: Entry): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);

/** What may be sent at `now`: of each lane the first that waits, unless it pauses. A refused one holds up nobody. */
export function due(entries: readonly Entry[], now: number): readonly Entry[] {
  const lanes = new Set<string>();
  const first: Entry[] = [];
  for (const entry of [...entries].sort(inOrder)) {
    if (entry.state !== 'waiting' && entry.state !== 'sending') continue;
    if (lanes.has(entry.lane)) continue;
    lanes.add(entry.lane);
    if (entry.state === 'waiting' && entry.notBefore <= now) first.push(entry);
  }
  return first;
}

/** When something is due next (epoch ms), or undefined when nothing waits. */
export function nextDue(entries: readonly Entry[]): number | undefined {
  const pauses = entries.filter(({ state }) => state === 'waiting').map(({ notBefore }) => notBefore);
  return pauses.length === 0 ? undefined : Math.min(...pauses);
}

export interface Tally {
  readonly waiting: number;
  readonly refused: number;
  readonly sent: number;
}

export function tally(entries: readonly Entry[]): Tally {
  const count = (...states: EntryState[]) => entries.filter(({ state }) => states.includes(state)).length;
  return { waiting: count('waiting', 'sending'), refused: count('refused'), sent: count('sent') };
}
