/** The first screen stays light: what a phone on a bad network loads before it shows anything. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildConsole } from '../../infra/local/console-build.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const budgetKilobytes = 180;

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

test(`the script of the first screen is at most ${budgetKilobytes} kB, gzipped, in every language`, async () => {
  const folder = await buildConsole(root, () => undefined);
  const chunks: Readonly<Record<string, Chunk>> = JSON.parse(readFileSync(join(folder, 'build.json'), 'utf8'));
  const reached = new Set<string>();
  const visit = (name: string): void => {
    const chunk = chunks[name];
    if (chunk === undefined || reached.has(chunk.file)) return;
    reached.add(chunk.file);
    for (const next of chunk.imports ?? []) visit(next);
  };
  for (const language of ['en', 'fr', 'ar', 'ru', 'kk']) {
    reached.clear();
    const messages = ['shell', 'words', 'problems', 'home'].map(
      (one) => `../shared/messages/console/${one}/${language}.ts`,
    );
    for (const name of ['index.html', 'features/home/home.tsx', ...messages]) {
      expect(chunks[name], name).toBeDefined();
      visit(name);
    }
    const bytes = [...reached].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
    expect.soft(bytes / 1000, language).toBeLessThanOrEqual(budgetKilobytes);
  }
}, 60_000);
