/** An alert that nobody takes on, from its opening to whoever it is passed up to, over a real table and the API. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alertRows } from '#shared/contract/alerts.ts';
import type { EvaluationWorld } from '#shared/domain/alerts/findings.ts';
import type { News } from '#shared/domain/news/news.ts';
import { loadWorld } from '#shared/store/evaluation-world.ts';
import { alertKey, newsKey } from '#shared/store/keys.ts';
import { newsFromRow } from '#shared/store/news.ts';
import { getRow, queryAll } from '#shared/store/read.ts';
import { readSnapshot } from '#shared/store/snapshot.ts';
import { put, transact } from '#shared/store/transact.ts';
import { operations } from '../../functions/alerts/index.ts';
import { evaluateFacility } from '../../functions/jobs/evaluate-facility.ts';
import { api } from '../support/api.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { seedCounts, seedFacility, seedProgramme } from './alerts-programme.ts';

const START = Date.parse('2026-11-20T18:00:00.000Z');
const lead = { member: 'lead.uganda@example.org', grants: 'programme-lead:UG' };
const at = (hours: number) => new Date(START + hours * 3_600_000);

let engine: Engine;
let world: EvaluationWorld;
let call: ReturnType<typeof api<typeof alertRows>>;
const clock = { now: at(0) };

beforeAll(async () => {
  engine = await startEngine();
  await seedProgramme(engine.table);
  const loaded = await loadWorld(engine.table, 'UG');
  if (!loaded) throw new Error('no world');
  world = { ...loaded, country: { ...loaded.country, deputy: 'deputy@example.org' } };
  call = api(alertRows, operations, engine.table, clock);
});
afterAll(async () => await engine.stop());

/** A prison that has just run out of soap. */
async function empty(facilityId: string): Promise<string> {
  await seedFacility(engine.table, facilityId);
  await seedCounts(engine.table, facilityId, 'soap-bar', [
    ['2026-11-13', 50],
    ['2026-11-20', 0],
  ]);
  return `${facilityId}~shortage~soap-bar~${at(0).toISOString()}`;
}

const sweep = (facilityId: string, hours: number) =>
  evaluateFacility(facilityId, world, at(hours).getTime(), {
    table: engine.table,
    now: () => at(hours),
    newId: () => 'id',
  });

const listed = async (query: string) => (await call('listAlerts', { query, as: lead })).body.items;

async function newsAbout(alertId: string): Promise<News[]> {
  const rows = await queryAll(engine.table, { partition: newsKey(alertId, 1).PK, consistent: true });
  return rows.map((row) => newsFromRow(row).news);
}

/** Change, urgency and step of each news of an alert, in order. */
const toldOf = async (alertId: string) =>
  (await newsAbout(alertId)).map(({ change, urgent, escalation }) => `${change}${urgent ? ' now' : ''} ${escalation}`);

describe('an alert that nobody takes on', () => {
  it('is passed up twice, can be taken on then, and its end is told to everybody who heard of it', async () => {
    const alertId = await empty('UG-A');
    for (const hours of [0, 23, 24, 47, 48, 100]) await sweep('UG-A', hours);
    expect(await listed('state=escalated')).toMatchObject([
      { alertId, state: 'escalated', escalation: 2, unattendedSince: at(0).toISOString() },
    ]);
    expect(await listed('state=open')).toEqual([]);
    expect(await listed('facility=UG-A')).toHaveLength(1);

    clock.now = at(101);
    const taken = await call('acknowledgeAlert', {
      path: { alertId },
      body: { note: 'A truck is on its way' },
      headers: { 'idempotency-key': 'taken' },
      as: lead,
    });
    expect(taken).toMatchObject({ status: 200, body: { state: 'acknowledged', unattendedSince: null } });
    await sweep('UG-A', 300);

    await seedCounts(engine.table, 'UG-A', 'soap-bar', [['2026-12-03', 5000]]);
    await sweep('UG-A', 310);
    expect(await toldOf(alertId)).toEqual([
      'opened now 0',
      'escalated now 1',
      'escalated now 2',
      'acknowledged 2',
      'resolved now 2',
    ]);
    const acknowledged = (await newsAbout(alertId)).find(({ change }) => change === 'acknowledged');
    expect(JSON.stringify(acknowledged)).not.toContain('truck');
    expect(acknowledged).toMatchObject({ at: at(101).toISOString(), level: 'critical', previousLevel: 'critical' });
  });

  it('an action that is sent again tells nothing again', async () => {
    const alertId = await empty('UG-B');
    await sweep('UG-B', 0);
    clock.now = at(1);
    const once = { path: { alertId }, body: {}, headers: { 'idempotency-key': 'once' }, as: lead };
    await call('acknowledgeAlert', once);
    await call('acknowledgeAlert', once);
    expect(await toldOf(alertId)).toEqual(['opened now 0', 'acknowledged 0']);
  });

  it('that was stored before alerts were passed up counts from its opening', async () => {
    const alertId = await empty('UG-C');
    await sweep('UG-C', 0);
    const row = await getRow(engine.table, alertKey('UG-C', 'shortage', 'soap-bar'), { consistent: true });
    const {
      unattendedSince: _since,
      escalation: _step,
      passedUp: _up,
      told: _told,
      toldLevel: _worst,
      PK,
      SK,
      ...older
    } = row ?? {};
    await transact(engine.table, [put('alert', { ...older, PK: String(PK), SK: String(SK) })]);
    const [alert] = (await readSnapshot(engine.table, 'UG-C'))?.alerts ?? [];
    expect(alert).toMatchObject({ unattendedSince: at(0).toISOString(), escalation: 0, passedUp: 0, told: false });
    expect(alert?.toldLevel).toBe('critical');
    await sweep('UG-C', 24);
    expect(await toldOf(alertId)).toEqual(['opened now 0', 'escalated now 1']);
  });
});
