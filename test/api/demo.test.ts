/** The demo programme loaded into the whole product: the first thing that everybody sees, and the widest test of all parts together. */
import { beforeAll, describe, expect, test } from 'vitest';
import { alertAnswer } from '#shared/contract/alerts.ts';
import { listOf } from '#shared/contract/common.ts';
import { facilityAnswer } from '#shared/contract/facilities.ts';
import { meAnswer, memberAnswer } from '#shared/contract/members.ts';
import { needsAnswer } from '#shared/contract/needs.ts';
import { overviewAnswer } from '#shared/contract/overview.ts';
import { coverageAnswer } from '#shared/contract/readings.ts';
import { shipmentAnswer } from '#shared/contract/shipment-answers.ts';
import { stockAnswer, stockCardAnswer } from '#shared/contract/stock-answers.ts';
import type { Local } from '../../infra/local/start.ts';
import { loadDemo, startProduct } from '../support/product.ts';
import { FIRST_LEAD } from '../support/synthesize.ts';

let local: Local;
let told: string[];

async function read(member: string, path: string): Promise<{ status: number; body: unknown }> {
  const headers = { authorization: `Bearer ${await local.token(member)}` };
  const response = await fetch(`${local.urls.api}${path}`, { headers });
  return { status: response.status, body: await response.json() };
}

const openAlerts = async (member: string) =>
  listOf(alertAnswer).parse((await read(member, '/alerts?limit=200')).body).items;

/** What could change: records, shipments, positions and alerts, as the first lead sees them. */
async function everything(): Promise<unknown> {
  const paths = [
    '/items',
    '/countries',
    '/facilities',
    '/members',
    '/shipments',
    '/guidance',
    '/checklists',
    '/alerts',
  ];
  const lists = await Promise.all(paths.map((path) => read(FIRST_LEAD, `${path}?limit=200`)));
  const stock = await Promise.all(['UG-STORE', 'UG-JINJA-MAIN', 'UG-KITALYA'].map(stockOf));
  return { lists, stock };
}

async function stockOf(facilityId: string) {
  const { items } = stockAnswer.parse((await read(FIRST_LEAD, `/facilities/${facilityId}/stock`)).body);
  return items.map(({ asOf: _asOf, ...item }) => item);
}

const demoMembers = async () => listOf(memberAnswer).parse((await read(FIRST_LEAD, '/members?limit=200')).body).items;

beforeAll(async () => {
  local = await startProduct();
  told = await loadDemo(local, new Date());
});

describe('a demo programme just loaded', () => {
  test('tells every step with how much of it was new', () => {
    expect(told.filter((line) => /: \d+ said, \d+ stored$/.test(line)).length).toBeGreaterThanOrEqual(10);
    expect(told.at(-1)).toMatch(/ready after/);
  });

  test('has fourteen open facilities, three stores and one that closed', async () => {
    const { items } = listOf(facilityAnswer).parse((await read(FIRST_LEAD, '/facilities?limit=200')).body);
    expect(items.filter((one) => one.kind === 'store').map((one) => one.country)).toEqual(['KZ', 'TN', 'UG']);
    expect(items.filter((one) => one.status === 'closed').map((one) => one.officialCode)).toEqual(['УК-161/4']);
    expect(items.length).toBe(18);
  });

  test.each([
    ['logistics.ug@example.org', ['UG']],
    ['lead.tn@example.org', ['TN']],
    ['observer@example.org', ['KZ', 'TN', 'UG']],
    [FIRST_LEAD, ['KZ', 'TN', 'UG']],
  ])('shows %s the facilities of %j and no others', async (member, countries) => {
    const { items } = listOf(facilityAnswer).parse((await read(member, '/facilities?limit=200')).body);
    expect([...new Set(items.map((one) => one.country))]).toEqual(countries);
  });

  test('shows a facility manager one facility, and hides that there are others', async () => {
    const me = meAnswer.parse((await read('manager.luzira@example.org', '/me')).body);
    expect(me.grants).toEqual([{ role: 'facility-manager', scope: 'UG-LUZIRA-UPPER' }]);
    const { items } = listOf(facilityAnswer).parse((await read('manager.luzira@example.org', '/facilities')).body);
    expect(items.map((one) => one.facilityId)).toEqual(['UG-LUZIRA-UPPER']);
    expect((await read('manager.luzira@example.org', '/facilities/UG-KITALYA/stock')).status).toBe(404);
  });

  test('keeps head counts from the donor', async () => {
    const asDonor = await read('observer@example.org', '/facilities/UG-LUZIRA-UPPER');
    expect(facilityAnswer.parse(asDonor.body).headcount).toBeNull();
    const asManager = await read('manager.luzira@example.org', '/facilities/UG-LUZIRA-UPPER');
    expect(facilityAnswer.parse(asManager.body).headcount?.held).toBe(950);
  });

  test('tells the hand-over of June 2020 twice: 150 cartons sent, 3,700 bars good and 50 wet; balls that nobody listed', async () => {
    const { items } = listOf(shipmentAnswer).parse(
      (await read('logistics.ug@example.org', '/shipments?facility=UG-STORE&limit=200')).body,
    );
    const handOver = items.find((one) => one.reference === 'UNODC-UG-2020-06');
    expect(handOver?.status).toBe('received-with-discrepancy');
    expect(handOver?.standing[0]).toMatchObject({ itemId: 'soap-bar', sent: 3750, accepted: 3700, damaged: 50 });
    const differences = handOver?.discrepancies.map((one) => `${one.itemId} ${one.kind} ${one.quantity} ${one.state}`);
    expect(differences?.sort()).toEqual([
      'ball unlisted 320 open',
      'blanket missing 2960 open',
      'mattress missing 2960 settled',
      'soap-bar damaged 50 open',
      'water-tank-5000 surplus 144 settled',
    ]);
    const shields = items.find((one) => one.reference === 'UNODC-UG-2021-11');
    expect(shields?.discrepancies.map((one) => [one.itemId, one.kind, one.quantity])).toEqual([
      ['face-shield', 'missing', 353],
    ]);
    const card = stockCardAnswer.parse(
      (await read('lead.ug@example.org', '/facilities/UG-STORE/stock-events?item=soap-bar&to=2020-12-31')).body,
    );
    expect(card.items.map((line) => line.balance)).toEqual([3750]);
  });

  test('has consignments at every stage', async () => {
    const { items } = listOf(shipmentAnswer).parse((await read(FIRST_LEAD, '/shipments?limit=200')).body);
    expect(new Set(items.map((one) => one.status))).toEqual(
      new Set(['planned', 'dispatched', 'partly-received', 'received', 'received-with-discrepancy', 'cancelled']),
    );
  });

  test('has alerts of every kind that a programme knows after three months, but no ledger that is wrong', async () => {
    const alerts = await openAlerts(FIRST_LEAD);
    expect(new Set(alerts.map((alert) => alert.kind))).toEqual(
      new Set([
        'shortage',
        'shipment-overdue',
        'receipt-discrepancy',
        'report-overdue',
        'opening-count-due',
        'guidance-overdue',
        'checklist-overdue',
        'recall',
      ]),
    );
    const of = (kind: string) =>
      alerts
        .filter((one) => one.kind === kind)
        .map((one) => one.facilityId)
        .sort();
    expect(of('report-overdue')).toEqual(['KZ-ZK-169-5', 'TN-BORJ-EL-AMRI', 'UG-MBARARA-MAIN']);
    expect(of('opening-count-due')).toEqual(['KZ-EC-166-10']);
    expect(of('checklist-overdue')).toEqual(['KZ-EC-166-10', 'TN-BORJ-EL-AMRI']);
    expect(of('shipment-overdue')).toEqual(['TN-MESSADINE']);
    const out = alerts.find((one) => one.facilityId === 'TN-MORNAGUIA' && one.subject === 'hand-rub-500');
    expect(out?.level).toBe('critical');
  });

  test('knows what its stores serve, what they can give, what a manager asks for, and who has set a lot apart', async () => {
    await local.runSchedule('sweep');
    await local.drain();
    const pads = (await stockOf('UG-STORE')).find(({ itemId }) => itemId === 'sanitary-pad');
    expect(pads).toMatchObject({ basis: 'served', status: 'low' });
    const needs = needsAnswer.parse((await read('logistics.ug@example.org', '/needs?country=UG&limit=200')).body);
    expect(needs.proposals.length).toBeGreaterThan(0);
    const asked = needs.items.find((one) => one.facilityId === 'UG-LUZIRA-UPPER' && one.itemId === 'soap-bar');
    expect(asked?.requested).toMatchObject({ quantity: 500 });
    const held = (await openAlerts('lead.tn@example.org')).filter(({ kind }) => kind === 'recall');
    expect(held.length).toBeGreaterThan(0);
    expect(held.map(({ facilityId }) => facilityId)).not.toContain('TN-MORNAGUIA');
  });

  test('ends the alert of a place once it says what it found of a lot on hold, without waiting for a sweep', async () => {
    const held = async () => (await openAlerts('lead.tn@example.org')).filter(({ kind }) => kind === 'recall');
    const [first] = await held();
    const member = (await demoMembers()).find(({ grants }) => grants.some(({ scope }) => scope === first?.facilityId));
    const headers = {
      authorization: `Bearer ${await local.token(member?.memberId ?? '')}`,
      'content-type': 'application/json',
    };
    const body = JSON.stringify({ acknowledgedAt: new Date().toISOString(), quantityFound: 0 });
    const url = `${local.urls.api}/facilities/${first?.facilityId}/recalls/${first?.subject}`;
    expect((await fetch(url, { method: 'PUT', headers, body })).status).toBe(201);
    await local.drain();
    expect((await held()).map(({ facilityId }) => facilityId)).not.toContain(first?.facilityId);
  });

  test('shows a lead only the alerts of the own country', async () => {
    expect(new Set((await openAlerts('lead.ug@example.org')).map((one) => one.country))).toEqual(new Set(['UG']));
  });

  test('has an overview in which a facility that reports well stands well', async () => {
    const { items } = overviewAnswer.parse((await read('lead.ug@example.org', '/overview?country=UG')).body);
    expect(items.length).toBe(6);
    const luzira = items.find((one) => one.facilityId === 'UG-LUZIRA-UPPER');
    expect(luzira).toMatchObject({
      openAlerts: 0,
      preparedness: { score: 99, supplies: 100, guidance: 100, reporting: 100, checklist: 93, reason: null },
    });
    expect(items.find((one) => one.facilityId === 'UG-MBARARA-MAIN')?.preparedness.reason).toBe('too-little-reported');
  });

  test('knows who has read the second edition and who is late', async () => {
    const path = '/guidance/who-euro-prisons/versions/2021-02/coverage?country=UG';
    const coverage = coverageAnswer.parse((await read('lead.ug@example.org', path)).body);
    expect(coverage.totals).toMatchObject({ facilities: 5, acknowledged: 4, pending: 0, overdue: 1 });
  });

  test('uses what it measured, not the norm, after three months of counts', async () => {
    const soap = (await stockOf('UG-LUZIRA-UPPER')).find((one) => one.itemId === 'soap-bar');
    expect(soap).toMatchObject({ onHand: 1112, basis: 'long', status: 'adequate' });
  });

  test('flags what a count did not find where every issue is logged', async () => {
    const path = '/facilities/UG-JINJA-MAIN/stock-events?item=soap-bar&limit=200';
    const card = stockCardAnswer.parse((await read('lead.ug@example.org', path)).body);
    expect(card.items.filter((line) => line.flags.includes('discrepancy')).map((line) => line.change)).toEqual([-12]);
  });

  test('shows a gift that was taken back without a trace in any figure', async () => {
    const path = '/facilities/UG-KITALYA/stock-events?item=soap-bar&limit=200';
    const card = stockCardAnswer.parse((await read('lead.ug@example.org', path)).body);
    const gift = card.items.find((line) => line.kind === 'receipt' && line.reversedBy !== null);
    expect(gift).toBeDefined();
  });
});

test('the nightly check folds every ledger and finds the books as they were kept', async () => {
  await local.runSchedule('nightly');
  await local.drain();
  const alerts = await openAlerts(FIRST_LEAD);
  expect(alerts.filter((alert) => alert.kind === 'ledger-mismatch')).toEqual([]);
});

test('loading it a second time, days later, changes nothing', async () => {
  const before = await everything();
  const again = await loadDemo(local, new Date(Date.now() + 3 * 86_400_000));
  expect(again.filter((line) => / stored$/.test(line) && !/ 0 stored$/.test(line))).toEqual([]);
  expect(await everything()).toEqual(before);
});
