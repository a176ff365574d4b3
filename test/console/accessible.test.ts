/** Whoever cannot see well, or uses no mouse, can use every screen: a checker looks at all of them, in both themes and both directions. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Local } from '../../infra/local/start.ts';
import { browserOrReason, go, newPerson, type Sample, samples, signIn, startConsole, type View } from './support.ts';

const found = await browserOrReason();
const reason = typeof found === 'string' ? ` (left out: ${found})` : '';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const all = await samples();
const people = [...new Set(all.map(({ as }) => as))];

/** Light and left to right on a phone; dark and right to left on a desk. */
const views: readonly View[] = [
  { width: 360, language: 'en', scheme: 'light' },
  { width: 1280, language: 'ar', scheme: 'dark' },
];

/** What is wrong, one line each: rule and place. */
async function findings(page: Page): Promise<string[]> {
  const result: AxeResults = await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`,
  );
  return result.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

describe.skipIf(typeof found === 'string')(`every screen${reason}`, () => {
  const browser = found as Browser;
  let local: Local;
  beforeAll(async () => {
    local = await startConsole();
  });

  const looks = people.flatMap((as) => views.map((view) => ({ as, ...view })));
  test.each(looks)('is usable by everybody: $as, $width wide, $language, $scheme', async ({ as, ...view }) => {
    const { page, context, complaints } = await newPerson(browser, view);
    await signIn(page, local.url, as);
    await page.evaluate(axe);
    const wrong: string[] = [];
    for (const { path } of all.filter((sample: Sample) => sample.as === as)) {
      await go(page, path);
      wrong.push(...(await findings(page)).map((one) => `${path} ${one}`));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) wrong.push(`${path} is ${wide} px wider than the window`);
    }
    expect(wrong).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
