/** When a sweep adds up: after its last batch, before anybody is told that it ended, and again where that failed. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadTotals } from '#shared/store/country-figures.ts';
import { loadRun, storeRun } from '#shared/store/sweeps.ts';
import { addUp } from '../../functions/jobs/add-up.ts';
import { evaluateFacility } from '../../functions/jobs/evaluate-facility.ts';
import type { BatchMessage } from '../../functions/jobs/messages.ts';
import { type RunEnd, workOff } from '../../functions/jobs/work-off.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { seedCounts, seedFacility, seedProgramme, tenDaysLeft } from './alerts-programme.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
  await seedProgramme(engine.table);
  for (const facilityId of ['UG-A', 'UG-B']) await seedFacility(engine.table, facilityId);
  await seedCounts(engine.table, 'UG-A', 'soap-bar', tenDaysLeft);
});
afterAll(async () => await engine.stop());

const now = '2026-11-20T18:00:00.000Z';
const batch = (batchId: string, facilities: string[]): BatchMessage => {
  return { kind: 'sweep', country: 'UG', runId: 'run', batchId, now, facilities };
};
const work = (message: BatchMessage, lastly: RunEnd, attempt = 1) => {
  const deps = {
    table: engine.table,
    now: () => new Date(now),
    newId: () => 'id',
    log: () => undefined,
    stage: 'test',
  };
  return workOff('sweep', message, deps, attempt, evaluateFacility, lastly);
};
const ended = async () => (await loadRun(engine.table, 'sweep', 'UG'))?.last?.now ?? null;

it('adds up once the last batch is done, and a failure there keeps the sweep from counting as ended', async () => {
  const run = {
    ...{ country: 'UG', kind: 'sweep' as const, runId: 'run', now, day: 20_777, startedAt: now },
    ...{ cuts: ['UG-A', 'UG-B'], pending: new Set(['0', '1']), facilities: 2, failures: 0, last: null },
  };
  await storeRun(engine.table, run, undefined);
  await work(batch('0', ['UG-A']), addUp);
  expect(await loadTotals(engine.table, 'UG')).toEqual([]);
  const broken: RunEnd = async () => {
    throw new Error('the table is away');
  };
  await expect(work(batch('1', ['UG-B']), broken)).rejects.toThrow('away');
  expect(await ended()).toBeNull();
  await work(batch('1', ['UG-B']), addUp);
  expect(await ended()).toBe(now);
  expect(await loadTotals(engine.table, 'UG')).toMatchObject([{ itemId: 'soap-bar', short: 1, usable: 100 }]);
});

it('ends the sweep without it where it fails at every attempt: the country is not called silent for it', async () => {
  const later = '2026-11-20T18:15:00.000Z';
  const before = await loadRun(engine.table, 'sweep', 'UG');
  const run = {
    ...{ country: 'UG', kind: 'sweep' as const, runId: 'run', now: later, day: 20_777, startedAt: later },
    ...{ cuts: ['UG-A'], pending: new Set(['0']), facilities: 1, failures: 0, last: before?.last ?? null },
  };
  await storeRun(engine.table, run, before);
  const broken: RunEnd = async () => {
    throw new Error('one row cannot be read');
  };
  await expect(work(batch('0', ['UG-A']), broken, 2)).rejects.toThrow('cannot be read');
  expect(await ended()).toBe(now);
  await work(batch('0', ['UG-A']), broken, 3);
  expect(await ended()).toBe(later);
});
