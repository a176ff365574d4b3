/** What one member keeps on this device: the queue, drafts and the last known data, in a database of their own. */
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { Entry } from './queue/machine.ts';

export interface CachedQuery {
  readonly hash: string;
  readonly key: readonly unknown[];
  readonly data: unknown;
  /** Epoch ms. */
  readonly updatedAt: number;
}

interface Schema extends DBSchema {
  queue: { key: string; value: Entry };
  cache: { key: string; value: CachedQuery };
  drafts: { key: string; value: { readonly name: string; readonly value: unknown; readonly savedAt: number } };
}

export type Storage = IDBPDatabase<Schema>;

const prefix = 'muster:';
/** Raised with every change of a store; `upgrade` then brings what is there along. */
const version = 1;

let open: { readonly memberId: string; readonly database: Promise<Storage> } | undefined;

function upgrade(database: Storage, from: number): void {
  if (from < 1) {
    database.createObjectStore('queue', { keyPath: 'id' });
    database.createObjectStore('cache', { keyPath: 'hash' });
    database.createObjectStore('drafts', { keyPath: 'name' });
  }
}

/** The member's database; opened once. A tab with an older console gives way to a newer one. */
export function storageOf(memberId: string): Promise<Storage> {
  if (open?.memberId === memberId) return open.database;
  const database = openDB<Schema>(`${prefix}${memberId}`, version, {
    upgrade,
    blocking: () => void database.then((one) => one.close()),
    terminated: () => {
      open = undefined;
    },
  });
  open = { memberId, database };
  return database;
}

/** Empties the last known data and the drafts; the queue stays. */
export async function clearKnown(memberId: string): Promise<void> {
  const database = await storageOf(memberId);
  await Promise.all([database.clear('cache'), database.clear('drafts')]);
}

/** Deletes all that the member keeps on this device, the queue with it. */
export async function clearAll(memberId: string): Promise<void> {
  (await storageOf(memberId)).close();
  open = undefined;
  await deleteDB(`${prefix}${memberId}`);
}

/** Whether entries of somebody else wait on this device. Says of whom, never what. */
export async function othersWaiting(memberId: string): Promise<readonly string[]> {
  const databases = (await indexedDB.databases?.()) ?? [];
  const others = databases
    .map(({ name = '' }) => name)
    .filter((name) => name.startsWith(prefix) && name !== `${prefix}${memberId}`);
  const waiting: string[] = [];
  for (const name of others) {
    const database = await openDB<Schema>(name);
    const has = database.objectStoreNames.contains('queue') && (await database.count('queue')) > 0;
    database.close();
    if (has) waiting.push(name.slice(prefix.length));
  }
  return waiting;
}
