import type { SQSClient } from '@aws-sdk/client-sqs';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countryIndex, countryKey, facilityKey } from '#shared/store/keys.ts';
import { lastEvaluation } from '#shared/store/overview.ts';
import { readSnapshot } from '#shared/store/snapshot.ts';
import { completeBatch, loadRun } from '#shared/store/sweeps.ts';
import { put, transact } from '#shared/store/transact.ts';
import { evaluateFacility } from '../../functions/jobs/evaluate-facility.ts';
import { type BatchMessage, batchMessage } from '../../functions/jobs/messages.ts';
import { type PlanDeps, planRuns } from '../../functions/jobs/plan-runs.ts';
import { type BatchDeps, type FacilityWork, workOff } from '../../functions/jobs/work-off.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { seedCounts, seedFacility, seedProgramme, tenDaysLeft } from './alerts-programme.ts';

const TICK = '2026-11-20T18:00:00Z';
const NOW = '2026-11-20T18:00:00.000Z';

let engine: Engine;
let sent: BatchMessage[];
let lines: { message: string; fields: Readonly<Record<string, unknown>> }[];
let clock: string;
let serial: number;

beforeEach(async () => {
  engine = await startEngine();
  sent = [];
  lines = [];
  clock = '2026-11-20T18:00:01.000Z';
  serial = 0;
  await seedProgramme(engine.table);
  for (let index = 0; index < 12; index++) {
    await seedFacility(engine.table, `UG-${String(index).padStart(2, '0')}`, { body: { startedOn: '2026-11-19' } });
  }
  await seedCounts(engine.table, 'UG-03', 'soap-bar', tenDaysLeft);
});
afterEach(async () => await engine.stop());

/** A queue that remembers what it was given, and refuses from the `failAt`th call on. */
function queue(failAt = Number.POSITIVE_INFINITY): SQSClient {
  let calls = 0;
  const send = async (command: { input: { Entries?: { MessageBody?: string }[] } }) => {
    calls += 1;
    if (calls >= failAt) throw new Error('the queue is away');
    for (const entry of command.input.Entries ?? []) {
      sent.push(batchMessage.parse(JSON.parse(entry.MessageBody ?? '')));
    }
    return {};
  };
  return { send } as unknown as SQSClient;
}

const deps = (sqs = queue()): PlanDeps & BatchDeps => ({
  table: engine.table,
  now: () => new Date(clock),
  newId: () => `run-${++serial}`,
  sqs,
  queues: { sweep: 'work', nightly: 'nightly' },
  newsQueue: 'news',
  log: (_level, message, fields = {}) => lines.push({ message, fields }),
  stage: 'test',
});

const sweep = (message: BatchMessage, attempt = 1, work: FacilityWork = evaluateFacility) =>
  workOff('sweep', message, deps(), attempt, work);

const finished = () => lines.filter(({ message }) => message === 'sweep finished');

function batch(index: number): BatchMessage {
  const message = sent[index];
  if (message === undefined) throw new Error(`no message ${index}`);
  return message;
}

describe('a tick', () => {
  it('cuts each country into batches, which work off and leave one heartbeat', async () => {
    expect(await planRuns({ time: TICK, force: 'sweep' }, deps())).toEqual({
      runs: [{ country: 'UG', kind: 'sweep', runId: 'run-1', facilities: 12 }],
    });
    expect(sent.map(({ facilities }) => facilities.length)).toEqual([10, 2]);
    expect(await lastEvaluation(engine.table, ['UG'])).toBeNull();
    await sweep(batch(1));
    expect(finished()).toEqual([]);
    await sweep(batch(0));
    expect(finished().map(({ fields }) => fields)).toMatchObject([
      { Stage: 'test', SweepFinished: 1, country: 'UG', facilities: 12, failures: 0, now: NOW },
    ]);
    expect(await lastEvaluation(engine.table, ['UG'])).toBe(NOW);
    expect((await readSnapshot(engine.table, 'UG-03'))?.alerts).toMatchObject([{ kind: 'shortage' }]);
    expect((await readSnapshot(engine.table, 'UG-04'))?.summary).not.toBeNull();
  });

  it('plans every country but the one whose zone the runtime does not know, and says which', async () => {
    const body = { timeZone: 'Mars/Olympus', locales: ['en'] };
    const unknown = { ...countryKey('AA'), ...countryIndex('AA'), country: 'AA', v: 1, body };
    await transact(engine.table, [put('country', unknown)]);
    await expect(planRuns({ time: TICK, force: 'sweep' }, deps())).rejects.toThrow('not planned: AA sweep');
    expect(sent.map(({ country }) => country)).toEqual(['UG', 'UG']);
  });

  it('says how many countries nobody has watched over for an hour, and which', async () => {
    await planRuns({ time: TICK, force: 'sweep' }, deps());
    await sweep(batch(0));
    await sweep(batch(1));
    const told = () => lines.filter(({ message }) => message === 'late sweeps').map(({ fields }) => fields);
    expect(told()).toMatchObject([{ Stage: 'test', SweepLateCountries: 0, countries: [] }]);
    clock = new Date(Date.parse(clock) + 3_600_001).toISOString();
    await planRuns({ time: TICK, force: 'nightly' }, deps());
    expect(told()[1]).toMatchObject({ SweepLateCountries: 1, countries: ['UG'] });
  });

  it('that comes twice plans once', async () => {
    await planRuns({ time: TICK }, deps());
    const runs = sent.filter(({ kind }) => kind === 'sweep').map(({ runId }) => runId);
    await sweep(batch(0));
    sent.length = 0;
    await planRuns({ time: TICK }, deps());
    expect(new Set(runs)).toEqual(new Set([NOW]));
    expect(sent.filter(({ kind }) => kind === 'sweep').map(({ batchId }) => batchId)).toEqual(['1']);
  });

  it('that failed between the run and the queue sends everything when it comes again', async () => {
    await expect(planRuns({ time: TICK }, deps(queue(1)))).rejects.toThrow(
      'not planned: UG sweep, UG nightly, UG telling',
    );
    await planRuns({ time: TICK }, deps());
    expect(sent.map(({ kind, batchId }) => `${kind} ${batchId}`)).toEqual([
      'sweep 0',
      'sweep 1',
      'nightly 0',
      'nightly 1',
    ]);
  });

  it('that comes again after facilities came and went looks at each of the first ones once', async () => {
    const tick = () => planRuns({ time: TICK, force: 'sweep' }, { ...deps(), newId: () => 'again' });
    await tick();
    const [first, second] = sent.map(({ facilities }) => facilities);
    await sweep(batch(0));
    await seedFacility(engine.table, 'UG-00-A');
    await engine.documents.send(new DeleteCommand({ TableName: engine.table.name, Key: { ...facilityKey('UG-11') } }));
    sent.length = 0;
    await tick();
    expect(first).toContain('UG-09');
    expect(second).toEqual(['UG-10', 'UG-11']);
    expect(sent.map(({ batchId, facilities }) => [batchId, facilities])).toEqual([['1', ['UG-10']]]);
    await engine.documents.send(new DeleteCommand({ TableName: engine.table.name, Key: { ...facilityKey('UG-10') } }));
    sent.length = 0;
    await tick();
    expect(sent.map(({ facilities }) => facilities)).toEqual([[]]);
    await sweep(batch(0));
    expect(finished()).toHaveLength(1);
  });

  it('also asks for the nightly check once a date', async () => {
    await planRuns({ time: TICK }, deps());
    const nightly = sent.filter(({ kind }) => kind === 'nightly');
    expect(nightly).toHaveLength(2);
    clock = '2026-11-20T18:31:00.000Z';
    await planRuns({ time: '2026-11-20T18:30:00Z' }, deps());
    expect(sent.filter(({ kind }) => kind === 'nightly')).toHaveLength(2);
  });

  it('never goes back in time', async () => {
    await planRuns({ time: '2026-12-24T18:00:00Z', force: 'sweep' }, deps());
    await planRuns({ time: TICK, force: 'sweep' }, deps());
    expect(sent.map(({ now }) => now)).toEqual(Array(4).fill('2026-12-24T18:00:00.000Z'));
  });

  it('of a country without facilities is through at once', async () => {
    const empty = await startEngine();
    try {
      await seedProgramme(empty.table);
      await planRuns({ time: TICK, force: 'sweep' }, { ...deps(), table: empty.table });
      expect(await lastEvaluation(empty.table, ['UG'])).toBe(NOW);
    } finally {
      await empty.stop();
    }
  });
});

describe('a batch', () => {
  beforeEach(async () => {
    await planRuns({ time: TICK, force: 'sweep' }, deps());
  });

  it('delivered twice does no harm', async () => {
    await Promise.all([sweep(batch(0)), sweep(batch(0))]);
    await sweep(batch(0));
    await sweep(batch(1));
    await sweep(batch(1));
    expect(finished()).toHaveLength(1);
    const snapshot = await readSnapshot(engine.table, 'UG-03');
    expect(snapshot?.alerts).toMatchObject([{ v: 1 }]);
    expect(snapshot?.summary?.v).toBe(1);
  });

  it('of a sweep that was overtaken is dropped', async () => {
    await planRuns({ time: '2026-11-20T18:15:00Z', force: 'sweep' }, deps());
    await sweep(batch(0));
    expect((await readSnapshot(engine.table, 'UG-03'))?.summary).toBeNull();
    expect((await loadRun(engine.table, 'sweep', 'UG'))?.pending.size).toBe(2);
  });

  it('in which one facility fails does the others, comes again, and is told in the end', async () => {
    const work: FacilityWork = async (id, ...rest) => {
      if (id === 'UG-05') throw new Error('poison');
      await evaluateFacility(id, ...rest);
    };
    await expect(sweep(batch(0), 1, work)).rejects.toThrow('UG-05');
    expect((await readSnapshot(engine.table, 'UG-03'))?.summary).not.toBeNull();
    await sweep(batch(1));
    expect(finished()).toEqual([]);
    await expect(sweep(batch(0), 3, work)).rejects.toThrow('UG-05');
    expect(finished().map(({ fields }) => fields)).toMatchObject([{ facilities: 12, failures: 1 }]);
    await expect(sweep(batch(0), 4, work)).rejects.toThrow('too often');
  });

  it('with a facility whose zone the runtime does not know says which, and sees the others through', async () => {
    await seedFacility(engine.table, 'UG-05', { v: 2, body: { timeZone: 'Mars/Olympus' } });
    for (const attempt of [1, 2, 3]) await expect(sweep(batch(0), attempt)).rejects.toThrow('UG-05');
    await sweep(batch(1));
    expect(finished().map(({ fields }) => fields)).toMatchObject([{ facilities: 12, failures: 1 }]);
    const failed = lines.filter(({ message }) => message === 'facility failed').map(({ fields }) => fields);
    expect(failed).toHaveLength(3);
    expect(failed[0]).toMatchObject({ facilityId: 'UG-05', reason: expect.stringContaining('time-zone.unknown') });
    expect((await readSnapshot(engine.table, 'UG-03'))?.alerts).toMatchObject([{ kind: 'shortage' }]);
  });

  it('with a facility that was removed since it was planned sees the others through', async () => {
    await engine.documents.send(new DeleteCommand({ TableName: engine.tableName, Key: facilityKey('UG-05') }));
    await sweep(batch(0));
    await sweep(batch(1));
    expect(finished().map(({ fields }) => fields)).toMatchObject([{ facilities: 12, failures: 0 }]);
  });

  it('whose run lost its heartbeat to a crash leaves it when it comes again', async () => {
    await sweep(batch(0));
    await completeBatch(engine.table, batch(1), batch(1).batchId, 0);
    expect(finished()).toEqual([]);
    await sweep(batch(1));
    expect(finished()).toHaveLength(1);
  });
});
