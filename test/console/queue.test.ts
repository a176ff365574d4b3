/** What is entered without a network reaches the ledger exactly once, whatever becomes of the tabs and of the sign-in meanwhile. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Local } from '../../infra/local/start.ts';
import type { Entry } from '../../web/kit/queue/machine.ts';
import { browserOrReason, newPerson, settled, signIn, startConsole } from './support.ts';

const member = 'manager.luzira@example.org';
const facilityId = 'UG-LUZIRA-UPPER';
const itemId = 'soap-bar';

const found = await browserOrReason();
const reason = typeof found === 'string' ? ` (left out: ${found})` : '';

/** A report as the screens put it into the queue. */
function report(id: string, quantity: number): Entry {
  const lines = [{ itemId, quantity }];
  return {
    id,
    lane: facilityId,
    row: 'recordStockEvent',
    params: { facilityId, eventId: id },
    body: { kind: 'issue', occurredAt: new Date().toISOString(), lines },
    label: { key: 'shell.queue' },
    state: 'waiting',
    createdAt: Date.now(),
    attempts: 0,
    notBefore: 0,
  };
}

/** Puts an entry on the device as a tab does that is closed at once. */
function enter(page: Page, entry: Entry): Promise<void> {
  return page.evaluate(
    ([name, value]) =>
      new Promise<void>((done, fail) => {
        const open = indexedDB.open(`muster:${name}`);
        open.onerror = () => fail(open.error);
        open.onsuccess = () => {
          const transaction = open.result.transaction('queue', 'readwrite');
          transaction.objectStore('queue').put(value);
          transaction.oncomplete = () => {
            open.result.close();
            done();
          };
        };
      }),
    [member, entry] as const,
  );
}

const cached = (page: Page): Promise<void> => page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

/** What the header tells everybody, also who cannot see it. */
const told = (page: Page) => page.locator('[data-queue-status]').textContent();

describe.skipIf(typeof found === 'string')(`the queue in a browser${reason}`, () => {
  const browser = found as Browser;
  let local: Local;
  beforeAll(async () => {
    local = await startConsole();
  });

  /** Lines of the ledger that a document left. */
  async function linesOf(eventId: string): Promise<number> {
    const headers = { authorization: `Bearer ${await local.token(member)}` };
    const url = `${local.urls.api}/facilities/${facilityId}/stock-events?item=${itemId}&limit=200`;
    const { items }: { items: { eventId: string }[] } = await (await fetch(url, { headers })).json();
    return items.filter((line) => line.eventId === eventId).length;
  }

  function sendings(context: BrowserContext, id: string): string[] {
    const seen: string[] = [];
    context.on('request', (request) => {
      if (request.method() === 'PUT' && request.url().includes(id)) seen.push(request.url());
    });
    return seen;
  }

  test('entered offline, with two tabs open when the network returns, it is sent by one of them, once', async () => {
    const { context, page } = await newPerson(browser);
    await signIn(page, local.url, member);
    await settled(page);
    const second = await context.newPage();
    await second.goto(`${local.url}/`);
    await settled(second);
    await cached(page);
    const id = v7();
    const seen = sendings(context, id);
    await context.setOffline(true);
    await enter(page, report(id, 3));
    expect(await linesOf(id)).toBe(0);
    await context.setOffline(false);
    await expect.poll(() => linesOf(id), { timeout: 20_000 }).toBe(1);
    await expect.poll(() => told(page), { timeout: 10_000 }).toBe('All sent');
    expect(seen).toHaveLength(1);
    await context.close();
  });

  test('it survives the end of the browser tab, opens without a network, and goes when there is one', async () => {
    const { context, page } = await newPerson(browser);
    await signIn(page, local.url, member);
    await settled(page);
    await cached(page);
    const id = v7();
    await context.setOffline(true);
    await enter(page, report(id, 2));
    await page.close();
    const next = await context.newPage();
    await next.goto(`${local.url}/`);
    await settled(next);
    expect(await told(next)).toBe('1 to send');
    await context.setOffline(false);
    await expect.poll(() => linesOf(id), { timeout: 20_000 }).toBe(1);
    await expect.poll(() => told(next).catch(() => ''), { timeout: 10_000 }).toBe('All sent');
    await context.close();
  });

  test('it waits where the sign-in has ended, and is sent after signing in again', async () => {
    const { context, page } = await newPerson(browser);
    await signIn(page, local.url, member);
    await settled(page);
    const id = v7();
    // Ended at the API, at the issuer, and for a silent try.
    await context.route('**/api/v1/facilities/**', (route) =>
      route.fulfill({ status: 401, json: { message: 'Unauthorized' } }),
    );
    await context.route('**/oidc/token', (route) => route.fulfill({ status: 400, json: { error: 'invalid_grant' } }));
    await context.clearCookies();
    await enter(page, report(id, 1));
    await page.getByRole('button', { name: /Entries to send/ }).click();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.getByText('Your sign-in has ended').first().waitFor();
    expect(await linesOf(id)).toBe(0);
    expect(await told(page)).toBe('1 to send');
    await context.unrouteAll();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.locator('input[name="member"]').fill(member);
    await page.locator('input[name="member"]').press('Enter');
    await page.waitForURL(`${local.url}/queue`);
    await expect.poll(() => linesOf(id), { timeout: 20_000 }).toBe(1);
    expect(await page.locator('h1').textContent()).toBe('Entries to send');
    await context.close();
  });

  test('what the server refuses stays, says why in the reader’s words, and goes only when somebody says so', async () => {
    const { context, page } = await newPerson(browser);
    await signIn(page, local.url, member);
    await settled(page);
    const entry = report(v7(), 1);
    const body = {
      kind: 'issue',
      occurredAt: new Date().toISOString(),
      lines: [{ itemId: 'no-such-item', quantity: 1 }],
    };
    await enter(page, { ...entry, body });
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.getByRole('button', { name: /Entries to send/ }).click();
    await page.getByText('An item is not in the catalogue.').waitFor();
    expect(await told(page)).toContain('1 to correct');
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('Nothing waits here.').waitFor();
    await context.close();
  });
});
