/** From a stock report to a mailbox and back, through the whole product: one mail, one event, one way out. */
import { beforeAll, expect, test } from 'vitest';
import { alertEvent } from '#shared/contract/alert-event.ts';
import type { Local } from '../../infra/local/start.ts';
import { date, done, instant, memberOf, PRISON, type Send, seedLuzira, sender } from '../support/luzira.ts';
import { startProduct } from '../support/product.ts';
import { FIRST_LEAD } from '../support/synthesize.ts';

const LEAD = memberOf('programme-lead', 'country');
const MANAGER = memberOf('facility-manager', 'facility');
const BOUNCING = 'bounce+lead@simulator.amazonses.com';
let local: Local;
let send: Send;

const count = (days: number, quantity: number) =>
  done(send, MANAGER, 'PUT', `/facilities/${PRISON}/stock-events/${crypto.randomUUID()}`, {
    ...{ kind: 'count', occurredAt: instant(days), countedBy: 'Store officer', confirm: true },
    lines: [
      { itemId: 'soap-bar', quantity },
      { itemId: 'mask-medical', quantity },
    ],
  });

beforeAll(async () => {
  local = await startProduct();
  send = sender(local);
  await seedLuzira(send);
  await done(send, FIRST_LEAD, 'PUT', `/members/${BOUNCING}`, {
    ...{ name: 'Made up', locale: 'fr-TN' },
    grants: [{ role: 'programme-lead', scope: 'UG' }],
  });
  for (const [days, quantity] of [
    [-22, 1000],
    [-15, 900],
    [-8, 800],
  ] as const) {
    await count(days, quantity);
  }
  await local.drain();
  await local.runSchedule('sweep', instant(-7.9));
  await local.drain();
  await local.runSchedule('digest', instant(-7.8));
  await local.drain();
  await local.emptyMailbox();
});

test('a report that finds two shelves empty is one mail to each lead, and an event for each alert', async () => {
  const before = local.published().length;
  await count(-0.01, 0);
  await local.drain();
  const own = local.mailbox(LEAD);
  expect(own).toHaveLength(1);
  expect(own[0]?.subject).toContain('Supplies:');
  expect(own[0]?.headers.references).toMatch(/^<[0-9a-f]{32}@/);
  expect(own[0]?.headers['list-unsubscribe']).toBeUndefined();
  const events = local
    .published()
    .slice(0, local.published().length - before)
    .flatMap(({ message }) => alertEvent.safeParse(JSON.parse(message)).data ?? []);
  const out = events.filter(({ kind, change }) => kind === 'shortage' && change !== 'resolved');
  expect(out.map(({ subject, level }) => `${subject} ${level}`).sort()).toEqual([
    'mask-medical critical',
    'soap-bar critical',
  ]);
  expect(JSON.stringify(events)).not.toMatch(/coverDays|adu|headcount/i);
});

test('mail that comes back marks its member, whom leads see, and who gets nothing more', async () => {
  // The first mail came back before the mailboxes were emptied.
  expect(local.mailbox(BOUNCING)).toEqual([]);
  const { body } = await done(send, LEAD, 'GET', '/members?limit=200');
  const marked = body.items.filter(({ mailbox }: { mailbox: unknown }) => mailbox !== null);
  expect(marked).toMatchObject([{ memberId: BOUNCING, mailbox: { mark: 'bounced' } }]);
});

test('a digest has a way out: looking at it ends nothing, one click ends it, and urgent mails still come', async () => {
  const digest = async (days: number) => {
    await local.runSchedule('digest', instant(days));
    await local.drain();
    return local.mailbox(LEAD).filter(({ headers }) => headers['list-unsubscribe'] !== undefined);
  };
  await done(send, FIRST_LEAD, 'PUT', '/guidance/cleaning/versions/1', {
    ...{ titles: { en: 'Cleaning' }, links: { en: 'https://example.org/c.pdf' }, asksAgain: true },
    ...{ audience: { countries: ['UG'], kinds: ['prison'] }, effectiveOn: date(-30), acknowledgeWithinDays: 14 },
  });
  await local.runSchedule('sweep', instant(0.1));
  await local.drain();
  const [mail] = await digest(0.2);
  expect(mail?.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
  const url = /<(.+)>/.exec(mail?.headers['list-unsubscribe'] ?? '')?.[1] ?? '';
  const page = await fetch(url);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const preferences = async () => (await done(send, LEAD, 'GET', '/me')).body.preferences;
  expect((await preferences()).channels).toEqual({ atOnce: true, digest: true });
  const click = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(click.status).toBe(200);
  expect((await preferences()).channels).toEqual({ atOnce: true, digest: false });
  const forged = await fetch(`${url.slice(0, -4)}AAAA`, { method: 'POST' });
  expect([forged.status, await forged.json()]).toMatchObject([400, { code: 'unsubscribe-link.invalid' }]);
});
