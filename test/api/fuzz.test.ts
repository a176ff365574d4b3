/** Whatever is sent to the whole product, the answer is a success or a refusal of ours: a 500 would be a bug. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HttpHandler } from '#kit/endpoint.ts';
import { problem } from '#shared/contract/common.ts';
import { isProblemCode } from '#shared/contract/problem-codes.ts';
import type { Row } from '#shared/contract/row.ts';
import { rows } from '#shared/contract/rows.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { httpEvent, lambdaContext } from '../support/http-event.ts';

let engine: Engine;
const handlers = new Map<string, HttpHandler>();
const FOUND = 'UG-LUZIRA-UPPER';

/** The functions as they are deployed, in this process, over a table of their own. */
beforeAll(async () => {
  engine = await startEngine();
  Object.assign(process.env, {
    TABLE_NAME: engine.tableName,
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    LOG_LEVEL: 'error',
    ISSUER: 'https://issuer.example.org',
    CLIENT_ID: 'client',
  });
  for (const capability of new Set(rows.map((row) => row.capability))) {
    const module: { handler: HttpHandler } = await import(`../../functions/${capability}/index.ts`);
    handlers.set(capability, module.handler);
  }
  const order = ['putItem', 'putCountry', 'putFacility', 'putGuidanceVersion', 'putChecklist', 'putShipment'];
  for (const id of order) for (const row of rows.filter((each) => each.id === id)) await call(row, row.example.body);
});
afterAll(async () => await engine.stop());

const grants = 'programme-lead:* logistics:* facility-manager:* observer:*';

interface Change {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function call(row: Row, body: unknown, change: Change = {}): Promise<{ status: number; text: string }> {
  const handler = handlers.get(row.capability);
  if (!handler) throw new Error(`nothing serves ${row.capability}`);
  const event = httpEvent({
    routeKey: `${row.method} /api/v1${row.path}`,
    path: change.path ?? row.example.path ?? {},
    query: change.query ?? new URLSearchParams(row.example.query).toString(),
    ...(row.body === undefined ? {} : { body }),
    headers: { ...(row.kind === 'action' ? { 'idempotency-key': crypto.randomUUID() } : {}), ...change.headers },
    as: { member: 'everything@example.org', grants },
  });
  const answer = await handler(event, lambdaContext());
  return { status: answer.statusCode, text: String(answer.body) };
}

function ours(row: Row, { status, text }: { status: number; text: string }, sent: unknown): void {
  const refused = status >= 400 && status < 500;
  const context = `${row.id} answered ${status} ${text.slice(0, 300)} to ${JSON.stringify(sent)?.slice(0, 600)}`;
  if (refused) expect(isProblemCode(problem.parse(JSON.parse(text)).code), context).toBe(true);
  else expect([200, 201], context).toContain(status);
}

const words = fc.constantFrom<unknown>(
  FOUND,
  'UG-STORE',
  'UG',
  'TN',
  'soap-bar',
  'mask-medical',
  'prison',
  'store',
  'counts',
  'movements',
  '2026-11-20',
  '2026-02-30',
  '2026-11-20T08:00:00Z',
  '2026-11',
  'UG-NOWHERE',
  'x',
  '',
  ' ',
  null,
  0,
  1,
  -1,
  1.5,
  1e9,
  1e15,
  true,
  [],
  {},
  '01996f6e-7c00-7000-8000-000000000002',
  '\u0000',
  '\ud83d\ude00',
  '__proto__',
  'constructor',
  'Africa/Kampala',
  'A'.repeat(300),
  '1~damaged',
  'en',
  'kk',
  'UG-LUZIRA-UPPER~shortage~soap-bar~x',
);

/** The example with some of its leaves replaced, left out, or repeated. */
function mutations(value: unknown): fc.Arbitrary<unknown> {
  const same = fc.constant(value);
  if (Array.isArray(value)) {
    const items = fc.tuple(...value.map(mutations)) as fc.Arbitrary<unknown[]>;
    const more = fc.tuple(items, fc.nat({ max: 2 })).map(([all, times]) => [...all, ...all.slice(0, times)]);
    return fc.oneof({ weight: 6, arbitrary: items }, { weight: 2, arbitrary: more }, { weight: 1, arbitrary: words });
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mutations(inner)]));
    const loose = fc.record(fields, { requiredKeys: [] });
    return fc.oneof(
      { weight: 6, arbitrary: fc.record(fields) },
      { weight: 2, arbitrary: loose },
      { weight: 1, arbitrary: loose.map((kept) => ({ ...kept, unheardOf: 1 })) },
      { weight: 1, arbitrary: words },
    );
  }
  return fc.oneof(
    { weight: 5, arbitrary: same },
    { weight: 2, arbitrary: words },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}

const text = fc.oneof(words.map(String), fc.string({ unit: 'grapheme', maxLength: 20 }));

describe('whatever is sent', () => {
  test.each(rows.map((row) => [row.id, row] as const))('%s', async (_, row) => {
    const names = Object.keys(row.example.path ?? {});
    const params = fc.oneof(
      { weight: 3, arbitrary: fc.constant(row.example.path ?? {}) },
      {
        weight: 1,
        arbitrary: fc.record(
          Object.fromEntries(names.map((name) => [name, text.filter((each) => each.isWellFormed())])),
        ),
      },
    );
    const query = fc.oneof(
      { weight: 3, arbitrary: fc.constant(new URLSearchParams(row.example.query).toString()) },
      {
        weight: 1,
        arbitrary: fc
          .dictionary(
            fc.constantFrom(
              'country',
              'facility',
              'cursor',
              'limit',
              'item',
              'from',
              'to',
              'state',
              'kind',
              'status',
              'full',
            ),
            text,
            { maxKeys: 3 },
          )
          .map((all) => new URLSearchParams(all).toString()),
      },
      { weight: 1, arbitrary: fc.webQueryParameters() },
    );
    const headers = fc.oneof(
      { weight: 3, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: fc.record({ 'if-match': fc.constantFrom('1', '"2"', 'x', '') }) },
      { weight: 1, arbitrary: fc.record({ 'if-none-match': fc.constantFrom('*', 'x') }) },
    );
    await fc.assert(
      fc.asyncProperty(mutations(row.example.body), params, query, headers, async (body, path, raw, sent) => {
        ours(row, await call(row, body, { path, query: raw, headers: sent }), { body, path, raw, sent });
      }),
      { numRuns: row.body ? 60 : 25 },
    );
  });
});
