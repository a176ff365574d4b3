/** A sweep, two reactions of the stream and a count at the same facility, their calls to the table interleaved in every order that is tried. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EvaluationWorld } from '#shared/domain/alerts/findings.ts';
import { listAlertRows } from '#shared/store/alert-lists.ts';
import { loadWorld } from '#shared/store/evaluation-world.ts';
import { newsKey } from '#shared/store/keys.ts';
import { newsFromRow } from '#shared/store/news.ts';
import { queryAll } from '#shared/store/read.ts';
import { readSnapshot } from '#shared/store/snapshot.ts';
import type { Table } from '#shared/store/table.ts';
import { evaluateFacility } from '../../functions/jobs/evaluate-facility.ts';
import { seedCounts, seedFacility, seedProgramme, tenDaysLeft } from '../store/alerts-programme.ts';
import { type Engine, startEngine } from '../support/engine.ts';

const EVENING = Date.parse('2026-11-20T18:00:00.000Z');

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

/** The table, with every call waiting for its turn. */
function inTurns(scheduler: fc.Scheduler): Table {
  const send = async (command: Parameters<DynamoDBDocumentClient['send']>[0]) => {
    await scheduler.schedule(Promise.resolve(), command.constructor.name);
    return await engine.documents.send(command);
  };
  return { ...engine.table, documents: { send } as unknown as DynamoDBDocumentClient, pause: async () => {} };
}

const evaluateOn = (table: Table, facilityId: string, nowMs: number, by: 'sweep' | 'stream' = 'sweep') =>
  evaluateFacility(facilityId, world, nowMs, { table, now: () => new Date(nowMs), newId: () => 'id' }, by);

/** The changes that were put down as news of an alert, in order. */
async function toldOf(alertId: string): Promise<string[]> {
  const rows = await queryAll(engine.table, { partition: newsKey(alertId, 1).PK, consistent: true });
  return rows.map((row) => newsFromRow(row).news.change);
}

/** Opened and ended alerts of the facility in the country's lists. */
async function listed(facilityId: string): Promise<string[]> {
  const ids: string[] = [];
  for (const state of [null, 'resolved'] as const) {
    const page = await listAlertRows(
      engine.table,
      { countries: ['UG'], facilities: [], state, kind: 'shortage' },
      { limit: 200 },
    );
    if ('alerts' in page)
      ids.push(...page.alerts.filter((one) => one.facilityId === facilityId).map((one) => one.alertId));
  }
  return ids;
}

it('whoever comes first, there is at most one alert, and it says what the shelf says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.constantFrom(0, 100, 2000), async (scheduler, counted) => {
      serial += 1;
      const facilityId = `UG-RACE-${serial}`;
      await seedFacility(engine.table, facilityId);
      await seedCounts(engine.table, facilityId, 'soap-bar', tenDaysLeft);
      const table = inTurns(scheduler);
      const racers = [
        evaluateOn(table, facilityId, EVENING),
        evaluateOn(table, facilityId, EVENING + 1, 'stream'),
        evaluateOn(table, facilityId, EVENING + 3_600_000, 'stream'),
        seedCounts(table, facilityId, 'soap-bar', [['2026-11-21', counted]]),
      ];
      await scheduler.waitFor(Promise.allSettled(racers));
      const afterRace = await listed(facilityId);
      expect(afterRace.length).toBeLessThanOrEqual(1);

      await evaluateOn(engine.table, facilityId, EVENING + 3_600_001);
      const snapshot = await readSnapshot(engine.table, facilityId);
      expect(await listed(facilityId)).toHaveLength(Math.max(afterRace.length, counted === 2000 ? 0 : 1));
      for (const { alertId, history } of snapshot?.alerts ?? []) {
        expect(await toldOf(alertId)).toEqual(history.map(({ change }) => change));
      }
      const shortages = snapshot?.alerts.filter(({ kind, state }) => kind === 'shortage' && state !== 'resolved');
      const levels = shortages?.map(({ level }) => level);
      const status = snapshot?.items.size && snapshot.summary?.items[0]?.status;
      expect(levels).toEqual(
        status === 'out' ? ['critical'] : status === 'emergency' ? ['high'] : status === 'low' ? ['medium'] : [],
      );
      expect(snapshot?.summary?.openAlerts).toMatchObject({
        critical: levels?.filter((level) => level === 'critical').length,
      });
    }),
    { numRuns: 20 },
  );
});
