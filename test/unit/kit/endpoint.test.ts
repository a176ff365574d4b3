/** The endpoint over events as API Gateway sends them: who gets in, what is read, what goes out. */

import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { endpoint } from '#kit/endpoint.ts';
import { createLog } from '#kit/log.ts';
import type { ApiRequest } from '#kit/request.ts';
import { row } from '#shared/contract/row.ts';
import { isRefusal, refuse } from '#shared/domain/refusal.ts';
import { TableUnavailable } from '#shared/store/unavailable.ts';
import { type Call, httpEvent, lambdaContext } from '../../support/http-event.ts';

const answers = { 200: z.looseObject({}), 201: z.looseObject({}) };
const base = { capability: 'facilities', summary: '', answers, example: { answer: {} } } as const;
const params = z.strictObject({ facilityId: z.string().regex(/^[A-Z]{2}-[A-Z-]+$/) });
const rows = {
  put: row({
    ...base,
    id: 'put',
    method: 'PUT',
    path: '/facilities/{facilityId}',
    kind: 'record',
    scope: 'facility',
    roles: ['programme-lead'],
    params,
    body: z.strictObject({ name: z.string(), lines: z.array(z.strictObject({ quantity: z.int() })).optional() }),
  }),
  list: row({
    ...base,
    id: 'list',
    method: 'GET',
    path: '/facilities',
    kind: 'read',
    scope: 'query',
    roles: 'any',
    query: z.strictObject({ country: z.string().optional(), limit: z.string().transform(Number).default(50) }),
  }),
  act: row({
    ...base,
    id: 'act',
    method: 'POST',
    path: '/facilities/{facilityId}/close',
    kind: 'action',
    scope: 'facility',
    roles: ['programme-lead'],
    params,
    body: z.strictObject({ note: z.string().optional() }),
  }),
  open: row({ ...base, id: 'open', method: 'GET', path: '/open', kind: 'read', scope: 'public', roles: 'any' }),
  settings: row({
    ...base,
    id: 'settings',
    method: 'PUT',
    path: '/settings',
    kind: 'record',
    scope: 'programme',
    roles: ['programme-lead'],
    body: z.strictObject({}),
  }),
};
type Rows = typeof rows;

const lead = { member: 'Lead@Example.org', grants: 'programme-lead:UG' };
const put: Call = {
  routeKey: 'PUT /api/v1/facilities/{facilityId}',
  path: { facilityId: 'UG-LUZIRA' },
  body: { name: 'Luzira' },
  as: lead,
};

function harness(operation: (request: ApiRequest<Rows['put']>) => unknown = (request) => ({ body: { ...request } })) {
  const lines: string[] = [];
  const run = vi.fn(async (request: never) => operation(request));
  const deps = vi.fn(() => ({ now: () => new Date('2026-11-23T08:00:00Z'), newId: () => 'id' }));
  const same = run as never;
  const operations = { put: same, list: same, act: same, open: same, settings: same };
  const handler = endpoint(
    rows,
    operations,
    deps,
    createLog('info', (line) => lines.push(line)),
  );
  const send = async (call: Call) => {
    const answer = await handler(httpEvent(call), lambdaContext());
    return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(String(answer.body)) };
  };
  return { send, run, deps, lines };
}

describe('who gets in', () => {
  it.each<[string, Partial<Call>, number, string]>([
    ['no token claims', { as: undefined } as Partial<Call>, 401, 'token.missing'],
    ['a token of another programme', { as: { member: '', grants: '' } }, 401, 'token.missing'],
    ['another country', { as: { ...lead, grants: 'programme-lead:KZ' } }, 404, 'not-found'],
    ['another facility', { as: { ...lead, grants: 'programme-lead:UG-OTHER' } }, 404, 'not-found'],
    ['another role in scope', { as: { ...lead, grants: 'observer:UG logistics:*' } }, 403, 'role.forbidden'],
  ])(
    '%s is turned away before the operation runs, even with a body that is not JSON',
    async (_, change, status, code) => {
      const { send, run } = harness();
      const answer = await send({ ...put, ...change, rawBody: '{' });
      expect(answer).toMatchObject({ status, body: { code, status, errors: [] } });
      expect(run).not.toHaveBeenCalled();
    },
  );

  it.each(['programme-lead:UG', 'programme-lead:*', 'programme-lead:UG-LUZIRA', 'nonsense: x programme-lead:UG'])(
    'a grant of %s opens a facility of the country',
    async (grants) => {
      const { send } = harness();
      expect(await send({ ...put, as: { ...lead, grants } })).toMatchObject({
        status: 200,
        body: { member: 'lead@example.org' },
      });
    },
  );

  it('a country lead is told that settings of the programme need another role', async () => {
    const { send } = harness();
    const call = { routeKey: 'PUT /api/v1/settings', body: {}, as: lead };
    expect(await send(call)).toMatchObject({ status: 403, body: { code: 'role.forbidden' } });
    expect(await send({ ...call, as: { ...lead, grants: 'programme-lead:*' } })).toMatchObject({ status: 200 });
  });

  it('a list of a country that the grants do not touch is not there, one that they touch is', async () => {
    const { send } = harness();
    const call = {
      routeKey: 'GET /api/v1/facilities',
      as: { member: 'm@x.org', grants: 'facility-manager:UG-LUZIRA' },
    };
    expect(await send({ ...call, query: 'country=KZ' })).toMatchObject({ status: 404 });
    expect(await send({ ...call, query: 'country=UG' })).toMatchObject({ status: 200 });
    expect(await send(call)).toMatchObject({ status: 200 });
  });

  it('public rows need no token', async () => {
    expect(await harness().send({ routeKey: 'GET /api/v1/open' })).toMatchObject({ status: 200, body: { member: '' } });
  });

  it('an unknown route is a problem, also through $default', async () => {
    const { send } = harness();
    expect(await send({ routeKey: '$default' })).toMatchObject({ status: 404, body: { code: 'route.unknown' } });
  });

  it.each(['/api/v1/items/%E0%A4', '/api/v1/items/%zz', '/api/v1/items/50%'])(
    'an address that cannot be decoded is called that: %s',
    async (rawPath) => {
      const answer = await harness().send({ routeKey: `$default ${rawPath}` });
      expect(answer).toMatchObject({
        status: 400,
        body: { code: 'path.invalid', detail: expect.stringContaining('%') },
      });
    },
  );
});

describe('what is read', () => {
  it('hands the operation new, parsed objects and says when it is', async () => {
    const { send, run } = harness();
    await send({ routeKey: 'GET /api/v1/facilities', query: 'limit=7', as: lead });
    expect(run.mock.calls[0]?.[0]).toMatchObject({ query: { limit: 7 }, now: new Date('2026-11-23T08:00:00Z') });
  });

  it.each<[string, Partial<Call>, number, string]>([
    ['another content type', { headers: { 'content-type': 'text/plain' } }, 415, 'content-type.unsupported'],
    [
      'a latin-1 body',
      { headers: { 'content-type': 'application/json; charset=latin1' } },
      415,
      'content-type.unsupported',
    ],
    ['a body of more than 1 MB', { rawBody: JSON.stringify({ name: 'é'.repeat(524_288) }) }, 413, 'body.too-large'],
    ['no body', { body: undefined }, 400, 'body.missing'],
    ['bytes that are not UTF-8', { rawBody: '/w==', isBase64Encoded: true }, 400, 'body.malformed'],
    ['an If-Match that is no revision', { headers: { 'if-match': 'abc' } }, 400, 'if-match.invalid'],
    ['an id that is none', { path: { facilityId: 'UG-luzira' } }, 400, 'path.invalid'],
    ['a query where there is none', { query: 'dry=1' }, 400, 'query.invalid'],
  ])('%s is refused with a code of its own', async (_, change, status, code) => {
    const { send, run } = harness();
    expect(await send({ ...put, ...change })).toMatchObject({ status, body: { code } });
    expect(run).not.toHaveBeenCalled();
  });

  it('says where a body stops being JSON, without repeating any of it', async () => {
    const { body } = await harness().send({ ...put, rawBody: '{\n  "name": secret }' });
    expect(body).toMatchObject({ code: 'body.malformed', position: { line: 2, column: 11, offset: 12 } });
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('points to each bad and each unknown field', async () => {
    const { body } = await harness().send({ ...put, body: { name: 'x', lines: [{ quantity: 1.5 }], nmae: 'y' } });
    expect(body.code).toBe('body.invalid');
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual(
      expect.arrayContaining([expect.stringContaining('/lines/0/quantity')]),
    );
    expect(JSON.stringify(body.errors)).toContain('field.unknown');
  });

  it.each(['limit=1&limit=2', 'colour=red'])('refuses the query %s', async (query) => {
    const answer = await harness().send({ routeKey: 'GET /api/v1/facilities', query, as: lead });
    expect(answer).toMatchObject({ status: 400, body: { code: 'query.invalid' } });
  });

  it('reads a base64 body and the charset of JSON', async () => {
    const rawBody = Buffer.from(JSON.stringify({ name: 'Тюрьма' })).toString('base64');
    const headers = { 'content-type': 'application/json; charset=UTF-8' };
    const answer = await harness().send({ ...put, rawBody, isBase64Encoded: true, headers });
    expect(answer.body.body).toEqual({ name: 'Тюрьма' });
  });

  it.each(['"3"', '3', 'W/"3"'])('reads the revision from If-Match: %s', async (revision) => {
    const { body } = await harness().send({ ...put, headers: { 'if-match': revision, 'if-none-match': '*' } });
    expect(body).toMatchObject({ ifMatch: 3, onlyCreate: true });
  });

  it('wants an Idempotency-Key for actions, and lets them come without a body', async () => {
    const { send } = harness();
    const call = { routeKey: 'POST /api/v1/facilities/{facilityId}/close', path: put.path ?? {}, as: lead };
    expect(await send(call)).toMatchObject({ status: 400, body: { code: 'idempotency-key.missing' } });
    const long = { 'idempotency-key': 'k'.repeat(65) };
    expect(await send({ ...call, headers: long })).toMatchObject({ body: { code: 'idempotency-key.invalid' } });
    const answer = await send({ ...call, headers: { 'idempotency-key': 'k 1' } });
    expect(answer).toMatchObject({ status: 200, body: { idempotencyKey: 'k 1', body: {} } });
  });
});

describe('what goes out', () => {
  it('answers JSON that nobody caches, with the revision as ETag', async () => {
    const answer = await harness(() => ({ status: 201, body: { a: 1 }, revision: 4 })).send(put);
    expect(answer).toEqual({
      status: 201,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store', etag: '"4"' },
      body: { a: 1 },
    });
  });

  it('answers a refusal as a problem with its fields and extras', async () => {
    const errors = [{ pointer: '/a', code: 'a.bad', detail: 'Do it.' }];
    const answer = await harness(() => refuse('date.future', 'Too far.', errors, { serverDate: '2026-11-23' })).send(
      put,
    );
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json' });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        type: '/problems/date.future',
        code: 'date.future',
        detail: 'Too far.',
        errors,
        serverDate: '2026-11-23',
      },
    });
  });

  it('answers 503 with Retry-After when the table is not available', async () => {
    const answer = await harness(() => {
      throw new TableUnavailable('throttled');
    }).send(put);
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '2' }, body: { code: 'unavailable' } });
  });

  it('answers a bug with the request id and nothing else, and logs its stack', async () => {
    const { send, lines } = harness(() => {
      throw new Error('secret detail');
    });
    const { status, body } = await send(put);
    expect({ status, code: body.code, requestId: body.requestId }).toEqual({
      status: 500,
      code: 'internal',
      requestId: 'JKJaXmPLvHcESHA=',
    });
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(lines[0]).toContain('secret detail');
    expect(lines[0]).toContain('endpoint.test.ts');
  });

  it('takes a code that nobody listed for a bug', async () => {
    const answer = await harness(() => refuse('made.up', 'x')).send(put);
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } });
  });

  it('answers 503 shortly before the function would be ended', async () => {
    const { deps } = harness();
    const never = (() => new Promise(() => undefined)) as never;
    const operations = { put: never, list: never, act: never, open: never, settings: never };
    const handler = endpoint(rows, operations, deps, createLog('error'));
    const answer = await handler(httpEvent(put), lambdaContext(260));
    expect(answer.statusCode).toBe(503);
  });

  it('logs one line per request, never its body, and makes its dependencies once', async () => {
    const { send, lines, deps } = harness();
    await send(put);
    await send(put);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ message: 'request', member: 'lead@example.org', row: 'put', status: 200 }),
      expect.objectContaining({ row: 'put' }),
    ]);
    expect(lines.join()).not.toContain('Luzira');
    expect(deps).toHaveBeenCalledTimes(1);
  });
});

it('a refusal is told from any other value', () => {
  expect([null, undefined, 'x', {}, { refused: false }, refuse('a', 'b')].map(isRefusal)).toEqual([
    false,
    false,
    false,
    false,
    false,
    true,
  ]);
});
