import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { streamJob } from '#kit/stream.ts';
import type { AlertRow } from '#shared/domain/alerts/alert.ts';
import type { EvaluationWorld } from '#shared/domain/alerts/findings.ts';
import { loadWorld } from '#shared/store/evaluation-world.ts';
import { facilityPartition, itemKey, newsKey, sweepKey } from '#shared/store/keys.ts';
import { getRow, queryAll } from '#shared/store/read.ts';
import { readSnapshot } from '#shared/store/snapshot.ts';
import type { Table } from '#shared/store/table.ts';
import { put, transact } from '#shared/store/transact.ts';
import { evaluateFacility } from '../../functions/jobs/evaluate-facility.ts';
import { facilityToJudge, groundOnce, reactTo } from '../../functions/jobs/react-to.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { seedCounts, seedFacility, seedProgramme, tenDaysLeft } from './alerts-programme.ts';

const EVENING = Date.parse('2026-11-20T18:00:00.000Z');
const HOUR = 3_600_000;
const context = {} as Context;

let engine: Engine;
let world: EvaluationWorld;
let serial = 0;
let logged: string[];
let catalogueReads: number;

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

const record = (PK: string, SK: string, SequenceNumber: string): DynamoDBRecord => ({
  eventName: 'MODIFY',
  dynamodb: { Keys: { PK: { S: PK }, SK: { S: SK } }, SequenceNumber },
});

const changed = (facilityId: string, SK = 'S#ITEM#soap-bar') =>
  record(facilityPartition(facilityId), SK, `${++serial}`);

/** The table, with a count of how often the catalogue is read through it. */
function counted(): Table {
  const send = async (command: Parameters<DynamoDBDocumentClient['send']>[0]) => {
    if (JSON.stringify(command.input).includes('"CATALOGUE"')) catalogueReads += 1;
    return await engine.documents.send(command);
  };
  return { ...engine.table, documents: { send } as unknown as DynamoDBDocumentClient };
}

/** What Lambda would do with these records at this time, by the clock of the function. */
async function react(records: readonly DynamoDBRecord[], clockMs: number) {
  logged = [];
  catalogueReads = 0;
  const work = streamJob(
    'react',
    facilityToJudge,
    reactTo,
    () => {
      const deps = { table: counted(), now: () => new Date(clockMs), newId: () => 'id' };
      return { ...deps, ground: groundOnce(deps) };
    },
    (_level, message, fields = {}) =>
      logged.push(`${message} ${String(fields.key ?? '')} ${String(fields.reason ?? '')}`),
  );
  return await work({ Records: [...records] } satisfies DynamoDBStreamEvent, context);
}

const sweep = (facilityId: string, nowMs: number) =>
  evaluateFacility(facilityId, world, nowMs, { table: engine.table, now: () => new Date(nowMs), newId: () => 'id' });

/** Without the doubts about counts that rise although nothing was received: these stories are about something else. */
async function alertsOf(facilityId: string): Promise<readonly AlertRow[]> {
  const alerts = (await readSnapshot(engine.table, facilityId))?.alerts ?? [];
  return alerts.filter(({ kind }) => kind !== 'implausible-report');
}

const rowsOf = (facilityId: string) =>
  queryAll(engine.table, { partition: facilityPartition(facilityId), consistent: true });

describe('a change of a facility', () => {
  it('opens an alert within seconds, with its news', async () => {
    const facilityId = await prison();
    expect(await react([changed(facilityId)], EVENING)).toEqual({ batchItemFailures: [] });
    const [alert] = await alertsOf(facilityId);
    expect(alert).toMatchObject({ kind: 'shortage', level: 'medium', openedAt: '2026-11-20T18:00:00.000Z' });
    const row = await getRow(engine.table, newsKey(alert?.alertId ?? '', 1), { consistent: true });
    expect(row).toMatchObject({ news: { change: 'opened', urgent: false, version: 1 } });
  });

  it('that ends a shortage ends its alert before the next sweep', async () => {
    const facilityId = await prison();
    await sweep(facilityId, EVENING);
    await seedCounts(engine.table, facilityId, 'soap-bar', [['2026-11-21', 2000]]);
    await react([changed(facilityId), changed(facilityId, 'S#REPORTS')], EVENING + 12 * HOUR);
    expect(await alertsOf(facilityId)).toMatchObject([{ state: 'resolved', resolvedAt: '2026-11-21T06:00:00.000Z' }]);
  });

  it('that comes again, or changes nothing, writes nothing', async () => {
    const facilityId = await prison();
    const records = [changed(facilityId), changed(facilityId, 'S#HEADS')];
    await react(records, EVENING);
    const rows = await rowsOf(facilityId);
    await react(records, EVENING + 60_000);
    await sweep(facilityId, EVENING + 120_000);
    expect(await rowsOf(facilityId)).toEqual(rows);
  });

  it('does not open what only time brings about, and ends it', async () => {
    const facilityId = await prison([['2026-11-06', 2000]]);
    await react([changed(facilityId)], EVENING);
    expect(await alertsOf(facilityId)).toEqual([]);
    await sweep(facilityId, EVENING);
    expect(await alertsOf(facilityId)).toMatchObject([{ kind: 'report-overdue', state: 'open' }]);
    await seedCounts(engine.table, facilityId, 'mask-medical', [['2026-11-20', 5000]]);
    await react([changed(facilityId, 'S#REPORTS')], EVENING + HOUR);
    expect(await alertsOf(facilityId)).toMatchObject([{ kind: 'report-overdue', state: 'resolved' }]);
  });

  it('reads what a country shares once for all its facilities of a call', async () => {
    const ids = [await prison(), await prison(), await prison()];
    await react(
      ids.flatMap((id) => [changed(id), changed(id, 'S#REPORTS')]),
      EVENING,
    );
    expect(catalogueReads).toBe(1);
    for (const id of ids) expect(await alertsOf(id)).toHaveLength(1);
    expect(logged.filter((line) => line.startsWith('job '))).toHaveLength(3);
  });

  it.each([
    ['an alert', 'S#ALERT#shortage#soap-bar'],
    ['a summary', 'S#SUMMARY'],
    ['a line of the ledger', 'L#soap-bar#2026-11-20T18:00:00.000Z#1#event'],
    ['an ended alert', 'A#ALERT#shortage#soap-bar#2026-11-20T18:00:00.000Z'],
  ])('that is only %s wakes no evaluation', async (_what, sort) => {
    const facilityId = await prison();
    await react([changed(facilityId, sort), record('MEMBER#x', 'S#ITEM#soap-bar', '1')], EVENING);
    expect(await alertsOf(facilityId)).toEqual([]);
    expect(logged).toEqual([]);
  });
});

describe('the sweep and the stream at the same moment', () => {
  it('open one alert, with one news', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => prison()));
    await Promise.all(
      ids.flatMap((id, index) => [
        sweep(id, EVENING),
        react([changed(id)], EVENING + index),
        react([changed(id)], EVENING + 1),
      ]),
    );
    for (const id of ids) {
      const alerts = await alertsOf(id);
      expect(alerts).toHaveLength(1);
      expect(alerts[0]).toMatchObject({ v: 1, history: [{ change: 'opened' }] });
      const news = await queryAll(engine.table, { partition: `NEWS#${alerts[0]?.alertId}`, consistent: true });
      expect(news).toHaveLength(1);
    }
  });

  it('end one alert once', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => prison()));
    await Promise.all(ids.map((id) => sweep(id, EVENING)));
    await Promise.all(ids.map((id) => seedCounts(engine.table, id, 'soap-bar', [['2026-11-21', 2000]])));
    const later = EVENING + 12 * HOUR;
    await Promise.all(ids.flatMap((id) => [sweep(id, later), react([changed(id)], later + 1)]));
    for (const id of ids) {
      const [alert] = await alertsOf(id);
      expect(alert?.history.map(({ change }) => change)).toEqual(['opened', 'resolved']);
    }
  });
});

describe('two clocks an hour apart', () => {
  it('never turn an alert back: the one behind judges at the time of the one ahead', async () => {
    const facilityId = await prison();
    await react([changed(facilityId)], EVENING + HOUR);
    await seedCounts(engine.table, facilityId, 'soap-bar', [['2026-11-21', 2000]]);
    await sweep(facilityId, EVENING);
    expect(await alertsOf(facilityId)).toMatchObject([
      { state: 'resolved', openedAt: '2026-11-20T19:00:00.000Z', resolvedAt: '2026-11-20T19:00:00.000Z' },
    ]);
  });

  it('a change is judged no earlier than the last sweep of its country', async () => {
    const ahead = new Date(EVENING + HOUR).toISOString();
    const run = {
      ...sweepKey('UG'),
      ...{ country: 'UG', kind: 'sweep', runId: 'run', now: ahead, day: 20777, startedAt: ahead, cuts: [] },
      ...{ facilities: 0, failures: 0, last: null, told: true, v: 1 },
    };
    await transact(engine.table, [put('run', run)]);
    const facilityId = await prison();
    await react([changed(facilityId)], EVENING);
    expect(await alertsOf(facilityId)).toMatchObject([{ openedAt: ahead }]);
  });
});

describe('what cannot be judged', () => {
  it('a facility or country that is gone is nothing to judge', async () => {
    expect(await react([changed('UG-GONE'), changed('ZZ-GONE')], EVENING)).toEqual({ batchItemFailures: [] });
  });

  it('a zone that the runtime does not know fails its own records with a clear word; the rest goes on', async () => {
    const [good, bad] = [await prison(), await prison()];
    await seedFacility(engine.table, bad, { v: 2, body: { timeZone: 'Mars/Olympus' } });
    const [first, second] = [changed(bad), changed(good)];
    expect(await react([first, second], EVENING)).toEqual({
      batchItemFailures: [{ itemIdentifier: first?.dynamodb?.SequenceNumber }],
    });
    expect(await alertsOf(good)).toHaveLength(1);
    expect(logged.filter((line) => line.startsWith('job failed'))).toEqual([
      expect.stringMatching(new RegExp(`${bad}.*time-zone[.]unknown`, 's')),
    ]);
  });

  it('an item that was retired is short of nothing any more; one that left the catalogue has no alert at all', async () => {
    const facilityId = await prison();
    await sweep(facilityId, EVENING);
    const stored = world.catalogue.get('soap-bar');
    if (!stored) throw new Error('no item');
    const retired = { ...world, catalogue: new Map([['soap-bar', { ...stored, retired: true }]]) };
    const deps = { table: engine.table, now: () => new Date(EVENING), newId: () => 'id' };
    await evaluateFacility(facilityId, retired, EVENING + 1, deps, 'stream');
    expect(await alertsOf(facilityId)).toMatchObject([{ state: 'resolved' }]);
    const other = await prison();
    await sweep(other, EVENING);
    await evaluateFacility(other, { ...world, catalogue: new Map() }, EVENING + 1, deps, 'stream');
    expect(await alertsOf(other)).toMatchObject([{ state: 'resolved' }]);
    expect(await getRow(engine.table, itemKey('soap-bar'))).toBeDefined();
  });
});
