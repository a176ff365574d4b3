import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { EvaluationWorld } from '#shared/domain/alerts/findings.ts';
import { loadWorld } from '#shared/store/evaluation-world.ts';
import { closingPrefix, facilityPartition, itemStateKey, reportsKey } from '#shared/store/keys.ts';
import { getRow, queryAll } from '#shared/store/read.ts';
import { readSnapshot } from '#shared/store/snapshot.ts';
import { checkFacility } from '../../functions/jobs/check-facility.ts';
import { evaluateFacility } from '../../functions/jobs/evaluate-facility.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { day, seedCounts, seedFacility, seedProgramme } from './alerts-programme.ts';

const NIGHT = Date.parse('2026-11-21T00:00:00.000Z');

let engine: Engine;
let world: EvaluationWorld;
let serial = 0;
let facilityId: string;

beforeAll(async () => {
  engine = await startEngine();
  await seedProgramme(engine.table);
  const loaded = await loadWorld(engine.table, 'UG');
  if (!loaded) throw new Error('no world');
  world = loaded;
});
afterAll(async () => await engine.stop());

beforeEach(async () => {
  serial += 1;
  facilityId = `UG-NIGHT-${serial}`;
  await seedFacility(engine.table, facilityId);
  await seedCounts(engine.table, facilityId, 'soap-bar', [
    ['2026-09-04', 900],
    ['2026-10-02', 600],
    ['2026-11-06', 400],
    ['2026-11-20', 300],
  ]);
});

const deps = () => ({ table: engine.table, now: () => new Date(NIGHT), newId: () => 'id' });
const check = (nowMs = NIGHT) => checkFacility(facilityId, world, nowMs, deps());
const mismatches = async () =>
  ((await readSnapshot(engine.table, facilityId))?.alerts ?? []).filter(({ kind }) => kind === 'ledger-mismatch');
const closings = async () =>
  (
    await queryAll(engine.table, {
      partition: facilityPartition(facilityId),
      prefix: closingPrefix('soap-bar'),
      consistent: true,
    })
  ).map((row) => [row.month, row.closing]);

const lots = z.array(z.tuple([z.null(), z.null(), z.int(), z.literal(0)]));

/** Something outside Muster changes what the book says is on the shelf. */
async function tamper(by: number): Promise<void> {
  const row = (await getRow(engine.table, itemStateKey(facilityId, 'soap-bar'), { consistent: true })) ?? {};
  const l = lots.parse(row.l).map(([lot, expiry, quantity, held]) => [lot, expiry, quantity + by, held]);
  const Item = { ...row, l, v: Number(row.v) + 1 };
  await engine.documents.send(new PutCommand({ TableName: engine.tableName, Item }));
}

describe('the nightly check', () => {
  it('closes the months that ended, once', async () => {
    await check();
    expect(await closings()).toEqual([
      ['2026-09', 900],
      ['2026-10', 600],
    ]);
    const before = await readSnapshot(engine.table, facilityId);
    await check();
    expect(await readSnapshot(engine.table, facilityId)).toEqual(before);
  });

  it('closes a month again into which a late count fell', async () => {
    await check();
    await seedCounts(engine.table, facilityId, 'soap-bar', [['2026-10-30', 450]]);
    await check();
    expect(await closings()).toEqual([
      ['2026-09', 900],
      ['2026-10', 450],
    ]);
    expect(await mismatches()).toEqual([]);
  });

  it('opens an alert where the book differs from its ledger, and ends it when they agree again', async () => {
    await check();
    await tamper(1);
    await check();
    expect(await mismatches()).toMatchObject([
      {
        subject: 'soap-bar',
        level: 'high',
        state: 'open',
        facts: {
          onHand: 301,
          onHandByLedger: 300,
          part: 'lot',
          at: '-',
          figure: 'quantity',
          inBook: expect.any(Number),
          byLedger: expect.any(Number),
        },
      },
    ]);
    await check(NIGHT + 86_400_000);
    expect(await mismatches()).toMatchObject([{ v: 1 }]);
    await evaluateFacility(facilityId, world, NIGHT + 86_400_000, deps());
    expect(await mismatches()).toMatchObject([{ v: 1, state: 'open' }]);
    await tamper(-1);
    await check(NIGHT + 2 * 86_400_000);
    expect(await mismatches()).toMatchObject([{ state: 'resolved' }]);
  });

  it('forgets report days older than 400 days', async () => {
    const old = day('2025-10-16');
    await engine.documents.send(
      new UpdateCommand({
        TableName: engine.tableName,
        Key: { ...reportsKey(facilityId) },
        UpdateExpression: 'ADD #old :one, #kept :one',
        ExpressionAttributeNames: { '#old': `d${old}`, '#kept': `d${old + 1}` },
        ExpressionAttributeValues: { ':one': 1 },
      }),
    );
    await check();
    const row = await getRow(engine.table, reportsKey(facilityId), { consistent: true });
    expect(row).not.toHaveProperty(`d${old}`);
    expect(row).toHaveProperty(`d${old + 1}`);
    expect(row).toHaveProperty(`c${day('2026-11-20')}`);
  });
});
