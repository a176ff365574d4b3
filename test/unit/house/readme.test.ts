/** Links of the documents at the root: a file that moved or a function that was renamed is noticed here. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { rows } from '#shared/contract/rows.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8');

describe.each(['README.md', 'CONTRIBUTING.md'])('%s', (document) => {
  const links = [...read(document).matchAll(/\[([^\]]+)\]\(([^)#:]+)\)/g)];

  test('links only to what is there', () => {
    for (const [, , path] of links) expect(existsSync(`${root}/${path}`), path).toBe(true);
  });

  test('names functions of the file that it links to', () => {
    for (const [, name, path] of links) {
      const symbol = /^`(\w+)`$/.exec(name ?? '')?.[1];
      if (symbol !== undefined && path !== undefined) expect(read(path), `${symbol} in ${path}`).toContain(symbol);
    }
  });
});

test('README.md names every resource of the API', () => {
  const text = read('README.md');
  const last = (path: string): string =>
    path
      .split('/')
      .filter((part) => part !== '' && !part.startsWith('{'))
      .at(-1) ?? '';
  for (const row of rows) expect(text, row.path).toContain(`/${last(row.path)}`);
});
