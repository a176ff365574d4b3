/** Calls the API: one function for all rows, typed by the contract. */
import { routes } from 'virtual:contract';
import { noteReached, noteUnreached } from './connection.ts';
import type { Answer, CallOf, RowId } from './contract.ts';
import { CallFailed, problemOf } from './problem.ts';
import { accessToken } from './session/session.ts';

export interface CallOptions {
  /** Revision that one has seen: a newer one is not overwritten. */
  readonly ifMatch?: number | undefined;
  /** Refuses to replace what is there. */
  readonly create?: boolean | undefined;
  /** Of an action: the same key does it once. */
  readonly idempotencyKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A call that can be kept and sent later: the row's id and what goes along. */
export interface Request {
  readonly row: RowId;
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>> | undefined;
  readonly body?: unknown;
}

/** Longest that one waits for an answer. */
const patienceMs = 30_000;

function urlOf(request: Request): string {
  const path = routes[request.row].path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(request.params?.[name] ?? ''),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {}))
    if (value !== undefined) query.set(name, String(value));
  return `/api/v1${path}${query.size > 0 ? `?${query}` : ''}`;
}

async function send(request: Request, options: CallOptions, token: string | undefined): Promise<Response> {
  const headers = new Headers();
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  if (request.body !== undefined) headers.set('content-type', 'application/json');
  if (options.ifMatch !== undefined) headers.set('if-match', String(options.ifMatch));
  if (options.create === true) headers.set('if-none-match', '*');
  if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey);
  const patience = AbortSignal.timeout(patienceMs);
  const signal = options.signal === undefined ? patience : AbortSignal.any([options.signal, patience]);
  try {
    const response = await fetch(urlOf(request), {
      method: routes[request.row].method,
      headers,
      signal,
      cache: 'no-store',
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    noteReached();
    return response;
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    noteUnreached();
    throw new CallFailed({ kind: 'offline' });
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/** Sends a request and answers its JSON. Throws `CallFailed`. A token that ended is refreshed once. */
export async function callUntyped(request: Request, options: CallOptions = {}): Promise<unknown> {
  const open = routes[request.row].scope === 'public';
  const token = open ? undefined : await accessToken();
  let response = await send(request, options, token);
  if (response.status === 401 && !open) response = await send(request, options, await accessToken(token));
  const body = await bodyOf(response);
  if (!response.ok) throw new CallFailed(problemOf(response.status, body, response.headers.get('retry-after')));
  if (body === undefined) throw new CallFailed({ kind: 'offline' });
  return body;
}

/** Calls a row. Throws `CallFailed` with the problem. */
export async function call<Id extends RowId>(
  row: Id,
  input: CallOf<Id>,
  options: CallOptions = {},
): Promise<Answer<Id>> {
  const { params, query, body } = input as Omit<Request, 'row'>;
  const answer = await callUntyped({ row, params, query, body }, options);
  // The server holds its answers to the same rows (test/support/api.ts); checking them again would double the page.
  return answer as Answer<Id>;
}
