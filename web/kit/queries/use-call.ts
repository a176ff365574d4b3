/** Reads for components: the last known answer at once, a fresh one as soon as there is one, and how old it is. */
import { type QueryClient, type QueryKey, useQuery } from '@tanstack/react-query';
import { call } from '../api.ts';
import type { Answer, CallOf, Lists, Reads } from '../contract.ts';
import { type Problem, problemFrom } from '../problem.ts';

export interface Known<T> {
  /** The last known answer; undefined while there is none. */
  readonly data: T | undefined;
  /** Nothing is known yet and it is being asked for. */
  readonly loading: boolean;
  /** Being asked for now, whether or not something is known. */
  readonly refreshing: boolean;
  /** Why the last attempt did not work; what is known is shown all the same. */
  readonly problem: Problem | undefined;
  /** When `data` was answered (epoch ms); 0 when there is none. */
  readonly updatedAt: number;
  readonly reload: () => void;
}

type Item<Id extends Lists> = Answer<Id> extends { readonly items: readonly (infer T)[] } ? T : never;

export interface ReadOptions {
  readonly enabled?: boolean;
  /** Asks again every so many ms while the screen is open. */
  readonly everyMs?: number;
}

const keyOf = (row: string, input: object, whole: boolean): QueryKey => [row, input, ...(whole ? ['all'] : [])];

/** Pages that one list may have, so that a mistake in a cursor ends. */
const mostPages = 500;

async function allPages<Id extends Lists>(row: Id, input: CallOf<Id>, signal: AbortSignal): Promise<Item<Id>[]> {
  const items: Item<Id>[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const query = { limit: 200, ...input.query, ...(cursor === undefined ? {} : { cursor }) };
    const answer = (await call(row, { ...input, query }, { signal })) as unknown as {
      readonly items: readonly Item<Id>[];
      readonly nextCursor: string | null;
    };
    items.push(...answer.items);
    if (answer.nextCursor === null) break;
    cursor = answer.nextCursor;
  }
  return items;
}

function useRead<T>(queryKey: QueryKey, queryFn: (signal: AbortSignal) => Promise<T>, options: ReadOptions): Known<T> {
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => queryFn(signal),
    enabled: options.enabled ?? true,
    refetchInterval: options.everyMs ?? false,
  });
  return {
    data: query.data,
    loading: query.data === undefined && query.isFetching,
    refreshing: query.isFetching,
    problem: query.error === null ? undefined : problemFrom(query.error),
    updatedAt: query.dataUpdatedAt,
    reload: () => void query.refetch(),
  };
}

/** One read of the API. */
export function useCall<Id extends Reads>(row: Id, input: CallOf<Id>, options: ReadOptions = {}): Known<Answer<Id>> {
  return useRead(keyOf(row, input, false), (signal) => call(row, input, { signal }), options);
}

/** All items of a list, over all its pages. */
export function useAll<Id extends Lists>(row: Id, input: CallOf<Id>, options: ReadOptions = {}): Known<Item<Id>[]> {
  return useRead(keyOf(row, input, true), (signal) => allPages(row, input, signal), options);
}

/** Has everything that is on a screen asked for again, after something was written. */
export function refreshAll(client: QueryClient): Promise<void> {
  return client.invalidateQueries();
}
