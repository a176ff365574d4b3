/** The queue of one member on this device: entries survive the tab, are sent by one tab at a time, and are never dropped. */

import { routes } from 'virtual:contract';
import { callUntyped } from '../api.ts';
import { isOnline, onConnection } from '../connection.ts';
import { problemFrom } from '../problem.ts';
import { onSession, sessionState } from '../session/session.ts';
import { storageOf } from '../storage.ts';
import { due, type Entry, type NewEntry, nextDue, type QueueEvent, reduce } from './machine.ts';

/** Sent entries stay visible for a day. */
const keepSentMs = 24 * 3600_000;

export interface Queue {
  entries(): readonly Entry[];
  subscribe(listener: () => void): () => void;
  add(entry: NewEntry): Promise<void>;
  correct(id: string, entry: NewEntry): Promise<void>;
  retry(id: string): Promise<void>;
  /** Takes an entry out that was not sent. The caller has asked. */
  withdraw(id: string): Promise<void>;
  /** Sends what is due; returns when nothing is due any more, or another tab is at it. */
  send(): Promise<void>;
  stop(): void;
}

const inOrder = (entries: readonly Entry[]) =>
  [...entries].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));

/** Opens the member's queue and starts to send. `onStored` is told after each entry that the server has. */
export async function openQueue(memberId: string, onStored: (entry: Entry) => void): Promise<Queue> {
  const channel = new BroadcastChannel(`muster-queue:${memberId}`);
  const listeners = new Set<() => void>();
  let known: readonly Entry[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  async function reload(): Promise<void> {
    known = inOrder(await (await storageOf(memberId)).getAll('queue'));
    for (const listener of listeners) listener();
  }

  /** Applies an event to what is stored, in one transaction: two tabs never undo each other. */
  async function apply(event: QueueEvent): Promise<void> {
    const database = await storageOf(memberId);
    const transaction = database.transaction('queue', 'readwrite');
    const before = inOrder(await transaction.store.getAll());
    const after = reduce(before, event);
    const kept = new Set(after.map(({ id }) => id));
    for (const entry of before) if (!kept.has(entry.id)) void transaction.store.delete(entry.id);
    for (const entry of after) if (!before.includes(entry)) void transaction.store.put(entry);
    await transaction.done;
    channel.postMessage('changed');
    await reload();
  }

  async function sendOne(entry: Entry): Promise<boolean> {
    await apply({ kind: 'taken', id: entry.id });
    const action = routes[entry.row].kind === 'action';
    try {
      await callUntyped(entry, {
        ifMatch: entry.ifMatch,
        create: entry.create,
        ...(action ? { idempotencyKey: entry.id } : {}),
      });
      await apply({ kind: 'stored', id: entry.id, at: Date.now() });
      onStored(entry);
      return true;
    } catch (error) {
      const problem = problemFrom(error);
      await apply({ kind: 'failed', id: entry.id, problem: problem ?? { kind: 'offline' }, at: Date.now() });
      if (problem === undefined) throw error;
      return problem.kind === 'refused';
    }
  }

  async function sendAll(): Promise<void> {
    // Whoever holds the lock is the only one who sends: what still says "sending" was left by a tab that is gone.
    await apply({ kind: 'abandoned' });
    for (;;) {
      const ready = due(known, Date.now());
      if (stopped || ready.length === 0 || !sessionState().signedIn) return;
      const went = await Promise.all(ready.map(sendOne));
      if (!went.some(Boolean)) return;
    }
  }

  function plan(): void {
    clearTimeout(timer);
    const at = nextDue(known);
    if (stopped || at === undefined) return;
    timer = setTimeout(() => void queue.send(), Math.max(1_000, at - Date.now()));
  }

  const queue: Queue = {
    entries: () => known,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async add(entry) {
      await apply({ kind: 'added', entry, at: Date.now() });
      void queue.send();
    },
    async correct(id, entry) {
      await apply({ kind: 'corrected', id, entry, at: Date.now() });
      void queue.send();
    },
    async retry(id) {
      await apply({ kind: 'retried', id });
      void queue.send();
    },
    withdraw: (id) => apply({ kind: 'withdrawn', id }),
    async send() {
      if (stopped || !sessionState().signedIn || !navigator.onLine) return plan();
      await navigator.locks.request(`muster-queue:${memberId}`, { ifAvailable: true }, async (lock) => {
        if (lock !== null) await sendAll();
      });
      plan();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      channel.close();
      for (const end of ends) end();
    },
  };

  channel.onmessage = () => void reload();
  const wake = (): void => {
    if (isOnline()) void queue.send();
  };
  const ends = [onConnection(wake), onSession(wake)];
  await apply({ kind: 'forgotten', before: Date.now() - keepSentMs });
  await queue.send();
  return queue;
}
