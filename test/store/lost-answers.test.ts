/** Plans and levels whose write is stored and whose answer is lost: the next attempt finds its own work. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { stockRows } from '#shared/contract/stock.ts';
import { rows as shipmentRows, operations as shipments } from '../../functions/shipments/index.ts';
import { putLevel as saveLevel } from '../../functions/stock/put-level.ts';
import { type ApiAnswer, api } from '../support/api.ts';
import { watched } from '../support/stock-desk.ts';
import { handOver, lead, logistics, PRISON, startWorld, uuid } from './shipments-world.ts';

const world = await startWorld();
const { table, watch } = watched(world.table);
const plans = api(shipmentRows, shipments, table, world.clock);
const levels = api({ putLevel: stockRows.putLevel }, { putLevel: saveLevel }, table, world.clock);
afterAll(() => world.stop());

/** Answers of this many of the next transactions get lost. */
let toLose = 0;
beforeEach(() => {
  toLose = 0;
  watch.after = async ({ name }) => {
    if (name === 'TransactWriteCommand' && toLose-- > 0)
      throw Object.assign(new Error('late'), { name: 'TimeoutError' });
  };
});

const putPlan = (shipmentId: string, body: object, headers: Record<string, string> = {}) =>
  plans('putShipment', { path: { shipmentId }, body, as: logistics, headers });
const putLevel = (itemId: string, body: object, headers: Record<string, string> = {}) =>
  levels('putLevel', { path: { facilityId: PRISON, itemId }, body, as: lead, headers });
const later = { ...handOver, expectedOn: '2020-07-15' };

async function lost(send: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
  toLose = 1;
  return await send();
}

describe('a plan whose answer was lost', () => {
  it('is answered as saved, although its revision is no longer the one that it names', async () => {
    const id = uuid();
    await putPlan(id, handOver);
    const answer = await lost(() => putPlan(id, later, { 'if-match': '1' }));
    expect(answer).toMatchObject({ status: 200, body: { revision: 2, expectedOn: '2020-07-15' } });
  });

  it('is answered as saved, although it was only to be created', async () => {
    const answer = await lost(() => putPlan(uuid(), handOver, { 'if-none-match': '*' }));
    expect(answer).toMatchObject({ body: { revision: 1, status: 'planned' } });
  });

  it('is stale when somebody else stored something after it', async () => {
    const id = uuid();
    await putPlan(id, handOver);
    const { after } = watch;
    watch.after = async (call) => {
      if (call.name === 'TransactWriteCommand') await world.plan(id, { ...handOver, expectedOn: '2020-08-01' });
      await after(call);
    };
    expect(await lost(() => putPlan(id, later, { 'if-match': '1' }))).toMatchObject({ status: 412 });
  });
});

it('a plan with the same content and a revision that has passed is stale on the first attempt', async () => {
  const id = uuid();
  await putPlan(id, handOver);
  await putPlan(id, later);
  expect(await putPlan(id, later, { 'if-match': '1' })).toMatchObject({
    status: 412,
    body: { code: 'revision.stale' },
  });
  expect(await putPlan(id, later, { 'if-none-match': '*' })).toMatchObject({ body: { code: 'record.exists' } });
});

describe('a level whose answer was lost', () => {
  it('is answered as saved', async () => {
    await putLevel('soap-bar', { minQuantity: 100 });
    const answer = await lost(() => putLevel('soap-bar', { minQuantity: 120 }, { 'if-match': '1' }));
    expect(answer).toMatchObject({ status: 200, body: { revision: 2, minQuantity: 120 } });
    const created = await lost(() => putLevel('ball', { minQuantity: 10 }, { 'if-none-match': '*' }));
    expect(created).toMatchObject({ status: 201, body: { revision: 1 } });
  });

  it('of the same content and a revision that has passed is stale on the first attempt', async () => {
    await putLevel('face-shield', { minQuantity: 100 });
    await putLevel('face-shield', { minQuantity: 120 });
    expect(await putLevel('face-shield', { minQuantity: 120 }, { 'if-match': '1' })).toMatchObject({ status: 412 });
  });
});
