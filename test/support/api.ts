/** Calls operations the way API Gateway would, over a real table, and holds every answer to its row. */
import { expect } from 'vitest';
import type { TableDeps } from '#kit/deps.ts';
import { endpoint } from '#kit/endpoint.ts';
import { createLog } from '#kit/log.ts';
import type { Operations } from '#kit/request.ts';
import { problem } from '#shared/contract/common.ts';
import type { Row } from '#shared/contract/row.ts';
import type { Table } from '#shared/store/table.ts';
import { type Call, httpEvent, lambdaContext } from './http-event.ts';

export interface ApiAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes; each is checked by its row's schema.
  readonly body: any;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface Clock {
  now: Date;
}

/** Ids differ between all callers of a process, as real ones do. */
let ids = 0;

/** A function to call one capability's rows with; `clock.now` is when it is. */
export function api<const Rows extends Readonly<Record<string, Row>>>(
  rows: Rows,
  operations: Operations<Rows, TableDeps>,
  table: Table,
  clock: Clock,
) {
  const newId = () => `00000000-0000-7000-8000-${String(++ids).padStart(12, '0')}`;
  const deps = () => ({ table, now: () => clock.now, newId });
  const problems: string[] = [];
  const handler = endpoint(
    rows,
    operations,
    deps,
    createLog('error', (line) => problems.push(line)),
  );
  return async (id: keyof Rows, call: Omit<Call, 'routeKey'>): Promise<ApiAnswer> => {
    const row = rows[id];
    if (row === undefined) throw new Error(`no row ${String(id)}`);
    const answer = await handler(httpEvent({ ...call, routeKey: `${row.method} /api/v1${row.path}` }), lambdaContext());
    const isHtml = row.media === 'text/html' && answer.statusCode < 400;
    const body: unknown = isHtml ? answer.body : JSON.parse(String(answer.body));
    const schema = row.answers[answer.statusCode] ?? problem;
    const parsed = schema.safeParse(body);
    expect(
      parsed.error?.issues ?? [],
      `${String(id)} answers as its row says: ${answer.body} ${problems.join()}`,
    ).toEqual([]);
    return { status: answer.statusCode, body, headers: answer.headers ?? {} };
  };
}
