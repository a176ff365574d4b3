/** A refusal as a table of tests states it: what was sent, and the code, the fields and the words that come back. */
import { expect } from 'vitest';
import { problem } from '#shared/contract/common.ts';
import type { Send, Sending } from './luzira.ts';

export interface BadCase {
  readonly what: string;
  readonly member?: string;
  /** PUT unless said. */
  readonly method?: string;
  readonly path: string;
  readonly sending?: Sending;
  readonly status: number;
  readonly code: string;
  /** Pointer and code of each bad field. */
  readonly fields?: readonly (readonly [string, string])[];
  /** Words that the sentence says. */
  readonly says?: string;
}

/** Sends a case and holds the answer to it: each bad field is named, with a sentence that says what to do. */
export async function expectRefused(send: Send, member: string, bad: BadCase): Promise<void> {
  const sent = await send(bad.member ?? member, bad.method ?? 'PUT', bad.path, bad.sending);
  const said = problem.parse(sent.body);
  const type = sent.headers.get('content-type');
  expect([sent.status, said.code, type]).toEqual([bad.status, bad.code, 'application/problem+json']);
  expect(said.errors.map((field) => [field.pointer, field.code])).toEqual(
    (bad.fields ?? []).map((field) => [...field]),
  );
  for (const { detail } of said.errors) expect(detail).toMatch(/^[A-Za-z].*[.?]/);
  if (bad.says !== undefined) expect(JSON.stringify([said.detail, said.errors])).toContain(bad.says);
}
