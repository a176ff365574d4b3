import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endpoint, type HttpEvent } from '#kit/endpoint.ts';
import { createLog } from '#kit/log.ts';
import { type AlertAnswer, alertAnswer, alertRows } from '#shared/contract/alerts.ts';
import { listOf } from '#shared/contract/common.ts';
import { overviewAnswer, overviewRows } from '#shared/contract/overview.ts';
import type { EvaluationWorld } from '#shared/domain/alerts/findings.ts';
import { loadWorld } from '#shared/store/evaluation-world.ts';
import { inboundToRow } from '#shared/store/inbound.ts';
import { put, transact } from '#shared/store/transact.ts';
import { acknowledgeAlert } from '../../functions/alerts/acknowledge-alert.ts';
import { commentAlert } from '../../functions/alerts/comment-alert.ts';
import { listAlerts } from '../../functions/alerts/list-alerts.ts';
import { snoozeAlert } from '../../functions/alerts/snooze-alert.ts';
import { evaluateFacility } from '../../functions/jobs/evaluate-facility.ts';
import { getOverview } from '../../functions/overview/get-overview.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { type Call, httpEvent, lambdaContext } from '../support/http-event.ts';
import { day, seedCounts, seedFacility, seedProgramme, tenDaysLeft } from './alerts-programme.ts';

const NOW = '2026-11-20T18:00:00.000Z';
const ACTED = '2026-11-20T19:00:00.000Z';
const SHIPMENT = '01996f6e-7c00-7000-8000-000000000001';

const lead = { member: 'lead.uganda@example.org', grants: 'programme-lead:UG' };
const logistics = { member: 'logistics.uganda@example.org', grants: 'logistics:UG' };
const manager = { member: 'manager.a@example.org', grants: 'facility-manager:UG-A' };
const elsewhere = { member: 'lead.tunisia@example.org', grants: 'programme-lead:TN' };
const everywhere = { member: 'lead@example.org', grants: 'programme-lead:*' };

let engine: Engine;
let world: EvaluationWorld;
let call: (call: Call) => Promise<{ status: number; body: unknown }>;
let serial = 0;
const key = () => ({ 'idempotency-key': `key-${++serial}` });

beforeAll(async () => {
  engine = await startEngine();
  await seedProgramme(engine.table);
  for (const id of ['UG-A', 'UG-B', 'UG-C', 'UG-CLOSED']) await seedFacility(engine.table, id);
  await seedFacility(engine.table, 'UG-CLOSED', { body: { status: 'closed', statusFrom: '2026-10-01' } });
  await seedCounts(engine.table, 'UG-A', 'soap-bar', tenDaysLeft);
  await seedCounts(engine.table, 'UG-B', 'soap-bar', [
    ['2026-11-13', 50],
    ['2026-11-20', 0],
  ]);
  const late = {
    shipmentId: SHIPMENT,
    reference: 'UNODC-1',
    status: 'dispatched',
    expectedOn: day('2026-11-18'),
    firstPromisedOn: day('2026-11-18'),
    dispatchedAt: NOW,
    lines: [{ itemId: 'mask-medical', outstanding: 10 }],
    discrepancies: [],
  } as const;
  await transact(engine.table, [put('inbound', inboundToRow('UG-A', late, 1))]);
  const loaded = await loadWorld(engine.table, 'UG');
  if (!loaded) throw new Error('no world');
  world = loaded;
  const deps = { table: engine.table, now: () => new Date(ACTED), newId: () => 'id' };
  for (const id of ['UG-A', 'UG-B']) await evaluateFacility(id, world, Date.parse(NOW), deps);
  const quiet = createLog('error', () => {});
  const alerts = endpoint(alertRows, { listAlerts, acknowledgeAlert, snoozeAlert, commentAlert }, () => deps, quiet);
  const overview = endpoint(overviewRows, { getOverview }, () => deps, quiet);
  call = async (one) => {
    const handler = one.routeKey.endsWith('/overview') ? overview : alerts;
    const event: HttpEvent = httpEvent(one);
    const { statusCode, body } = await handler(event, lambdaContext());
    return { status: statusCode, body: JSON.parse(body ?? 'null') };
  };
});
afterAll(async () => await engine.stop());

const list = async (as: Call['as'], query = '') => {
  const { status, body } = await call({ routeKey: 'GET /api/v1/alerts', query, ...(as ? { as } : {}) });
  expect(status).toBe(200);
  return listOf(alertAnswer).parse(body);
};
const ids = async (as: Call['as'], query?: string) =>
  (await list(as, query)).items.map(({ facilityId, kind }) => `${facilityId} ${kind}`).sort();

const act = (action: string, alertId: string, as: Call['as'], body: unknown, headers = key()) =>
  call({
    routeKey: `POST /api/v1/alerts/{alertId}/${action}`,
    path: { alertId },
    body,
    headers,
    ...(as ? { as } : {}),
  });

async function find(facilityId: string, kind: string): Promise<AlertAnswer> {
  const found = (await list(everywhere)).items.find((alert) => alert.facilityId === facilityId && alert.kind === kind);
  if (!found) throw new Error(`no ${kind} at ${facilityId}`);
  return found;
}

describe('the list of alerts', () => {
  it('shows what lies in the scope of the one who asks', async () => {
    const all = ['UG-A shipment-overdue', 'UG-A shortage', 'UG-B shortage'];
    expect(await ids(lead)).toEqual(all);
    expect(await ids(everywhere)).toEqual(all);
    expect(await ids(manager)).toEqual(['UG-A shipment-overdue', 'UG-A shortage']);
    expect(await ids(elsewhere)).toEqual([]);
  });

  it('narrows by facility, kind and state', async () => {
    expect(await ids(lead, 'facility=UG-B')).toEqual(['UG-B shortage']);
    expect(await ids(lead, 'country=UG&kind=shipment-overdue')).toEqual(['UG-A shipment-overdue']);
    expect(await ids(lead, 'state=resolved')).toEqual([]);
    const outside = await call({ routeKey: 'GET /api/v1/alerts', query: 'facility=UG-B', as: manager });
    expect(outside).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('comes in pages that lose nothing and repeat nothing', async () => {
    const first = await list(lead, 'limit=2');
    const second = await list(lead, `limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ alertId }) => alertId)).toHaveLength(3);
    expect(second.nextCursor).toBeNull();
    const other = await call({
      routeKey: 'GET /api/v1/alerts',
      query: `kind=shortage&cursor=${first.nextCursor}`,
      as: lead,
    });
    expect(other).toMatchObject({ status: 400, body: { code: 'cursor.invalid' } });
  });
});

describe('an action', () => {
  let alert: AlertAnswer;
  beforeEach(async () => {
    alert = await find('UG-A', 'shortage');
  });

  it('is refused to others than leads, but for shipments', async () => {
    expect(await act('acknowledge', alert.alertId, logistics, {})).toMatchObject({
      status: 403,
      body: { code: 'role.forbidden' },
    });
    expect(await act('acknowledge', alert.alertId, manager, {})).toMatchObject({ status: 403 });
    expect(await act('acknowledge', alert.alertId, elsewhere, {})).toMatchObject({ status: 404 });
    const shipment = await find('UG-A', 'shipment-overdue');
    expect(await act('acknowledge', shipment.alertId, logistics, { note: 'Called the carrier' })).toMatchObject({
      status: 200,
      body: { state: 'acknowledged' },
    });
  });

  it('is done once, however often it is sent', async () => {
    const headers = key();
    const first = await act('acknowledge', alert.alertId, lead, { note: 'Ordered' }, headers);
    expect(first).toMatchObject({ status: 200, body: { state: 'acknowledged' } });
    expect(await act('acknowledge', alert.alertId, lead, { note: 'Ordered' }, headers)).toEqual(first);
    const [, entry, ...more] = alertAnswer.parse(first.body).history;
    expect(entry).toEqual({ at: ACTED, change: 'acknowledged', level: 'medium', by: lead.member, note: 'Ordered' });
    expect(more).toEqual([]);
    expect(await act('acknowledge', alert.alertId, lead, { note: 'Other' }, headers)).toMatchObject({
      status: 409,
      body: { code: 'idempotency-key.reused' },
    });
    expect(await act('comment', alert.alertId, lead, { note: 'Ordered' }, headers)).toMatchObject({ status: 409 });
  });

  it('of two people at the same moment is kept for both', async () => {
    const before = alert.history.length;
    await Promise.all(
      ['one', 'two', 'three'].map((note) => act('comment', alert.alertId, lead, { note: `Comment ${note}` })),
    );
    const after = (await find('UG-A', 'shortage')).history.slice(before);
    expect(after.map(({ note }) => note).sort()).toEqual(['Comment one', 'Comment three', 'Comment two']);
  });

  it('puts an alert off until a time that is still to come', async () => {
    const past = await act('snooze', alert.alertId, lead, { until: '2026-11-20T18:59:59Z' });
    expect(past).toMatchObject({ status: 422, body: { code: 'date.order', errors: [{ pointer: '/until' }] } });
    expect(await act('snooze', alert.alertId, lead, { until: '2026-11-25T08:00:00Z' })).toMatchObject({
      status: 200,
      body: { state: 'snoozed', snoozedUntil: '2026-11-25T08:00:00.000Z' },
    });
  });

  it('on an alert that has ended is refused, but for a comment', async () => {
    const out = await find('UG-B', 'shortage');
    await seedCounts(engine.table, 'UG-B', 'soap-bar', [['2026-11-21', 5000]]);
    const deps = { table: engine.table, now: () => new Date(ACTED), newId: () => 'id' };
    await evaluateFacility('UG-B', world, Date.parse('2026-11-21T18:00:00.000Z'), deps);
    expect(await act('acknowledge', out.alertId, lead, {})).toMatchObject({
      status: 409,
      body: { code: 'alert.resolved' },
    });
    expect(await act('comment', out.alertId, lead, { note: 'Came by truck' })).toMatchObject({ status: 200 });
    expect(await ids(lead, 'state=resolved')).toEqual(['UG-B shortage']);
  });

  it('on an alert that nobody knows is refused', async () => {
    const unknown = 'UG-A~shortage~soap-bar~2020-01-01T00:00:00.000Z';
    expect(await act('comment', unknown, lead, { note: 'Hello' })).toMatchObject({ status: 404 });
    expect(await act('comment', 'UG-A~nonsense~x~y', lead, { note: 'Hello' })).toMatchObject({ status: 404 });
  });
});

describe('the overview', () => {
  const overview = async (as: Call['as'], query = '') => {
    const { status, body } = await call({ routeKey: 'GET /api/v1/overview', query, ...(as ? { as } : {}) });
    expect(status).toBe(200);
    return overviewAnswer.parse(body);
  };

  it('shows every facility that is not closed, also one that was never evaluated', async () => {
    const { items, asOf, lastEvaluatedAt } = await overview(lead, 'country=UG');
    expect({ asOf, lastEvaluatedAt }).toEqual({ asOf: ACTED, lastEvaluatedAt: null });
    expect(items.map(({ facilityId }) => facilityId)).toEqual(['UG-A', 'UG-B', 'UG-C']);
    expect(items[2]).toEqual({
      facilityId: 'UG-C',
      name: 'UG-C',
      preparedness: {
        score: null,
        supplies: null,
        guidance: null,
        reporting: null,
        checklist: null,
        reason: 'not-evaluated',
      },
      trend: null,
      items: [],
      openAlerts: 0,
    });
  });

  it('leaves out what is adequate unless asked for everything', async () => {
    const [a] = (await overview(manager)).items;
    expect(a).toMatchObject({
      preparedness: { score: 33, supplies: 0, reporting: 100, checklist: null },
      items: [{ itemId: 'soap-bar', status: 'low', coverDays: 10 }],
      openAlerts: 2,
    });
    const b = async (query: string) => (await overview(lead, query)).items[1]?.items.map(({ status }) => status);
    expect(await b('full=true')).toHaveLength(1);
  });

  it('comes in pages', async () => {
    const first = await overview(lead, 'limit=2');
    const second = await overview(lead, `limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ facilityId }) => facilityId)).toEqual(['UG-A', 'UG-B', 'UG-C']);
  });
});
