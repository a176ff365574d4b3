/** The whole API with operations that answer their row's example: for what the kit alone decides. */
import { endpoint } from '#kit/endpoint.ts';
import { createLog } from '#kit/log.ts';
import { problem } from '#shared/contract/common.ts';
import type { Row } from '#shared/contract/row.ts';
import { rows } from '#shared/contract/rows.ts';
import { type Call, httpEvent, lambdaContext } from './http-event.ts';

export interface StubAnswer {
  readonly status: number;
  /** Code of the problem; undefined on success. */
  readonly code: string | undefined;
}

const answering = (row: Row) => async () => ({ body: row.example.answer });
const table: Readonly<Record<string, Row>> = Object.fromEntries(rows.map((row) => [row.id, row]));
const operations = Object.fromEntries(rows.map((row) => [row.id, answering(row)]));
const deps = () => ({ now: () => new Date('2026-11-23T08:00:00Z'), newId: () => 'id' });
const handler = endpoint(
  table,
  operations as never,
  deps,
  createLog('error', () => undefined),
);

/** Headers that a row of this kind wants. */
export function headersOf(row: Row): Record<string, string> {
  return row.kind === 'action' ? { 'idempotency-key': 'key-1' } : {};
}

/** Sends the row's example, changed as wanted. A refusal must be a problem document. */
export async function callStub(row: Row, change: Partial<Call> = {}): Promise<StubAnswer> {
  const { path, query, body } = row.example;
  const call: Call = {
    routeKey: `${row.method} /api/v1${row.path}`,
    ...(path ? { path } : {}),
    query: new URLSearchParams(query).toString(),
    body,
    headers: headersOf(row),
    ...change,
  };
  const answer = await handler(httpEvent(call), lambdaContext());
  const content: unknown = answer.statusCode < 400 ? undefined : JSON.parse(String(answer.body));
  return { status: answer.statusCode, code: answer.statusCode < 400 ? undefined : problem.parse(content).code };
}
