/** The HTTP API on one machine behaves as the gateway in AWS does. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Local } from '../../infra/local/start.ts';
import { call, start, synthesize } from './fixture/run.ts';

describe('the HTTP API', () => {
  const lines: string[] = [];
  let local: Local;
  let token: string;

  beforeAll(async () => {
    const assembly = synthesize();
    local = await start({ assembly, report: (line) => lines.push(line) });
    token = await local.token('lead@example.org');
  });

  test('answers what the function answers, for a signed-in member', async () => {
    expect(await call(local, 'PUT', '/api/v1/items/soap', { token, body: { a: 1 } })).toMatchObject({
      status: 201,
      body: { id: 'soap' },
    });
    expect(await call(local, 'GET', '/api/v1/stored/soap')).toMatchObject({
      status: 200,
      body: { body: { S: '{"a":1}' } },
    });
  });

  test('hands the event over in payload format 2.0', async () => {
    const { body } = await call(local, 'GET', '/api/v1/echo/a%20b/c/d?x=1&x=2&y=%C3%A9', {
      headers: { 'X-Thing': 'one' },
    });
    expect(body).toMatchObject({
      version: '2.0',
      routeKey: 'GET /api/v1/echo/{one}/{rest+}',
      rawPath: '/api/v1/echo/a b/c/d',
      rawQueryString: 'x=1&x=2&y=%C3%A9',
      queryStringParameters: { x: '1,2', y: 'é' },
      pathParameters: { one: 'a b', rest: 'c/d' },
      headers: { 'x-thing': 'one' },
      isBase64Encoded: false,
      requestContext: { accountId: '000000000000', stage: '$default', http: { method: 'GET', protocol: 'HTTP/1.1' } },
    });
    expect(body).not.toHaveProperty('body');
  });

  test('prefers a fixed segment to a parameter, and a parameter to a greedy route', async () => {
    expect((await call(local, 'GET', '/api/v1/items/special')).body).toMatchObject({
      routeKey: 'GET /api/v1/items/special',
    });
    expect((await call(local, 'GET', '/api/v1/items/other', { token })).body).toMatchObject({
      routeKey: 'GET /api/v1/items/{id}',
    });
    expect((await call(local, 'GET', '/nowhere')).body).toMatchObject({ routeKey: 'ANY /{proxy+}' });
  });

  test('hands the claims of the token on as texts', async () => {
    const { body } = await call(local, 'GET', '/api/v1/items/soap', { token });
    expect(body).toMatchObject({
      requestContext: {
        authorizer: {
          jwt: {
            claims: {
              muster_member: 'lead@example.org',
              muster_grants: 'observer:*',
              token_use: 'access',
              exp: expect.any(String),
            },
            scopes: null,
          },
        },
      },
    });
  });

  test('turns a plain object without a status into a 200 with JSON', async () => {
    expect(await call(local, 'GET', '/api/v1/plain')).toMatchObject({ status: 200, body: { plain: true } });
  });

  test('refuses a missing, a broken and a foreign token with 401 in the gateway shape', async () => {
    const other = await start({ assembly: synthesize() });
    const foreign = await other.token('lead@example.org');
    for (const one of [undefined, 'rubbish', `${token.slice(0, -3)}abc`, foreign]) {
      const options = one === undefined ? {} : { token: one };
      expect(await call(local, 'GET', '/api/v1/items/soap', options)).toMatchObject({
        status: 401,
        body: { message: 'Unauthorized' },
      });
    }
  });

  test('answers 500 in the gateway shape when a function throws or its instance dies, and goes on', async () => {
    const failure = { status: 500, body: { message: 'Internal Server Error' } };
    expect(await call(local, 'GET', '/api/v1/throw')).toMatchObject(failure);
    expect(await call(local, 'GET', '/api/v1/crash')).toMatchObject(failure);
    expect(await call(local, 'GET', '/api/v1/plain')).toMatchObject({ status: 200 });
    expect(lines.join('\n')).toContain('TypeError: on purpose');
  });

  test('ends a function at the timeout of its template, and says so', async () => {
    expect(await call(local, 'GET', '/api/v1/slow')).toMatchObject({
      status: 500,
      body: { message: 'Internal Server Error' },
    });
    expect(lines.join('\n')).toContain('Task timed out after 1.00 seconds');
  });

  test('refuses a body over ten megabytes with 413', async () => {
    const answer = await call(local, 'PUT', '/api/v1/open/x', { body: 'x'.repeat(10 * 1024 * 1024 + 1) });
    expect(answer).toMatchObject({ status: 413, body: { message: 'Request Entity Too Large' } });
  });

  test('gives a function the environment of its template and nothing of the shell', async () => {
    process.env.SHELL_ONLY = 'secret';
    const { body } = await call(local, 'GET', '/api/v1/environment');
    expect(body).toMatchObject({
      ANSWER: '42',
      TABLE_NAME: expect.stringMatching(/^Fixture-Table/),
      ISSUER: local.urls.issuer,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^Api/),
      AWS_LAMBDA_FUNCTION_NAME: expect.stringMatching(/^Fixture-Api/),
    });
    expect(body).not.toHaveProperty('SHELL_ONLY');
    expect(body).not.toHaveProperty('PATH');
    expect(body).toHaveProperty(
      'remaining',
      expect.toSatisfy((value: number) => value > 8000 && value <= 10_000),
    );
  });

  test('runs calls at the same time in several instances', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => call(local, 'PUT', `/api/v1/open/n${index}`, { body: index })),
    );
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 201));
  });

  test('reports one line for each step of the start', () => {
    for (const step of ['assembly', 'data', 'tables', 'queues', 'functions', 'sign-in', 'schedules', 'ready']) {
      expect(
        lines.filter((line) => line.startsWith(`${step} `)),
        step,
      ).toHaveLength(1);
    }
  });
});
