import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { stockRows } from '#shared/contract/stock.ts';
import { getStock } from '../../functions/stock/get-stock.ts';
import { listStockEvents } from '../../functions/stock/list-events.ts';
import { putLevel } from '../../functions/stock/put-level.ts';
import { recordStockEvent } from '../../functions/stock/record-event.ts';
import { api } from '../support/api.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { NOW, newEventId, seedPlace, soap, watched } from '../support/stock-desk.ts';

let engine: Engine;
let serial = 0;
let place = '';
const operations = { getStock, recordStockEvent, listStockEvents, putLevel };
const as = { member: 'manager@example.org', grants: 'facility-manager:UG' };

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(async () => await engine.stop());
beforeEach(async () => {
  place = `UG-OUTAGE-${++serial}`;
  await seedPlace(engine.table, place);
});

const named = (name: string) => Object.assign(new Error(name), { name });
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    $metadata: {},
    message: 'cancelled',
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

/** The API over a table that fails when told to, and how often a transaction was tried. */
function desk() {
  const seen = watched(engine.table);
  const call = api(stockRows, operations, seen.table, { now: NOW });
  const put = (eventId: string, body: unknown) =>
    call('recordStockEvent', { as, path: { facilityId: place, eventId }, body });
  const tries = () => seen.watch.calls.filter(({ name }) => name === 'TransactWriteCommand').length;
  return { watch: seen.watch, put, call, tries };
}
const soapOnHand = async () => {
  const { body } = await desk().call('getStock', { as, path: { facilityId: place } });
  return body.items.find((item: { itemId: string }) => item.itemId === 'soap-bar')?.onHand ?? null;
};

describe('a table that is busy', () => {
  test.each([
    ['throttles a transaction', cancelled('ThrottlingError', 'None')],
    ['has somebody in the way', cancelled('None', 'TransactionConflict')],
    ['refuses the call for its rate', named('ProvisionedThroughputExceededException')],
  ])('that %s once is asked again, and the caller sees nothing of it', async (_, error) => {
    const { watch, put, tries } = desk();
    watch.before = async ({ name }) => {
      if (name !== 'TransactWriteCommand') return;
      watch.before = async () => undefined;
      throw error;
    };
    expect((await put(newEventId(), soap.count('2026-11-01', 900))).status).toBe(201);
    expect(tries()).toBe(2);
  });
  test('that is in the way three times ends in a 503 with Retry-After, and nothing is stored', async () => {
    const { watch, put, tries } = desk();
    const before = await soapOnHand();
    watch.before = async ({ name }) => {
      if (name === 'TransactWriteCommand') throw cancelled('TransactionConflict', 'None');
    };
    const id = newEventId();
    const answer = await put(id, soap.receipt('2026-11-01', 70));
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '2' }, body: { code: 'unavailable' } });
    expect([tries(), await soapOnHand()]).toEqual([3, before]);
    expect((await desk().put(id, soap.receipt('2026-11-01', 70))).status).toBe(201);
  });
  test('that does not answer reads ends in a 503 as well', async () => {
    const { watch, put, call } = desk();
    watch.before = async () => {
      throw named('TimeoutError');
    };
    expect((await put(newEventId(), soap.count('2026-11-01', 900))).status).toBe(503);
    expect((await call('getStock', { as, path: { facilityId: place } })).status).toBe(503);
  });
});

describe('an answer that gets lost', () => {
  test('is found again by the duplicate guard: stored once, 200 with the stored answer', async () => {
    const { watch, put, tries } = desk();
    await put(newEventId(), soap.count('2026-11-10', 500));
    watch.after = async ({ name }) => {
      if (name !== 'TransactWriteCommand') return;
      watch.after = async () => undefined;
      throw named('TimeoutError');
    };
    const answer = await put(newEventId(), soap.issue('2026-11-11', 50));
    expect(answer).toMatchObject({ status: 200, body: { positions: [{ itemId: 'soap-bar', onHand: 450 }] } });
    expect([tries(), await soapOnHand()]).toEqual([2, 450]);
  });
  test('leaves a document that can be sent again when the caller gave up', async () => {
    const { watch, put } = desk();
    await put(newEventId(), soap.count('2026-11-12', 500));
    const id = newEventId();
    watch.after = async ({ name }) => {
      if (name !== 'TransactWriteCommand') return;
      watch.before = async () => {
        throw named('ServiceUnavailable');
      };
      throw named('TimeoutError');
    };
    expect((await put(id, soap.issue('2026-11-13', 50))).status).toBe(503);
    const again = await desk().put(id, soap.issue('2026-11-13', 50));
    expect([again.status, await soapOnHand()]).toEqual([200, 450]);
  });
});

describe('a bug', () => {
  test('is told apart from an outage: 500 with the request id and nothing else', async () => {
    const { watch, put } = desk();
    watch.before = async () => {
      throw new TypeError('secret of the table');
    };
    const answer = await put(newEventId(), soap.count('2026-11-01', 900));
    expect([answer.status, answer.body.code, answer.body.requestId]).toEqual([500, 'internal', 'JKJaXmPLvHcESHA=']);
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  });
});
