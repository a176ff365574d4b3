/** The whole product with its console, and a browser in front of it: one of each for a test file. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { buildConsole } from '../../infra/local/console-build.ts';
import type { Local } from '../../infra/local/start.ts';
import type { Language } from '../../shared/messages/locales.ts';
import type { Screen } from '../../web/kit/screens.ts';
import { startBrowser } from '../support/browser.ts';
import { loadDemo, startProduct } from '../support/product.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A browser, or why there is none here. */
export async function browserOrReason(): Promise<Browser | string> {
  try {
    const browser = await startBrowser();
    afterAll(() => browser.close());
    return browser;
  } catch (error) {
    return `no browser runs here: ${String(error).split('\n')[0]}`;
  }
}

/** The runner with the console built from the sources as they are, and the demo. */
export async function startConsole(now = new Date()): Promise<Local> {
  const local = await startProduct({ site: await buildConsole(root, () => undefined) });
  await loadDemo(local, now);
  return local;
}

export interface View {
  readonly width?: number;
  readonly language?: Language;
  readonly scheme?: 'light' | 'dark';
}

export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What a browser complained of: failed scripts, refused styles, errors. */
  readonly complaints: readonly string[];
  /** Hosts that were asked for anything. */
  readonly hosts: ReadonlySet<string>;
}

/** A browser profile of its own with an empty page; nobody is signed in. */
export async function newPerson(browser: Browser, view: View = {}): Promise<Person> {
  const { width = 1280, language = 'en', scheme = 'light' } = view;
  const viewport = { width, height: width < 600 ? 740 : 800 };
  const context = await browser.newContext({ viewport, colorScheme: scheme, reducedMotion: 'reduce' });
  await context.addInitScript((chosen) => {
    if (localStorage.getItem('muster.language') === null) localStorage.setItem('muster.language', chosen);
  }, language);
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  const hosts = new Set<string>();
  page.on('console', (message) => {
    // What the network lacks is told in the page; a browser tells it here as well.
    if (message.type() === 'error' && !message.text().includes('net::')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  page.on('request', (request) => {
    if (request.url().startsWith('http')) hosts.add(new URL(request.url()).host);
  });
  return { context, page, complaints, hosts };
}

/** From the page of the console to "Today", by way of the issuer's page. */
export async function signIn(page: Page, origin: string, member: string): Promise<void> {
  await page.goto(`${origin}/`);
  await page.locator('main button').first().click();
  await page.locator('input[name="member"]').fill(member);
  await page.locator('input[name="member"]').press('Enter');
  await page.waitForURL(`${origin}/`);
  await page.locator('h1').waitFor();
}

/** Goes to another screen as a link would, without loading the page anew, and waits until nothing loads. */
export async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => history.pushState(null, '', to), path);
  await settled(page);
}

/** Waits for a heading, and until no grey bars stand for what is being asked for. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.mantine-Skeleton-root') === null);
}

export interface Sample {
  readonly as: string;
  readonly path: string;
}

/** Everything that the features say can be looked at, and by whom. */
export async function samples(): Promise<readonly Sample[]> {
  const files = globSync('web/{features/*,app}/*screens.ts', { cwd: root }).filter(
    (path) => path !== 'web/app/screens.ts',
  );
  const found = await Promise.all(
    files.map(async (path) => {
      const module: Readonly<Record<string, readonly Screen[]>> = await import(join(root, path));
      return Object.values(module).flatMap((screens) => screens.flatMap((screen) => screen.samples));
    }),
  );
  return found.flat();
}
