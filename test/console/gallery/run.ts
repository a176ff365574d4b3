/** `npm run gallery`: pictures of every screen, narrow and wide, in English and Arabic, light and dark, to look at. */
import { spawn } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { Screen } from '../../../web/kit/screens.ts';
import { startBrowser } from '../../support/browser.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(root, '.gallery');
const widths = [360, 1280] as const;
const languages = ['en', 'ar'] as const;
const schemes = ['light', 'dark'] as const;

type Sample = Screen['samples'][number];
interface Runner {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** What the features say can be looked at; `only` is part of an address. */
async function samples(only: string): Promise<readonly Sample[]> {
  const files = globSync('web/{features/*/screens,app/shell-screens}.ts', { cwd: root });
  const found = await Promise.all(
    files.map(async (path) => {
      const module: Readonly<Record<string, readonly Screen[]>> = await import(join(root, path));
      return Object.values(module).flatMap((screens) => screens.flatMap((screen) => screen.samples));
    }),
  );
  return found.flat().filter(({ path }) => path.includes(only));
}

/** A runner with the demo in a folder that is gone afterwards; or the one that `GALLERY_URL` names. */
async function startRunner(): Promise<Runner> {
  const given = process.env.GALLERY_URL;
  if (given !== undefined) return { url: given, stop: async () => undefined };
  const data = mkdtempSync(join(tmpdir(), 'muster-gallery-'));
  const child = spawn(process.execPath, [join(root, 'infra', 'local', 'cli.ts')], {
    cwd: root,
    env: { ...process.env, PORT: '0', MUSTER_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let told = '';
    child.once('exit', () => reject(new Error(`the runner ended:\n${told}`)));
    child.stdout.on('data', (chunk) => {
      told += String(chunk);
      const ready = /ready\s+(http:\S+)/.exec(told)?.[1];
      if (ready !== undefined && told.includes('Ctrl-C')) resolve(ready);
    });
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  return { url, stop };
}

async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.mantine-Skeleton-root') === null);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

async function signIn(page: Page, url: string, member: string): Promise<void> {
  await page.goto(`${url}/`);
  await page.locator('main button').first().click();
  await page.locator('input[name="member"]').fill(member);
  await page.locator('input[name="member"]').press('Enter');
  await page.waitForURL(`${url}/`);
  await settled(page);
}

/** Every screen of one person in one look. Answers the addresses that did not settle. */
async function pictures(
  browser: Browser,
  url: string,
  as: string,
  paths: readonly string[],
  look: { readonly width: number; readonly language: string; readonly scheme: 'light' | 'dark' },
): Promise<string[]> {
  const { width, language, scheme } = look;
  const viewport = { width, height: width < 600 ? 740 : 800 };
  const context = await browser.newContext({ viewport, colorScheme: scheme, reducedMotion: 'reduce' });
  await context.addInitScript((chosen) => localStorage.setItem('muster.language', chosen), language);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const failed: string[] = [];
  await signIn(page, url, as);
  for (const path of paths) {
    const name = `${as.split('@')[0]}${path.replaceAll(/[^A-Za-z0-9]+/g, '_')}-${width}-${language}-${scheme}.png`;
    try {
      await page.evaluate((to) => history.pushState(null, '', to), path);
      await settled(page);
      // A window as tall as the page: what is fixed to its edges stays at them.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width, height: Math.max(viewport.height, height) });
      await page.screenshot({ path: join(folder, name) });
      await page.setViewportSize(viewport);
    } catch (error) {
      failed.push(`${as} ${path}: ${String(error).split('\n')[0]}`);
    }
  }
  await context.close();
  return failed;
}

const wanted = await samples(process.argv[2] ?? '');
const people = Map.groupBy(wanted, ({ as }) => as);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const runner = await startRunner();
const browser = await startBrowser();
try {
  for (const width of widths)
    for (const language of languages)
      for (const scheme of schemes)
        for (const [as, theirs] of people) {
          const paths = [...new Set(theirs.map(({ path }) => path))];
          const failed = await pictures(browser, runner.url, as, paths, { width, language, scheme });
          for (const line of failed) console.error(line);
          if (failed.length > 0) process.exitCode = 1;
        }
  console.log(`pictures of ${wanted.length} screens in ${folder}`);
} finally {
  await browser.close();
  await runner.stop();
}
