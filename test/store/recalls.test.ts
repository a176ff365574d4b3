/** Recalls over a real table: from the lead's word to every place that has the lot, and back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stockRows } from '#shared/contract/stock.ts';
import { evaluate } from '#shared/domain/alerts/evaluate.ts';
import { saveEvaluation } from '#shared/store/alert-moves.ts';
import { loadWorld } from '#shared/store/evaluation-world.ts';
import { readSnapshot } from '#shared/store/snapshot.ts';
import { operations, rows } from '../../functions/catalogue/index.ts';
import { getStock } from '../../functions/stock/get-stock.ts';
import { api } from '../support/api.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { newEventId, sendEvent } from '../support/stock-desk.ts';
import { sweepCountry } from '../support/sweep.ts';
import { seedFacility, seedProgramme } from './alerts-programme.ts';

let engine: Engine;
const clock = { now: new Date('2026-11-20T15:00:00.000Z') };
const later = (minutes: number) => new Date(clock.now.getTime() + minutes * 60_000);
const lead = { member: 'lead@example.org', grants: 'programme-lead:*' };
const country = { member: 'country@example.org', grants: 'programme-lead:UG' };
const manager = { member: 'manager@example.org', grants: 'facility-manager:UG-LUZIRA' };
const observer = { member: 'donor@example.org', grants: 'observer:UG' };
const recallId = 'masks-m2209';
const shelf = { getStock: stockRows.getStock };
const masks = {
  itemId: 'mask-medical',
  lot: 'M2209',
  action: 'hold',
  reasons: { en: 'Tested again' },
  since: '2026-11-20',
};
const replied = { acknowledgedAt: '2026-11-20T15:00:00.000Z', quantityFound: 300, note: 'In the old store' };
const path = { facilityId: 'UG-LUZIRA', recallId };

beforeAll(async () => {
  engine = await startEngine();
  const { table } = engine;
  await seedProgramme(table, []);
  for (const facilityId of ['UG-LUZIRA', 'UG-GULU']) await seedFacility(table, facilityId);
  await count('UG-LUZIRA', [
    { itemId: 'mask-medical', lot: 'm2209', quantity: 300 },
    { itemId: 'mask-medical', lot: 'M3000', quantity: 100 },
  ]);
  await count('UG-GULU', [{ itemId: 'mask-medical', quantity: 50 }]);
});
afterAll(async () => await engine.stop());

async function count(facilityId: string, lines: readonly object[]) {
  const body = { kind: 'count', occurredAt: '2026-11-20T08:00:00.000Z', lines };
  const said = await sendEvent(engine.table, facilityId, newEventId(), body, clock.now);
  expect(said.code).toBeNull();
}

type Call = Parameters<ReturnType<typeof api<typeof rows>>>[1];
const call = (id: keyof typeof rows, what: Call) => api(rows, operations, engine.table, clock)(id, what);
const put = (body: object) => call('putRecall', { as: lead, path: { recallId }, body });
const sweep = async (minutes: number) => await sweepCountry(engine.table, 'UG', later(minutes));
async function recallAlert(facilityId: string) {
  const snapshot = await readSnapshot(engine.table, facilityId);
  const alert = snapshot?.alerts.find(({ kind }) => kind === 'recall');
  return alert && { level: alert.level, over: alert.resolvedAt !== null, subject: alert.subject };
}
async function stockOf(facilityId: string) {
  const { body } = await api(
    shelf,
    { getStock },
    engine.table,
    clock,
  )('getStock', { as: country, path: { facilityId } });
  return body.items.find(({ itemId }: { itemId: string }) => itemId === 'mask-medical');
}

it('a recall begins by tomorrow at the latest: a year typed wrong is refused and takes nothing out of use', async () => {
  const said = await call('putRecall', {
    as: lead,
    path: { recallId: 'typo' },
    body: { ...masks, since: '2036-11-20' },
  });
  expect(said).toMatchObject({ status: 422, body: { code: 'date.future', errors: [{ pointer: '/since' }] } });
});

describe('a lot on hold', () => {
  it('is taken out of use everywhere at once', async () => {
    expect(await stockOf('UG-LUZIRA')).toMatchObject({ onHand: 400, usable: 400 });
    expect(await put(masks)).toMatchObject({ status: 201, body: { status: 'active', revision: 1 } });
    const row = await stockOf('UG-LUZIRA');
    expect(row).toMatchObject({ onHand: 400, usable: 100, estimatedOnHand: 100 });
    expect(row.lots.map(({ lot, state }: { lot: string; state: string }) => [lot, state])).toEqual([
      ['M2209', 'on-hold'],
      ['M3000', 'good'],
    ]);
  });

  it('is asked about with the next sweep where the books have it', async () => {
    await sweep(15);
    expect(await recallAlert('UG-LUZIRA')).toEqual({ level: 'medium', over: false, subject: recallId });
    expect(await recallAlert('UG-GULU')).toBeUndefined();
  });

  it("is only a programme-wide lead's to declare, of an item and a lot that stay", async () => {
    expect(await call('putRecall', { as: country, path: { recallId }, body: masks })).toMatchObject({ status: 403 });
    expect(await put({ ...masks, lot: 'M9' })).toMatchObject({ status: 409, body: { code: 'recall.lot-fixed' } });
    const unknown = { as: lead, path: { recallId: 'other' }, body: { ...masks, itemId: 'nothing' } };
    expect(await call('putRecall', unknown)).toMatchObject({ status: 422, body: { code: 'item.unknown' } });
  });
});

describe('the reply of a place', () => {
  it('ends its alert', async () => {
    const first = await call('replyToRecall', { as: manager, path, body: replied });
    expect(first).toMatchObject({ status: 201, body: { quantityFound: 300, action: 'hold' } });
    await sweep(30);
    expect(await recallAlert('UG-LUZIRA')).toMatchObject({ over: true });
  });

  it('is a document: the same again answers the same, other content is refused', async () => {
    expect(await call('replyToRecall', { as: manager, path, body: replied })).toMatchObject({ status: 200 });
    const other = { ...replied, quantityFound: 299 };
    expect(await call('replyToRecall', { as: manager, path, body: other })).toMatchObject({
      status: 409,
      body: { code: 'document.conflict' },
    });
    const unknown = { as: manager, path: { ...path, recallId: 'unknown' }, body: replied };
    expect(await call('replyToRecall', unknown)).toMatchObject({ status: 422, body: { code: 'recall.unknown' } });
    const ahead = { as: { ...manager, grants: 'facility-manager:UG-GULU' }, path: { ...path, facilityId: 'UG-GULU' } };
    const body = { ...replied, acknowledgedAt: '2026-11-25T08:00:00.000Z' };
    expect(await call('replyToRecall', { ...ahead, body })).toMatchObject({
      status: 422,
      body: { code: 'date.future' },
    });
  });

  it('is listed in scope, without its words for those who may not read them', async () => {
    const list = async (as: typeof lead, query = '') => {
      return (await call('listRecallReplies', { as, path: { recallId }, query })).body.items;
    };
    expect(await list(country, 'country=UG')).toMatchObject([{ facilityId: 'UG-LUZIRA', note: 'In the old store' }]);
    expect(await list(manager)).toHaveLength(1);
    expect(await list(observer)).toMatchObject([{ quantityFound: 300, note: null }]);
    expect(await list({ member: 'kz@example.org', grants: 'programme-lead:KZ' })).toEqual([]);
  });
});

describe('a lot on hold that is recalled', () => {
  it('is asked about again, also where stock has no lots', async () => {
    await put({ ...masks, action: 'recall' });
    await sweep(45);
    expect(await recallAlert('UG-LUZIRA')).toMatchObject({ level: 'high', over: false });
    expect(await recallAlert('UG-GULU')).toMatchObject({ level: 'high', over: false });
    expect((await stockOf('UG-LUZIRA')).lots[0].state).toBe('recalled');
  });

  it('is not opened or kept against a reply that comes in at the same moment', async () => {
    const { table } = engine;
    const [snapshot, world] = await Promise.all([readSnapshot(table, 'UG-LUZIRA'), loadWorld(table, 'UG')]);
    if (snapshot === null || world === undefined) throw new Error('nothing there');
    const withoutAlerts = { ...snapshot, alerts: [], replies: [] };
    expect(await call('replyToRecall', { as: manager, path, body: replied })).toMatchObject({
      status: 201,
      body: { action: 'recall' },
    });
    const outcome = await saveEvaluation(table, withoutAlerts, evaluate(withoutAlerts, world, later(46).getTime()));
    expect(outcome.kind).toBe('conflict');
    await sweep(60);
    expect(await recallAlert('UG-LUZIRA')).toMatchObject({ over: true });
  });

  it('is given back once the recall is lifted, and nobody is asked any more', async () => {
    await put({ ...masks, action: 'recall', status: 'lifted' });
    expect(await stockOf('UG-LUZIRA')).toMatchObject({ usable: 400 });
    await sweep(75);
    expect(await recallAlert('UG-GULU')).toMatchObject({ over: true });
    const listed = await call('listRecalls', { as: observer });
    expect(listed.body.items).toMatchObject([{ recallId, status: 'lifted', revision: 3 }]);
  });
});
