/** Whatever is sent, the answer is a success or a problem of ours: a 500 would be a bug. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '#shared/contract/row.ts';
import { rows } from '#shared/contract/rows.ts';
import { callStub, headersOf } from '../../support/stub-api.ts';

const lead = { member: 'lead@example.org', grants: 'programme-lead:* logistics:* facility-manager:*' };
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom<unknown>(null, '', -0, 1e308, '9999-99-99', '\ud800', [], { ['__proto__']: 1 }, 'x'.repeat(5_000)),
);

/** One place of a JSON value replaced by something else, or a field added. */
function changed(value: unknown, choices: readonly number[], with_: unknown): unknown {
  const [choice = 0, ...rest] = choices;
  if (typeof value !== 'object' || value === null || choices.length === 0) return with_;
  if (Array.isArray(value)) {
    const at = choice % (value.length + 1);
    return [...value.slice(0, at), changed(value[at], rest, with_), ...value.slice(at + 1)];
  }
  const names = [...Object.keys(value), 'unheardOf'];
  const name = names[choice % names.length] ?? 'unheardOf';
  return { ...value, [name]: changed(Reflect.get(value, name), rest, with_) };
}

const runs = { numRuns: 30 };
const named = (row: Row) => [`${row.method} ${row.path}`, row] as const;

async function ours(row: Row, change: Parameters<typeof callStub>[1]): Promise<void> {
  const { status } = await callStub(row, { as: lead, ...change });
  expect(status === 200 || (status >= 400 && status < 500), `status ${status}`).toBe(true);
}

describe.each(rows.map(named))('%s', (_, row) => {
  it('takes its own example', async () => {
    expect(await callStub(row, { as: lead })).toEqual({ status: 200, code: undefined });
  });

  it('survives any path, query and header', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    const query = fc.oneof(text, fc.webQueryParameters());
    const headers = fc.dictionary(
      fc.constantFrom('if-match', 'if-none-match', 'idempotency-key', 'accept-language'),
      text,
    );
    await fc.assert(
      fc.asyncProperty(text, query, headers, async (value, raw, sent) => {
        await ours(row, { query: raw, headers: { ...headersOf(row), ...sent } });
        const path = Object.fromEntries(Object.keys(row.example.path ?? {}).map((name) => [name, value]));
        if (value.isWellFormed()) await ours(row, { path });
      }),
      runs,
    );
  });
});

describe.each(rows.filter(({ body }) => body !== undefined).map(named))('%s', (_, row) => {
  it('survives any body, near its example or far from it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(9), { maxLength: 5 }), anything, async (choices, value) => {
        await ours(row, { body: value });
        await ours(row, { body: changed(row.example.body, choices, value) });
      }),
      runs,
    );
  });
});
