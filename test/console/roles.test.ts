/** Each role comes in through the browser and sees what it should do now; nothing leaves for another host. */
import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Local } from '../../infra/local/start.ts';
import { browserOrReason, newPerson, type Person, settled, signIn, startConsole } from './support.ts';

const found = await browserOrReason();
const reason = typeof found === 'string' ? ` (left out: ${found})` : '';

describe.skipIf(typeof found === 'string')(`the console in a browser${reason}`, () => {
  const browser = found as Browser;
  let local: Local;
  beforeAll(async () => {
    local = await startConsole();
  });

  const quiet = ({ complaints, hosts }: Person): void => {
    expect(complaints).toEqual([]);
    expect([...hosts]).toEqual([new URL(local.url).host]);
  };

  test.each([
    ['a facility manager', 'manager.luzira@example.org', ['Running low', 'Due', 'Coming']],
    ['logistics', 'logistics.ug@example.org', ['Deliveries']],
    ['a programme lead', 'lead.ug@example.org', ['What needs you now']],
    ['an observer', 'observer.ug@example.org', ['What needs you now']],
  ])('%s signs in and sees today', async (_, member, headings) => {
    const person = await newPerson(browser);
    const { page } = person;
    await signIn(page, local.url, member);
    await settled(page);
    expect(await page.locator('h1').textContent()).toBe('Today');
    expect(await page.locator('main h2').allTextContents()).toEqual(expect.arrayContaining([...headings]));
    quiet(person);
    await person.context.close();
  });

  test('another language is there without a new page, and Arabic turns the page around', async () => {
    const person = await newPerson(browser);
    const { page } = person;
    await signIn(page, local.url, 'manager.luzira@example.org');
    const side = page.getByRole('navigation').first();
    const centre = async (): Promise<number> => {
      const box = await side.boundingBox();
      return (box?.x ?? 0) + (box?.width ?? 0) / 2;
    };
    expect(await centre()).toBeLessThan(400);
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('menuitem', { name: 'العربية' }).click();
    await page.locator('html[dir="rtl"][lang^="ar"]').waitFor();
    await settled(page);
    expect(await centre()).toBeGreaterThan(880);
    expect(await page.locator('h1').textContent()).toBe('اليوم');
    expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
    quiet(person);
    await person.context.close();
  });

  test('a page that is opened anew signs in by itself; after signing out nothing of the member stays here', async () => {
    const person = await newPerson(browser);
    const { page } = person;
    await signIn(page, local.url, 'manager.luzira@example.org');
    await page.reload();
    await settled(page);
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([]);
    expect(await page.evaluate(() => localStorage.getItem('muster.member'))).toBeNull();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.locator('input[name="member"]').waitFor();
    await person.context.close();
  });

  test('without a network it opens all the same, with what was known last and from when', async () => {
    const person = await newPerson(browser);
    const { page, context } = person;
    await signIn(page, local.url, 'manager.luzira@example.org');
    await settled(page);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    // What was learned is on the device a moment after it is on the screen.
    const kept = () =>
      page.evaluate(
        () =>
          new Promise<number>((done) => {
            const open = indexedDB.open('muster:manager.luzira@example.org');
            open.onsuccess = () => {
              const count = open.result.transaction('cache').objectStore('cache').count();
              count.onsuccess = () => {
                open.result.close();
                done(count.result);
              };
            };
          }),
      );
    await expect.poll(kept, { timeout: 10_000 }).toBeGreaterThanOrEqual(5);
    await context.setOffline(true);
    await page.reload();
    await settled(page);
    await page.getByText('No connection').first().waitFor();
    expect(await page.locator('main').textContent()).toContain('Last report');
    await context.close();
  });
});
