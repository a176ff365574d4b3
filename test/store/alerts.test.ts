import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from '#shared/domain/alerts/evaluate.ts';
import type { EvaluationWorld } from '#shared/domain/alerts/findings.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { reversalLines } from '#shared/domain/stock/reversal-lines.ts';
import { listAlertRows } from '#shared/store/alert-lists.ts';
import { saveEvaluation } from '#shared/store/alert-moves.ts';
import { loadAlert } from '#shared/store/alerts.ts';
import { loadWorld } from '#shared/store/evaluation-world.ts';
import { facilityPartition } from '#shared/store/keys.ts';
import { loadPositions, postLines } from '#shared/store/positions.ts';
import { queryAll } from '#shared/store/read.ts';
import { readSnapshot } from '#shared/store/snapshot.ts';
import { transact } from '#shared/store/transact.ts';
import { evaluateFacility } from '../../functions/jobs/evaluate-facility.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { seedCounts, seedFacility, seedProgramme, tenDaysLeft } from './alerts-programme.ts';

const at = (iso: string) => Date.parse(iso);
const EVENING = at('2026-11-20T18:00:00.000Z');

let engine: Engine;
let world: EvaluationWorld;
let serial = 0;

beforeAll(async () => {
  engine = await startEngine();
  await seedProgramme(engine.table);
  const loaded = await loadWorld(engine.table, 'UG');
  if (!loaded) throw new Error('no world');
  world = loaded;
});
afterAll(async () => await engine.stop());

async function prison(counts: Parameters<typeof seedCounts>[3] = tenDaysLeft): Promise<string> {
  serial += 1;
  const facilityId = `UG-PRISON-${serial}`;
  await seedFacility(engine.table, facilityId);
  await seedCounts(engine.table, facilityId, 'soap-bar', counts);
  return facilityId;
}

async function snapshotOf(facilityId: string): Promise<Snapshot> {
  const snapshot = await readSnapshot(engine.table, facilityId);
  if (snapshot === null) throw new Error('no snapshot');
  return snapshot;
}

const run = (facilityId: string, nowMs: number) =>
  evaluateFacility(facilityId, world, nowMs, { table: engine.table, now: () => new Date(nowMs), newId: () => 'id' });

const rowsOf = (facilityId: string) =>
  queryAll(engine.table, { partition: facilityPartition(facilityId), consistent: true });

/** Without the doubts about counts that rise although nothing was received: these stories are about something else. */
const alertsOf = async (facilityId: string) =>
  (await snapshotOf(facilityId)).alerts.filter(({ kind }) => kind !== 'implausible-report');

describe('an evaluation', () => {
  it('opens an alert and writes the summary; the same again writes nothing', async () => {
    const facilityId = await prison();
    await run(facilityId, EVENING);
    const snapshot = await snapshotOf(facilityId);
    expect(snapshot.alerts).toMatchObject([
      {
        alertId: `${facilityId}~shortage~soap-bar~2026-11-20T18:00:00.000Z`,
        level: 'medium',
        state: 'open',
        facts: { status: 'low', coverDays: 10 },
        v: 1,
      },
    ]);
    expect(snapshot.summary).toMatchObject({ worst: 'low', openAlerts: { medium: 1 }, preparedness: { supplies: 0 } });
    const rows = await rowsOf(facilityId);
    await run(facilityId, EVENING + 900_000);
    expect(await rowsOf(facilityId)).toEqual(rows);
  });

  it('that runs twice at the same moment opens one alert', async () => {
    const facilityId = await prison();
    await Promise.all([0, 1, 2, 3, 4].map((ms) => run(facilityId, EVENING + ms)));
    const alerts = await alertsOf(facilityId);
    expect(alerts).toHaveLength(1);
    expect(alerts[0]?.history.map(({ change }) => change)).toEqual(['opened']);
    const open = await listAlertRows(
      engine.table,
      { countries: ['UG'], facilities: [], state: 'open', kind: 'shortage' },
      { limit: 200 },
    );
    if (!('alerts' in open)) throw new Error('refused');
    expect(open.alerts.filter((alert) => alert.facilityId === facilityId)).toHaveLength(1);
  });

  it('of two that read the same, the second stores nothing', async () => {
    const facilityId = await prison();
    const snapshot = await snapshotOf(facilityId);
    const first = await saveEvaluation(engine.table, snapshot, evaluate(snapshot, world, EVENING));
    const second = await saveEvaluation(engine.table, snapshot, evaluate(snapshot, world, EVENING + 1));
    expect([first.kind, second.kind]).toEqual(['done', 'conflict']);
  });

  it.each([
    [
      'a count came in',
      (id: string) => seedCounts(engine.table, id, 'soap-bar', [['2026-11-20', 2000]]),
      'S#ITEM#soap-bar',
    ],
    [
      'the facility was closed',
      (id: string) => seedFacility(engine.table, id, { v: 2, body: { status: 'closed', statusFrom: '2026-11-01' } }),
      'S#FACILITY',
    ],
  ])('stores nothing when %s since it read', async (_what, meanwhile, name) => {
    const facilityId = await prison();
    const snapshot = await snapshotOf(facilityId);
    await meanwhile(facilityId);
    const outcome = await saveEvaluation(engine.table, snapshot, evaluate(snapshot, world, EVENING));
    expect(outcome).toMatchObject({ kind: 'conflict', name });
    expect(await alertsOf(facilityId)).toEqual([]);
  });

  it('does not call a report overdue that came in since it read', async () => {
    const facilityId = await prison([['2026-11-06', 240]]);
    const snapshot = await snapshotOf(facilityId);
    await seedCounts(engine.table, facilityId, 'mask-medical', [['2026-11-19', 5]]);
    const evaluation = evaluate(snapshot, world, EVENING);
    expect(evaluation.moves.map(({ alert }) => alert.kind)).toContain('report-overdue');
    expect(await saveEvaluation(engine.table, snapshot, evaluation)).toMatchObject({
      kind: 'conflict',
      name: 'S#REPORTS',
    });
  });

  it('does not call an item short by movements when another item was reported since it read', async () => {
    const facilityId = await prison();
    await seedFacility(engine.table, facilityId, { v: 2, bookkeeping: 'movements' });
    const snapshot = await snapshotOf(facilityId);
    const evaluation = evaluate(snapshot, world, EVENING);
    expect(evaluation.moves.map(({ alert }) => alert.kind)).toEqual(['shortage']);
    await seedCounts(engine.table, facilityId, 'mask-medical', [['2026-11-20', 5]]);
    expect(await saveEvaluation(engine.table, snapshot, evaluation)).toMatchObject({
      kind: 'conflict',
      name: 'S#REPORTS',
    });
    await run(facilityId, EVENING);
    expect((await alertsOf(facilityId)).map(({ kind }) => kind)).toEqual(['shortage']);
  });

  it('does not call an overdue report made up for when its count was taken back since it read', async () => {
    const facilityId = await prison([['2026-11-06', 240]]);
    await run(facilityId, EVENING);
    const reported = await seedCounts(engine.table, facilityId, 'mask-medical', [['2026-11-19', 5]]);
    const snapshot = await snapshotOf(facilityId);
    const evaluation = evaluate(snapshot, world, EVENING + 1);
    expect(evaluation.moves).toMatchObject([{ move: 'resolved', alert: { kind: 'report-overdue' } }]);
    const loaded = await loadPositions(engine.table, facilityId, ['mask-medical']);
    const notes = { recordedAt: '2026-11-20T18:00:00.000Z', recordedBy: 'manager.luzira@example.org' };
    const lines = reversalLines('reversal', reported);
    await transact(engine.table, (await postLines(engine.table, facilityId, lines, loaded, notes)).writes);
    expect(await saveEvaluation(engine.table, snapshot, evaluation)).toMatchObject({
      kind: 'conflict',
      name: 'S#REPORTS',
    });
  });

  it('of a facility that is gone is nothing', async () => {
    await expect(run('UG-NOWHERE', EVENING)).resolves.toBeUndefined();
  });
});

describe('a stock that recovers', () => {
  it('ends its alert; a relapse after a month is a new one, and the old one stays among the older episodes', async () => {
    const facilityId = await prison();
    await run(facilityId, EVENING);
    await seedCounts(engine.table, facilityId, 'soap-bar', [
      ['2026-11-21', 90],
      ['2026-11-22', 580],
    ]);
    await run(facilityId, at('2026-11-22T18:00:00.000Z'));
    const [ended] = await alertsOf(facilityId);
    expect(ended).toMatchObject({ state: 'resolved', resolvedAt: '2026-11-22T18:00:00.000Z' });

    await seedCounts(engine.table, facilityId, 'soap-bar', [['2026-12-20', 0]]);
    await run(facilityId, at('2026-12-20T18:00:00.000Z'));
    const again = await alertsOf(facilityId);
    expect(again).toMatchObject([{ level: 'critical', state: 'open', openedAt: '2026-12-20T18:00:00.000Z', v: 3 }]);

    const old = await loadAlert(engine.table, ended?.alertId ?? '');
    expect(old?.alert).toMatchObject({ state: 'resolved', openedAt: '2026-11-20T18:00:00.000Z' });
    const listed = await listAlertRows(
      engine.table,
      { countries: [], facilities: [facilityId], state: 'resolved', kind: null },
      { limit: 10 },
    );
    expect(listed).toMatchObject({ alerts: [{ alertId: ended?.alertId }], nextCursor: null });
  });

  it('leaves the snapshot once it can no longer be the same alert', async () => {
    const facilityId = await prison();
    await run(facilityId, EVENING);
    await seedCounts(engine.table, facilityId, 'soap-bar', [['2026-11-21', 2000]]);
    await run(facilityId, at('2026-11-21T18:00:00.000Z'));
    expect(await alertsOf(facilityId)).toHaveLength(1);
    await run(facilityId, at('2026-11-28T18:00:01.000Z'));
    expect(await alertsOf(facilityId)).toEqual([]);
    const rows = await rowsOf(facilityId);
    expect(rows.filter((row) => String(row.SK).startsWith('A#ALERT#shortage'))).toHaveLength(1);
  });
});

describe('day one', () => {
  it('of 290 facilities with a list of 20 items and no record: no shortage, one opening count due each', async () => {
    const own = await startEngine();
    try {
      await seedProgramme(
        own.table,
        Array.from({ length: 20 }, (_, index) => `item-${index}`),
      );
      const everything = await loadWorld(own.table, 'UG');
      if (!everything) throw new Error('no world');
      const ids = Array.from({ length: 290 }, (_, index) => `UG-${String(index).padStart(3, '0')}`);
      for (const id of ids) {
        await seedFacility(own.table, id);
        const deps = { table: own.table, now: () => new Date(EVENING), newId: () => 'id' };
        await evaluateFacility(id, everything, EVENING, deps);
      }
      const filter = { countries: ['UG'], facilities: [], state: null, kind: null };
      const kinds: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listAlertRows(own.table, filter, { limit: 200, cursor });
        if (!('alerts' in page)) throw new Error('refused');
        kinds.push(...page.alerts.map(({ kind }) => kind));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(kinds).toHaveLength(290);
      expect(new Set(kinds)).toEqual(new Set(['opening-count-due']));
    } finally {
      await own.stop();
    }
  });
});
