/** Ten real sites replayed through the whole product; skipped where the folder of real series beside the checkout is absent. */
import { beforeAll, describe, expect, test } from 'vitest';
import { endOfDay, lastDayOf } from '#shared/domain/day.ts';
import { done, type Send, sender } from '../support/luzira.ts';
import { startProduct } from '../support/product.ts';
import { haveSeries, type MonthOfItem, readSites, type Site } from '../support/series.ts';
import { FIRST_LEAD } from '../support/synthesize.ts';

const ZONE = 'Africa/Abidjan';
const KEEPER = 'keeper@example.org';

type Line = { readonly itemId: string; readonly quantity: number; readonly reason?: string };
interface Document {
  readonly body: object;
  /** Flags that it may raise, as `<code> <item>`; null: whatever it raises is not looked at. */
  readonly flags: readonly string[] | null;
}

/** The documents of one month of a site, in the order in which they happened. */
function documentsOf(site: Site, month: string): Document[] {
  const items = site.months.filter((each) => each.month === month);
  const at = (day: string) => `${month}-${day}T08:00:00Z`;
  const end = new Date(endOfDay(lastDayOf(month), ZONE)).toISOString();
  const lines = (quantity: (each: MonthOfItem) => number, more = {}): Line[] =>
    items.map((each) => ({ itemId: each.itemId, quantity: quantity(each), ...more }));
  const moved = (all: Line[]) => all.filter((each) => each.quantity !== 0);
  const opening = items
    .filter(({ itemId }) => site.mismatches.has(`${month} ${itemId}`))
    .map(({ itemId }) => `discrepancy ${itemId}`);
  const documents = [
    { body: { kind: 'count', occurredAt: at('01'), lines: lines((each) => each.opening) }, flags: opening },
    {
      body: { kind: 'receipt', source: 'purchase', occurredAt: at('05'), lines: moved(lines((each) => each.received)) },
      flags: [],
    },
    {
      body: {
        kind: 'adjustment',
        occurredAt: at('10'),
        lines: moved(lines((each) => each.adjusted, { reason: 'correction' })),
      },
      flags: null,
    },
    { body: { kind: 'issue', occurredAt: at('15'), lines: moved(lines((each) => each.issued)) }, flags: null },
    // The balance holds within each month of the file: its closing count has to agree with the book.
    { body: { kind: 'count', occurredAt: end, lines: lines((each) => each.closing) }, flags: [] },
  ];
  return documents
    .filter(({ body }) => body.lines.length > 0)
    .map(({ body, flags }) => ({ body: { ...body, confirm: true }, flags }));
}

/** Sends a site's documents one after the other; what the answers said that they should not have. */
async function replay(send: Send, site: Site): Promise<string[]> {
  const wrong: string[] = [];
  for (const month of new Set(site.months.map((each) => each.month))) {
    for (const { body, flags } of documentsOf(site, month)) {
      const path = `/facilities/CI-${site.code}/stock-events/${crypto.randomUUID()}`;
      const sent = await send(KEEPER, 'PUT', path, { body });
      if (sent.status !== 201) {
        wrong.push(`${site.code} ${month}: ${sent.status} ${JSON.stringify(sent.body)}`);
        continue;
      }
      const raised = sent.body.flags
        .map((flag: { code: string; itemId: string }) => `${flag.code} ${flag.itemId}`)
        .filter((flag: string) => !flag.startsWith('confirmed-implausible'));
      if (flags !== null && raised.sort().join() !== [...flags].sort().join())
        wrong.push(`${site.code} ${month}: raised ${raised.join()}, not ${flags.join()}`);
    }
  }
  return wrong;
}

/** Balance after the last line of each month, by the stock card. */
async function monthEnds(send: Send, site: Site, itemId: string): Promise<Map<string, number>> {
  const balances = new Map<string, number>();
  for (let cursor = ''; ; ) {
    const path = `/facilities/CI-${site.code}/stock-events?item=${itemId}&limit=200${cursor}`;
    const { body } = await done(send, KEEPER, 'GET', path);
    for (const line of body.items) {
      const month = line.day.slice(0, 7);
      if (!balances.has(month)) balances.set(month, line.balance);
    }
    if (body.nextCursor === null) return balances;
    cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
  }
}

describe.skipIf(!haveSeries)('three years of ten real sites', () => {
  const sites = haveSeries ? readSites(10) : [];
  let send: Send;

  beforeAll(async () => {
    send = sender(await startProduct());
    const put = (path: string, body: unknown) => done(send, FIRST_LEAD, 'PUT', path, body);
    await put('/countries/CI', { timeZone: ZONE, locales: ['fr-CI'] });
    for (const itemId of new Set(sites.flatMap((site) => site.months.map((month) => month.itemId)))) {
      const names = { en: itemId };
      await put(`/items/${itemId}`, { names, unit: 'piece', planning: 'rate', criticality: 'essential' });
    }
    const place = { country: 'CI', kind: 'prison', timeZone: ZONE, bookkeeping: 'movements', startedOn: '2016-01-01' };
    for (const { code } of sites) await put(`/facilities/CI-${code}`, { ...place, name: code });
    const grants = sites.map(({ code }) => ({ role: 'facility-manager', scope: `CI-${code}` }));
    await put(`/members/${KEEPER}`, { name: 'Made up', locale: 'fr-CI', grants });
  });

  test('nothing is refused, each opening that disagrees with the last closing is a discrepancy, nothing else is', async () => {
    expect(sites.reduce((sum, site) => sum + site.mismatches.size, 0)).toBeGreaterThan(50);
    const wrong = await Promise.all(sites.map((site) => replay(send, site)));
    expect(wrong.flat()).toEqual([]);
  });

  test("stock on hand is the file's closing balance at the end of each month", async () => {
    const wrong: string[] = [];
    const check = async (site: Site) => {
      const rows = (await done(send, KEEPER, 'GET', `/facilities/CI-${site.code}/stock`)).body.items;
      for (const itemId of new Set(site.months.map((month) => month.itemId))) {
        const expected = site.months.filter((month) => month.itemId === itemId);
        const balances = await monthEnds(send, site, itemId);
        for (const { month, closing } of expected)
          if (balances.get(month) !== closing)
            wrong.push(`${site.code} ${itemId} ${month}: ${balances.get(month)}, not ${closing}`);
        const row = rows.find((each: { itemId: string }) => each.itemId === itemId);
        if (row?.onHand !== expected.at(-1)?.closing) wrong.push(`${site.code} ${itemId}: ${row?.onHand} today`);
      }
    };
    await Promise.all(sites.map(check));
    expect(wrong).toEqual([]);
  });
});
