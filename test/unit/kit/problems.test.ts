/** Every code that a row may answer with has a status and a title, and every row has its operation. */
import { describe, expect, it } from 'vitest';
import { problemAnswer } from '#kit/problems.ts';
import { problem } from '#shared/contract/common.ts';
import { isProblemCode, problemCodes } from '#shared/contract/problem-codes.ts';
import { rows } from '#shared/contract/rows.ts';
import { refuse } from '#shared/domain/refusal.ts';

describe('codes', () => {
  it.each(rows.map((row) => [row.id, row.problems ?? []] as const))('of %s are all known', (_, codes) => {
    expect(codes.filter((code) => !isProblemCode(code))).toEqual([]);
  });

  it.each(Object.entries(problemCodes))('%s becomes a problem document', (code, { status, title }) => {
    const answer = problemAnswer(refuse(code, 'Do this.'), 'id');
    const body: unknown = JSON.parse(String(answer.body));
    expect(answer.statusCode).toBe(status);
    expect(problem.safeParse(body).success).toBe(true);
    expect(body).toMatchObject({ type: `/problems/${code}`, status, title, code, detail: 'Do this.', errors: [] });
  });
});
