/** Worked cases, from counts in a real table to the alerts and the summary that a sweep leaves. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EvaluationWorld } from '#shared/domain/alerts/findings.ts';
import { loadWorld } from '#shared/store/evaluation-world.ts';
import { firstAckKey, guidanceKey } from '#shared/store/keys.ts';
import { readSnapshot } from '#shared/store/snapshot.ts';
import { put, transact } from '#shared/store/transact.ts';
import { evaluateFacility } from '../../functions/jobs/evaluate-facility.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { seedCounts, seedFacility, seedProgramme, tenDaysLeft } from './alerts-programme.ts';

let engine: Engine;
let world: EvaluationWorld;
let facilityId: string;
let serial = 0;

beforeAll(async () => {
  engine = await startEngine();
  await seedProgramme(engine.table);
  const guidance = {
    ...guidanceKey('who-euro-prisons', '2021-02'),
    documentId: 'who-euro-prisons',
    version: '2021-02',
    withdrawn: false,
    body: {
      titles: { en: 'Prisons' },
      links: { en: 'https://example.org' },
      effectiveOn: '2026-11-01',
      acknowledgeWithinDays: 14,
      asksAgain: true,
    },
    publishedAt: '2026-11-01T00:00:00.000Z',
    publishedBy: 'lead@example.org',
    v: 1,
  };
  await transact(engine.table, [put('guidance', guidance)]);
  const loaded = await loadWorld(engine.table, 'UG');
  if (!loaded) throw new Error('no world');
  world = loaded;
});
afterAll(async () => await engine.stop());

beforeEach(async () => {
  serial += 1;
  facilityId = `UG-CASE-${serial}`;
  await seedFacility(engine.table, facilityId);
});

/** Sweeps at noon UTC of a date; what is not resolved then, and the summary. */
async function sweep(date: string) {
  const nowMs = Date.parse(`${date}T12:00:00.000Z`);
  await evaluateFacility(facilityId, world, nowMs, {
    table: engine.table,
    now: () => new Date(nowMs),
    newId: () => 'id',
  });
  const snapshot = await readSnapshot(engine.table, facilityId);
  const open = (snapshot?.alerts ?? []).filter(({ state }) => state !== 'resolved');
  return { summary: snapshot?.summary, open: open.map(({ kind, level }) => `${kind} ${level}`).sort() };
}

const acknowledge = () =>
  transact(engine.table, [
    put('ack', {
      ...firstAckKey(facilityId, 'who-euro-prisons', '2021-02'),
      facilityId,
      documentId: 'who-euro-prisons',
      version: '2021-02',
      memberId: 'manager@example.org',
      acknowledgedAt: '2026-11-17T08:00:00.000Z',
      language: 'en',
    }),
  ]);

describe('a sweep', () => {
  it('after silence: an open shortage stays as it was, the item is unknown, and the report is overdue', async () => {
    await acknowledge();
    await seedCounts(engine.table, facilityId, 'soap-bar', tenDaysLeft);
    expect((await sweep('2026-11-20')).open).toEqual(['shortage medium']);
    const silent = await sweep('2026-12-20');
    expect(silent.open).toEqual(['report-overdue medium', 'shortage medium']);
    expect(silent.summary).toMatchObject({
      worst: 'unknown',
      items: [{ itemId: 'soap-bar', status: 'unknown' }],
      preparedness: { supplies: 0, reporting: 0, guidance: 100 },
      openAlerts: { medium: 2 },
    });
  });

  it('of a colony that closes ends everything that was open, and the facility leaves the figures', async () => {
    await seedCounts(engine.table, facilityId, 'soap-bar', tenDaysLeft);
    expect((await sweep('2026-11-30')).open).toEqual([
      'guidance-overdue medium',
      'report-overdue medium',
      'shortage high',
    ]);
    await seedFacility(engine.table, facilityId, { v: 2, body: { status: 'closed', statusFrom: '2026-12-01' } });
    expect(await sweep('2026-12-01')).toMatchObject({
      open: [],
      summary: {
        active: false,
        items: [],
        preparedness: { supplies: null, guidance: null },
        openAlerts: { medium: 0 },
      },
    });
    expect((await sweep('2027-03-01')).open).toEqual([]);
  });

  it('asks for guidance the day after its last day, and no longer once it was read', async () => {
    await seedCounts(engine.table, facilityId, 'soap-bar', [['2026-11-14', 5000]]);
    expect((await sweep('2026-11-15')).open).toEqual([]);
    expect((await sweep('2026-11-16')).open).toEqual(['guidance-overdue medium']);
    await acknowledge();
    expect((await sweep('2026-11-17')).open).toEqual([]);
  });

  it('finds what a raised limit made short, without any new event', async () => {
    await acknowledge();
    await seedCounts(engine.table, facilityId, 'soap-bar', [
      ['2026-11-06', 440],
      ['2026-11-13', 370],
      ['2026-11-20', 300],
    ]);
    expect((await sweep('2026-11-20')).open).toEqual([]);
    await seedFacility(engine.table, facilityId, { v: 2, body: { levels: { leadTimeDays: 28 } } });
    expect((await sweep('2026-11-20')).open).toEqual(['shortage medium']);
  });

  it('in the ordinary week between two counts: 2,500 at 100 a day seven days ago is 18 days, low', async () => {
    await acknowledge();
    await seedCounts(engine.table, facilityId, 'soap-bar', [
      ['2026-10-30', 4600],
      ['2026-11-06', 3900],
      ['2026-11-20', 2500],
    ]);
    const { open, summary } = await sweep('2026-11-27');
    expect(open).toEqual(['shortage medium']);
    expect(summary?.items).toMatchObject([{ status: 'low', coverDays: 18, adu: '100', stale: false }]);
  });
});
