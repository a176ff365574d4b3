/** A code that nobody put into the table of codes would reach people as our mistake: all that the sources use are in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isProblemCode, problemsOf } from '#shared/contract/problem-codes.ts';
import { rows } from '#shared/contract/rows.ts';

const root = join(import.meta.dirname, '../../..');

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

const refusals = ['shared/domain', 'shared/store', 'functions'].flatMap(sources).flatMap((file) => {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/\brefuse\(\s*'([^']+)'/g)].map((match) => ({
    file: file.slice(root.length + 1),
    code: match[1] ?? '',
  }));
});

describe('refusals in the sources', () => {
  it('use codes of the table', () => {
    expect(refusals.length).toBeGreaterThan(10);
    expect(refusals.filter(({ code }) => !isProblemCode(code))).toEqual([]);
  });

  it('of the domain are told by at least one row', () => {
    const told = new Set<string>(rows.flatMap(problemsOf));
    const untold = refusals.filter(({ file, code }) => file.startsWith('shared/domain') && !told.has(code));
    expect(untold).toEqual([]);
  });
});
