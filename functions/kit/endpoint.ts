/** The one way in over HTTP: row by route key, authorization, parsed input, operation, answer, one log line. */
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { isProblemCode } from '#shared/contract/problem-codes.ts';
import type { Row } from '#shared/contract/row.ts';
import { isRefusal, type Refusal, refuse } from '#shared/domain/refusal.ts';
import { TableUnavailable } from '#shared/store/unavailable.ts';
import { authorize } from './authorize.ts';
import type { Deps } from './deps.ts';
import { localeOf, preconditions } from './headers.ts';
import { htmlHeaders } from './html.ts';
import { readBody, readParams, readQuery } from './input.ts';
import { createLog, errorFields, type Log } from './log.ts';
import { type HttpAnswer, internalProblem, problemAnswer, unavailableProblem } from './problems.ts';
import type { ApiRequest, Operations, Reply } from './request.ts';

/** Path under which the API lies. */
export const API_BASE = '/api/v1';
/** Milliseconds before the function's time-out at which the caller gets a 503 instead of a silent end. */
const EARLY_MS = 250;

/** An event of an HTTP API; a JWT authorizer adds its claims. */
export type HttpEvent = APIGatewayProxyEventV2;
export type HttpHandler = (event: HttpEvent, context: Context) => Promise<HttpAnswer>;

interface Route {
  readonly row: Row;
  // Row and operation were matched by id when the table was compiled; the request is typed again by its row's schemas.
  readonly run: (request: ApiRequest<never>, deps: never) => Promise<Reply<Row> | Refusal>;
}

/** What a request turned out to be, for its log line. */
interface Trace {
  row: string;
  member: string;
  code?: string;
}

/**
 * The Lambda handler of a capability.
 *
 * @param rows the capability's rows by id, as its contract file exports them
 * @param operations one per row
 * @param makeDeps called once per cold start, at the first request
 */
export function endpoint<const Rows extends Readonly<Record<string, Row>>, D extends Deps>(
  rows: Rows,
  operations: Operations<Rows, D>,
  makeDeps: () => D,
  log: Log = createLog(),
): HttpHandler {
  const routes = compile(rows, operations);
  const traces = new WeakMap<HttpEvent, Trace>();
  let deps: D | undefined;

  const respond = async (event: HttpEvent): Promise<HttpAnswer> => {
    deps ??= makeDeps();
    const trace = traces.get(event) ?? { row: 'unknown', member: '' };
    const outcome = await answer(routes, event, deps, trace);
    if (!isRefusal(outcome)) return outcome;
    trace.code = outcome.code;
    if (!isProblemCode(outcome.code)) log('error', 'refusal without a known code', { code: outcome.code });
    return problemAnswer(outcome, event.requestContext.requestId);
  };

  const unexpected = (event: HttpEvent, error: unknown): HttpAnswer => {
    const requestId = event.requestContext.requestId;
    if (error instanceof TableUnavailable) {
      log('warn', 'table unavailable', { requestId, ...errorFields(error) });
      return unavailableProblem();
    }
    log('error', 'unexpected', { requestId, ...errorFields(error) });
    return internalProblem(requestId);
  };

  const handler = middy<HttpEvent, HttpAnswer>({
    timeoutEarlyInMillis: EARLY_MS,
    timeoutEarlyResponse: unavailableProblem,
  })
    .onError((request) => {
      request.response = unexpected(request.event, request.error);
    })
    .handler(respond);

  return async (event, context) => {
    const started = performance.now();
    const trace: Trace = { row: 'unknown', member: '' };
    traces.set(event, trace);
    const result = await handler(event, context);
    log('info', 'request', {
      requestId: event.requestContext.requestId,
      member: trace.member,
      row: trace.row,
      status: result.statusCode,
      ...(trace.code === undefined ? {} : { code: trace.code }),
      ms: Math.round((performance.now() - started) * 100) / 100,
    });
    return result;
  };
}

function compile<Rows extends Readonly<Record<string, Row>>, D>(
  rows: Rows,
  operations: Operations<Rows, D>,
): ReadonlyMap<string, Route> {
  const routes = new Map<string, Route>();
  for (const id in rows) {
    const row = rows[id];
    const run = operations[id];
    if (row) routes.set(`${row.method} ${API_BASE}${row.path}`, { row, run });
  }
  return routes;
}

async function answer(
  routes: ReadonlyMap<string, Route>,
  event: HttpEvent,
  deps: Deps,
  trace: Trace,
): Promise<HttpAnswer | Refusal> {
  const route = routes.get(event.routeKey);
  if (!route) return noRoute(event.rawPath);
  const { row } = route;
  trace.row = row.id;
  const headers = event.headers ?? {};
  const path = event.pathParameters ?? {};
  const caller = authorize(row, claimsOf(event), path, event.queryStringParameters ?? {});
  if (isRefusal(caller)) return caller;
  trace.member = caller.member;
  const guards = preconditions(row.kind, headers);
  if (isRefusal(guards)) return guards;
  const params = readParams(row, path);
  if (isRefusal(params)) return params;
  const query = readQuery(row, event.rawQueryString);
  if (isRefusal(query)) return query;
  const { body: rawBody, isBase64Encoded } = event;
  const body = readBody(row, { body: rawBody, isBase64Encoded, contentType: headers['content-type'] });
  if (isRefusal(body)) return body;
  const locale = localeOf(headers);
  const request = {
    params: params.value,
    query: query.value,
    body: body.value,
    member: caller.member,
    grants: caller.grants,
    now: deps.now(),
    requestId: event.requestContext.requestId,
    idempotencyKey: '',
    ...guards,
    ...(locale === undefined ? {} : { locale }),
  };
  const reply = await route.run(request as never, deps as never);
  return isRefusal(reply) ? reply : success(row, reply);
}

/** Why no row answers: an address that cannot be read matches no route either. */
function noRoute(path: string): Refusal {
  try {
    decodeURIComponent(path);
    return refuse('route.unknown', `There is nothing at this address. The API lies under ${API_BASE}.`);
  } catch {
    return refuse('path.invalid', 'Percent-encode the address as UTF-8: after a % there is what cannot be decoded.');
  }
}

function claimsOf(event: HttpEvent): Readonly<Record<string, unknown>> | undefined {
  const { requestContext } = event;
  if (!('authorizer' in requestContext)) return undefined;
  const { authorizer } = requestContext;
  if (typeof authorizer !== 'object' || authorizer === null || !('jwt' in authorizer)) return undefined;
  const { jwt } = authorizer;
  if (typeof jwt !== 'object' || jwt === null || !('claims' in jwt)) return undefined;
  const { claims } = jwt;
  return typeof claims === 'object' && claims !== null ? { ...claims } : undefined;
}

function success(row: Row, reply: Reply<Row>): HttpAnswer {
  if (row.media === 'text/html') return { statusCode: 200, headers: htmlHeaders, body: String(reply.body) };
  return {
    statusCode: reply.status ?? 200,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...(reply.revision === undefined ? {} : { etag: `"${reply.revision}"` }),
    },
    body: JSON.stringify(reply.body),
  };
}
