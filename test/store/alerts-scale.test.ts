/** A country of a thousand facilities in one sweep, and a facility as large and as old as they come. */
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDay } from '#shared/domain/day.ts';
import { loadWorld } from '#shared/store/evaluation-world.ts';
import { openAlertsOf, pendingNewsOf } from '#shared/store/keys.ts';
import { queryAll } from '#shared/store/read.ts';
import { readSnapshot } from '#shared/store/snapshot.ts';
import { loadRun } from '#shared/store/sweeps.ts';
import type { Table } from '#shared/store/table.ts';
import { addUp } from '../../functions/jobs/add-up.ts';
import { evaluateFacility } from '../../functions/jobs/evaluate-facility.ts';
import { type BatchMessage, batchMessage } from '../../functions/jobs/messages.ts';
import { planRuns } from '../../functions/jobs/plan-runs.ts';
import { type FacilityWork, workOff } from '../../functions/jobs/work-off.ts';
import { facilityRows, seedCountry, writeAll } from '../bench/place.ts';
import { type Engine, startEngine } from '../support/engine.ts';

const COUNTED = parseDay('2026-11-10') ?? Number.NaN;
/** Ten days later every report is a day overdue. */
const NOW = '2026-11-20T18:00:00.000Z';
const FACILITIES = 1000;
/** Calls of the worker that SQS makes at the same time. */
const CONCURRENCY = 10;

let engine: Engine;
/** Requests to the table by command. */
let requests: Map<string, number>;

beforeAll(async () => {
  engine = await startEngine();
  await seedCountry(engine.table);
});
afterAll(async () => await engine.stop());

function watched(): Table {
  requests = new Map();
  const send = async (command: Parameters<DynamoDBDocumentClient['send']>[0]) => {
    const name = command.constructor.name;
    requests.set(name, (requests.get(name) ?? 0) + 1);
    return await engine.documents.send(command);
  };
  return { ...engine.table, documents: { send } as unknown as DynamoDBDocumentClient };
}

/** The sweep's work, and the most facilities that it had in hand at once. */
function evaluating() {
  const seen = { now: 0, most: 0 };
  const work: FacilityWork = async (...args) => {
    seen.now += 1;
    seen.most = Math.max(seen.most, seen.now);
    await evaluateFacility(...args);
    seen.now -= 1;
  };
  return { seen, work };
}

describe('one sweep of a thousand facilities', () => {
  it('loses no batch, opens each alert once with one news, and never has more than a few facilities in hand', async () => {
    const rowsOf = facilityRows({ items: 2, weeks: 8, today: COUNTED, withLedger: false });
    const ids = Array.from({ length: FACILITIES }, (_, index) => `UG-${String(index).padStart(4, '0')}`);
    await writeAll(engine.table, ids.flatMap(rowsOf));

    const sent: BatchMessage[] = [];
    const send = async ({ input }: { input: { Entries?: { MessageBody?: string }[] } }) => {
      for (const { MessageBody } of input.Entries ?? []) {
        const body: unknown = JSON.parse(MessageBody ?? '');
        if (batchMessage.safeParse(body).success) sent.push(batchMessage.parse(body));
      }
      return {};
    };
    const deps = {
      table: engine.table,
      now: () => new Date(NOW),
      newId: () => 'run',
      sqs: { send } as unknown as SQSClient,
      queues: { sweep: 'work', nightly: 'nightly' },
      newsQueue: 'news',
      log: () => {},
      stage: 'test',
    };
    await planRuns({ time: NOW, force: 'sweep' }, deps);
    expect(sent).toHaveLength(FACILITIES / 10);

    // A queue delivers at least once: every seventh batch comes twice.
    const waiting = sent.flatMap((message, index) => (index % 7 === 0 ? [message, message] : [message]));
    const { seen, work } = evaluating();
    const worker = async () => {
      for (let message = waiting.shift(); message; message = waiting.shift()) {
        await workOff('sweep', message, deps, 1, work, addUp);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, worker));

    const run = await loadRun(engine.table, 'sweep', 'UG');
    expect(run?.pending.size).toBe(0);
    expect(run?.last).toMatchObject({ now: NOW, facilities: FACILITIES, failures: 0 });
    const open = await queryAll(engine.table, { partition: openAlertsOf('UG'), index: true });
    expect(open.map(({ facilityId, kind }) => `${facilityId} ${kind}`).sort()).toEqual(
      ids.map((id) => `${id} report-overdue`),
    );
    const news = await queryAll(engine.table, { partition: pendingNewsOf('UG'), index: true });
    expect(new Set(news.map(({ PK }) => PK)).size).toBe(FACILITIES);
    expect(news).toHaveLength(FACILITIES);
    expect(seen).toEqual({ now: 0, most: expect.toSatisfy((most: number) => most <= CONCURRENCY * 4) });
  });
});

describe('a facility with two hundred items and three years of weekly counts', () => {
  it('is evaluated with one query, and transactions for what changed; then with the query alone', async () => {
    await writeAll(
      engine.table,
      facilityRows({ items: 200, weeks: 156, today: COUNTED, withLedger: false })('UG-LARGE'),
    );
    const world = await loadWorld(engine.table, 'UG');
    if (world === undefined) throw new Error('no world');
    const nowMs = Date.parse(NOW);
    const evaluate = async (atMs: number, by: 'sweep' | 'stream' = 'sweep') => {
      const deps = { table: watched(), now: () => new Date(atMs), newId: () => 'id' };
      await evaluateFacility('UG-LARGE', world, atMs, deps, by);
      return Object.fromEntries(requests);
    };
    expect(await evaluate(nowMs)).toEqual({ QueryCommand: 1, TransactWriteCommand: 1 });
    expect((await readSnapshot(engine.table, 'UG-LARGE'))?.alerts).toHaveLength(1);
    expect(await evaluate(nowMs + 900_000)).toEqual({ QueryCommand: 1 });
    expect(await evaluate(nowMs + 900_000, 'stream')).toEqual({ QueryCommand: 1 });
  });
});
