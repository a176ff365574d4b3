/** Figures of a country over a real table: what a store serves, from one sweep to the next. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { positionsOf } from '#shared/domain/snapshot.ts';
import { loadServed, loadTotals, renewCountryFigures } from '#shared/store/country-figures.ts';
import { loadWorld } from '#shared/store/evaluation-world.ts';
import { servedKey, summaryKey, totalsKey } from '#shared/store/keys.ts';
import { getRow } from '#shared/store/read.ts';
import { readSnapshot } from '#shared/store/snapshot.ts';
import { summaryToRow } from '#shared/store/summary.ts';
import { put, transact } from '#shared/store/transact.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { sweepCountry } from '../support/sweep.ts';
import { place, placeItem } from '../unit/needs/sample.ts';
import { seedCounts, seedFacility, seedProgramme } from './alerts-programme.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(async () => {
  await engine.stop();
});

const NOW = new Date('2026-11-20T15:00:00.000Z');

async function glovesAt(storeId: string, now: Date) {
  const [snapshot, world] = await Promise.all([readSnapshot(engine.table, storeId), loadWorld(engine.table, 'UG')]);
  if (snapshot === null || world === undefined) throw new Error('nothing there');
  return positionsOf(snapshot, world, now.getTime()).find(({ itemId }) => itemId === 'gloves');
}

describe('a store', () => {
  it('with 8,000 gloves for 16 prisons that use 600 a day together lasts 13 days', async () => {
    const { table } = engine;
    await seedProgramme(table, ['gloves']);
    await seedFacility(table, 'UG-STORE', { body: { kind: 'store' } });
    await seedCounts(table, 'UG-STORE', 'gloves', [['2026-11-20', 8000]]);
    for (let index = 1; index <= 16; index++) {
      const facilityId = `UG-P${String(index).padStart(2, '0')}`;
      await seedFacility(table, facilityId, { body: { suppliedBy: 'UG-STORE' } });
      // Half of them use 37 a day, half of them 38: 600 together.
      const aDay = index % 2 === 0 ? 37 : 38;
      const counts = [28, 21, 14, 7, 0].map((ago, week) => {
        const date = new Date(NOW.getTime() - ago * 86_400_000).toISOString().slice(0, 10);
        return [date, 2000 - week * 7 * aDay] as const;
      });
      await seedCounts(table, facilityId, 'gloves', counts);
    }
    expect((await glovesAt('UG-STORE', NOW))?.basis).not.toBe('served');
    await sweepCountry(table, 'UG', NOW);
    const later = new Date('2026-11-20T15:15:00.000Z');
    await sweepCountry(table, 'UG', later);
    const gloves = await glovesAt('UG-STORE', later);
    expect(gloves).toMatchObject({ basis: 'served', status: 'emergency', partial: false });
    expect(gloves?.adu?.toFraction()).toBe('600');
    expect(gloves?.coverDays?.floor().valueOf()).toBe(13);
    const summary = (await readSnapshot(table, 'UG-STORE'))?.summary;
    expect(summary?.items).toMatchObject([{ itemId: 'gloves', basis: 'served', coverDays: 13.3, adu: '600' }]);
    expect((await readSnapshot(table, 'UG-STORE'))?.alerts).toMatchObject([{ kind: 'shortage', subject: 'gloves' }]);
  });

  it('leaves its row alone while nothing changed, and a late message of an older sweep changes nothing', async () => {
    const { table } = engine;
    const before = await getRow(table, servedKey('UG', 'UG-STORE'));
    const totals = await getRow(table, totalsKey('UG'));
    await sweepCountry(table, 'UG', new Date('2026-11-20T15:30:00.000Z'));
    expect(await getRow(table, servedKey('UG', 'UG-STORE'))).toEqual(before);
    expect((await getRow(table, totalsKey('UG')))?.v).toBeLessThanOrEqual(Number(totals?.v) + 1);
    const old = { country: 'UG', now: '2026-11-01T00:00:00.000Z', facilities: 0, planned: new Set<string>() };
    await renewCountryFigures(table, old);
    expect(await getRow(table, servedKey('UG', 'UG-STORE'))).toEqual(before);
  });

  it('loses its row when it supplies nobody any more', async () => {
    const { table } = engine;
    const swept = { country: 'UG', now: '2026-11-20T16:00:00.000Z', facilities: 1, planned: new Set(['gloves']) };
    for (let index = 1; index <= 16; index++) {
      const facilityId = `UG-P${String(index).padStart(2, '0')}`;
      await transact(table, [put('summary', summaryToRow(place(facilityId), 99))]);
    }
    await renewCountryFigures(table, swept);
    expect(await loadServed(table, 'UG', 'UG-STORE')).toBeNull();
  });
});

describe('the figures of a large country', () => {
  it('are added up page by page, and fit in one row', async () => {
    const { table } = engine;
    const items = Array.from({ length: 40 }, (_, index) =>
      placeItem({ itemId: `item-${index}`, adu: `${index + 1}/7` }),
    );
    const ids = Array.from({ length: 600 }, (_, index) => `TN-P${index}`);
    for (let start = 0; start < ids.length; start += 100) {
      const rows = ids.slice(start, start + 100).map((facilityId) => {
        const summary = place(facilityId, { country: 'TN', suppliedBy: 'TN-STORE', items });
        return put(summaryKey(facilityId).PK, summaryToRow(summary, 1));
      });
      await transact(table, rows);
    }
    const planned = new Set(items.map(({ itemId }) => itemId));
    await renewCountryFigures(table, { country: 'TN', now: NOW.toISOString(), facilities: 600, planned });
    const totals = await loadTotals(table, 'TN');
    expect(totals).toHaveLength(40);
    expect(totals.find(({ itemId }) => itemId === 'item-6')?.adu?.toFraction()).toBe('600');
    expect((await loadServed(table, 'TN', 'TN-STORE'))?.value.get('item-13')?.adu?.toFraction()).toBe('1200');
    const row = await getRow(table, totalsKey('TN'));
    expect(JSON.stringify(row).length).toBeLessThan(40 * 200);
  });
});
