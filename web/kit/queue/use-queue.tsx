/** The queue for components: what waits, and a way to add to it. */
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import { v7 } from 'uuid';
import type { CallOf, Writes } from '../contract.ts';
import { type Entry, type NewEntry, type Tally, tally } from './machine.ts';
import type { Queue } from './queue.ts';

const Context = createContext<Queue | undefined>(undefined);

export function QueueProvider({ queue, children }: { readonly queue: Queue; readonly children: ReactNode }) {
  return <Context value={queue}>{children}</Context>;
}

export function useQueue(): Queue {
  const queue = useContext(Context);
  if (queue === undefined) throw new Error('useQueue needs a QueueProvider above it');
  return queue;
}

/** All entries on this device, in the order in which they were made. */
export function useEntries(): readonly Entry[] {
  const queue = useQueue();
  return useSyncExternalStore(queue.subscribe, queue.entries);
}

/** One entry by its id: what `?entry=` of a screen names. */
export function useEntry(id: string | null): Entry | undefined {
  return useEntries().find((entry) => entry.id === id);
}

export function useTally(): Tally {
  return tally(useEntries());
}

/** A new id: of a document, an entry, an action. */
export const newId = (): string => v7();

/** An entry typed by its row: `params` and `body` are those of the contract. */
export function entryOf<Row extends Writes>(
  row: Row,
  entry: Omit<NewEntry, 'row' | 'params' | 'body'> & CallOf<Row>,
): NewEntry {
  // The row's own types are narrower than what the queue keeps of any row.
  const { params, body, ...rest } = entry as Omit<NewEntry, 'row'>;
  return { ...rest, row, params, body };
}
