/** The last known data: kept in memory while the tab lives, and on the device so that it opens without a network. */
import { hashKey, QueryClient } from '@tanstack/react-query';
import { problemFrom } from '../problem.ts';
import { storageOf } from '../storage.ts';

/** Older than this it is not shown any more. */
const longestKeptMs = 30 * 24 * 3600_000;
const saveAfterMs = 1_000;

export interface KeptQueries {
  readonly client: QueryClient;
  stop(): void;
}

function createClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 30_000,
        gcTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: true,
        refetchOnReconnect: true,
        retry: (failures, error) => problemFrom(error)?.kind === 'busy' && failures < 3,
        throwOnError: (error) => problemFrom(error) === undefined,
      },
    },
  });
}

/** A client with what the member last saw; what it learns is written to the device a second later. */
export async function openQueries(memberId: string): Promise<KeptQueries> {
  const client = createClient();
  const pending = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const database = await storageOf(memberId);
  for (const { hash, key, data, updatedAt } of await database.getAll('cache')) {
    if (Date.now() - updatedAt > longestKeptMs) void database.delete('cache', hash);
    else client.setQueryData(key, data, { updatedAt });
  }

  async function save(): Promise<void> {
    timer = undefined;
    const hashes = [...pending];
    pending.clear();
    try {
      const transaction = (await storageOf(memberId)).transaction('cache', 'readwrite');
      for (const hash of hashes) {
        const query = client.getQueryCache().get(hash);
        if (query?.state.data === undefined) continue;
        const { queryKey, state } = query;
        void transaction.store.put({ hash, key: queryKey, data: state.data, updatedAt: state.dataUpdatedAt });
      }
      await transaction.done;
    } catch {
      // A full or closed device keeps less; the screen has what it needs in memory.
    }
  }

  const unsubscribe = client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success') return;
    pending.add(hashKey(event.query.queryKey));
    timer ??= setTimeout(() => void save(), saveAfterMs);
  });
  return {
    client,
    stop() {
      unsubscribe();
      clearTimeout(timer);
      client.clear();
    },
  };
}
