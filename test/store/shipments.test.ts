/** A consignment from plan to receipt over a real table: counted once, whatever is sent again, lost or shuffled. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linesAfter, loadPositions } from '#shared/store/positions.ts';
import { sendEvent } from '../support/stock-desk.ts';
import {
  handedOver,
  handOver,
  logistics,
  type manager,
  PRISON,
  seedFacility,
  seedItem,
  startWorld,
  uuid,
  type World,
} from './shipments-world.ts';

const dispatched = { dispatchedAt: '2020-06-28T06:00:00Z' };

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** A prison of its own, so that tests do not meet in its stock. */
async function prison(): Promise<{ facilityId: string; as: typeof manager }> {
  const facilityId = `UG-P${uuid().slice(-4)}`;
  await seedFacility(world.table, facilityId);
  return { facilityId, as: { member: 'manager@example.org', grants: `facility-manager:${facilityId}` } };
}

/** A planned and dispatched shipment of soap and face shields to a prison of its own. */
async function shipped(change: object = {}) {
  const place = await prison();
  const id = uuid();
  await world.plan(id, { ...handOver, destination: place.facilityId, ...change });
  await world.dispatch(id, dispatched, logistics);
  return { id, ...place };
}

describe('planning over HTTP', () => {
  it('creates a shipment, answers the same again, and replaces it while it is planned', async () => {
    const id = uuid();
    expect(await world.plan(id)).toMatchObject({ status: 201, body: { status: 'planned', revision: 1, inTransit: 0 } });
    expect(await world.plan(id)).toMatchObject({ status: 200, body: { revision: 1 } });
    const later = { ...handOver, expectedOn: '2020-07-03' };
    expect(await world.plan(id, later)).toMatchObject({
      status: 200,
      body: { revision: 2, expectedOn: '2020-07-03', firstPromisedOn: '2020-07-03' },
      headers: { etag: '"2"' },
    });
    expect(await world.plan(id, handOver, logistics, { 'if-match': '"1"' })).toMatchObject({
      status: 412,
      body: { code: 'revision.stale' },
    });
    expect(await world.plan(id, handOver, logistics, { 'if-none-match': '*' })).toMatchObject({
      status: 412,
      body: { code: 'record.exists' },
    });
  });

  it('points to every item and facility that nobody knows', async () => {
    const lines = [{ lineId: '1', itemId: 'soup', quantity: 1 }];
    expect(await world.plan(uuid(), { ...handOver, lines })).toMatchObject({
      status: 422,
      body: { code: 'item.unknown', errors: [{ pointer: '/lines/0/itemId' }] },
    });
    expect(await world.plan(uuid(), { ...handOver, destination: 'UG-NOWHERE' })).toMatchObject({
      status: 422,
      body: { code: 'facility.unknown', errors: [{ pointer: '/destination' }] },
    });
  });

  it('moves to another destination without leaving a trace at the old one', async () => {
    const id = uuid();
    await world.plan(id);
    expect(await world.inbound(PRISON, id)).toMatchObject({ status: 'planned', lines: [] });
    await world.plan(id, { ...handOver, destination: 'UG-GULU' });
    expect(await world.inbound(PRISON, id)).toBeUndefined();
    expect(await world.inbound('UG-GULU', id)).toMatchObject({ status: 'planned' });
    expect(
      (await world.list(`facility=${PRISON}`)).body.items.map((each: { shipmentId: string }) => each.shipmentId),
    ).not.toContain(id);
  });
});

describe('the hand-over of 30 June 2020 over HTTP', () => {
  it('is in transit, then 3,700 bars on the shelf and 50 apart, 353 shields missing and 320 balls unlisted', async () => {
    const { id, facilityId, as } = await shipped();
    expect((await world.get(id)).body).toMatchObject({ status: 'dispatched', inTransit: 4228 });
    expect(await world.inbound(facilityId, id)).toMatchObject({
      lines: [
        { itemId: 'soap-bar', outstanding: 3750 },
        { itemId: 'face-shield', outstanding: 478 },
      ],
    });
    const answer = await world.receive(id, uuid(), handedOver, as);
    expect(answer).toMatchObject({
      status: 201,
      body: {
        shipment: { status: 'received-with-discrepancy', inTransit: 0 },
        flags: [],
        positions: [
          {
            itemId: 'soap-bar',
            onHand: 3750,
            lots: [
              { lot: null, onHand: 3700, state: 'good' },
              { lot: null, onHand: 50, state: 'kept-apart' },
            ],
          },
          { itemId: 'face-shield', onHand: 125 },
          { itemId: 'ball', onHand: 320 },
        ],
      },
    });
    expect(answer.body.shipment.discrepancies).toMatchObject([
      { discrepancyId: '1~damaged', quantity: 50, state: 'open' },
      { discrepancyId: '2~missing', quantity: 353, state: 'open' },
      { discrepancyId: 'ball~unlisted', quantity: 320, state: 'open', lineId: null },
    ]);
    expect(await world.inbound(facilityId, id)).toMatchObject({ lines: [], discrepancies: [{}, {}, {}] });
  });

  it('leaves ledger lines that say which shipment they came with', async () => {
    const { id, facilityId, as } = await shipped();
    const receiptId = uuid();
    await world.receive(id, receiptId, handedOver, as);
    const [line] = await linesAfter(world.table, facilityId, 'soap-bar', null);
    expect(line).toMatchObject({
      line: {
        kind: 'receipt',
        eventId: receiptId,
        shipmentId: id,
        entries: [{ quantity: 3700 }, { quantity: 50, held: true }],
      },
      notes: { recordedBy: as.member },
    });
  });
});

describe('a receipt is counted once', () => {
  it('sent again it is answered as the first time, whatever happened since', async () => {
    const { id, facilityId, as } = await shipped();
    const [first, second] = [uuid(), uuid()];
    const some = { receivedAt: '2020-06-29T09:00:00Z', lines: [{ lineId: '1', accepted: 1000 }] };
    const answer = await world.receive(id, first, some, as);
    await world.receive(id, second, { ...some, lines: [{ lineId: '1', accepted: 2750 }] }, as);
    expect(await world.receive(id, first, { ...some, confirm: true }, as)).toEqual({ ...answer, status: 200 });
    expect(await world.stock(facilityId, 'soap-bar')).toEqual({ shelf: 3750, held: 0 });
  });

  it('with other content it is a conflict', async () => {
    const { id, as } = await shipped();
    const receiptId = uuid();
    await world.receive(id, receiptId, handedOver, as);
    expect(await world.receive(id, receiptId, { ...handedOver, final: false }, as)).toMatchObject({
      status: 409,
      body: { code: 'document.conflict' },
    });
  });

  it('sent five times at once it is stored by one of them', async () => {
    const { id, facilityId, as } = await shipped();
    const receiptId = uuid();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => world.receive(id, receiptId, handedOver, as)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect(await world.stock(facilityId, 'soap-bar')).toEqual({ shelf: 3700, held: 50 });
  });

  it('two of them at once are both counted', async () => {
    const { id, facilityId, as } = await shipped();
    const part = { receivedAt: '2020-06-29T09:00:00Z', lines: [{ lineId: '1', accepted: 1000 }] };
    const answers = await Promise.all([uuid(), uuid()].map((receiptId) => world.receive(id, receiptId, part, as)));
    expect(answers.map((answer) => answer.status)).toEqual([201, 201]);
    expect((await world.get(id)).body).toMatchObject({ status: 'partly-received', revision: 4, inTransit: 2228 });
    expect(await world.stock(facilityId, 'soap-bar')).toMatchObject({ shelf: 2000 });
  });

  it('two of them at once about different lines leave no trace of the race', async () => {
    const { id, facilityId, as } = await shipped();
    const about = (lineId: string) => ({ receivedAt: '2020-06-29T09:00:00Z', lines: [{ lineId, accepted: 400 }] });
    const ids = [uuid(), uuid()];
    const answers = await Promise.all(
      ids.map((receiptId, index) => world.receive(id, receiptId, about(String(index + 1)), as)),
    );
    expect(answers.map((answer) => answer.status)).toEqual([201, 201]);
    expect((await world.get(id)).body).toMatchObject({ inTransit: 3350 + 78, receipts: [{ receiptId: ids[0] }, {}] });
    expect(await world.inbound(facilityId, id)).toMatchObject({ lines: [{ outstanding: 3350 }, { outstanding: 78 }] });
  });

  it('the id of a receipt of another shipment at the same place is a conflict, not a second count', async () => {
    const { id, facilityId, as } = await shipped();
    const receiptId = uuid();
    await world.receive(id, receiptId, handedOver, as);
    const other = uuid();
    await world.plan(other, { ...handOver, destination: facilityId });
    expect(await world.receive(other, receiptId, handedOver, as)).toMatchObject({
      status: 409,
      body: { code: 'document.conflict' },
    });
    expect((await world.get(other)).body).toMatchObject({ status: 'planned', receipts: [] });
  });

  it('its id and that of a stock event are one namespace: whoever comes second is a conflict', async () => {
    const { id, facilityId, as } = await shipped();
    const [asEvent, asReceipt] = [uuid(), uuid()];
    const conflict = { code: 'document.conflict' };
    const count = { kind: 'count', occurredAt: '2020-06-20T09:00:00Z', lines: [{ itemId: 'ball', quantity: 4 }] };
    const event = (eventId: string, body: object) => sendEvent(world.table, facilityId, eventId, body);
    expect(await event(asEvent, count)).toMatchObject({ status: 201 });
    expect(await world.receive(id, asEvent, handedOver, as)).toMatchObject({ status: 409, body: conflict });
    expect((await world.get(id)).body).toMatchObject({ receipts: [] });
    expect(await world.receive(id, asReceipt, handedOver, as)).toMatchObject({ status: 201 });
    expect(await event(asReceipt, count)).toMatchObject(conflict);
    expect(await world.stock(facilityId, 'ball')).toEqual({ shelf: 324, held: 0 });
    const reversal = { kind: 'reversal', reverses: asReceipt, note: 'Typed twice' };
    expect((await event(uuid(), reversal)).answer?.flags).toMatchObject([{ code: 'reversal-waiting' }]);
    expect(await world.stock(facilityId, 'ball')).toEqual({ shelf: 324, held: 0 });
  });

  it('with 45 items it still fits in one transaction', async () => {
    const items = Array.from({ length: 45 }, (_, index) => `item-${index}`);
    for (const itemId of items) await seedItem(world.table, itemId);
    const lines = items.map((itemId) => ({ lineId: itemId, itemId, quantity: 10 }));
    const { id, as } = await shipped({ lines });
    const all = items.map((lineId) => ({ lineId, accepted: 9, damaged: 1 }));
    const answer = await world.receive(id, uuid(), { ...handedOver, lines: all }, as);
    expect(answer.body.positions).toHaveLength(45);
    const wrong = items.map((lineId, index) => ({
      lineId,
      accepted: 9,
      ...(index === 0 && { wrong: [{ itemId: 'ball', quantity: 1 }] }),
    }));
    expect(await world.receive(id, uuid(), { ...handedOver, lines: wrong }, as)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/lines', code: 'lines.too-many' }] },
    });
  });
});

describe('receipts in any order of arrival', () => {
  const parts = [
    { receivedAt: '2020-06-28T09:00:00Z', lines: [{ lineId: '1', accepted: 2000, lot: 'A1', expiry: '2022-01' }] },
    { receivedAt: '2020-06-29T09:00:00Z', final: true, lines: [{ lineId: '1', accepted: 1500, damaged: 100 }] },
    {
      receivedAt: '2020-06-30T09:00:00Z',
      lines: [
        { lineId: '2', accepted: 500 },
        { itemId: 'ball', accepted: 3 },
      ],
    },
  ];
  it.each([[[0, 1, 2]], [[2, 1, 0]], [[1, 0, 2]], [[2, 0, 1]]])(
    '%j give the same shipment and the same stock',
    async (order) => {
      const { id, facilityId, as } = await shipped();
      const receiptIds = parts.map(() => uuid());
      for (const index of order) {
        const body = parts[index];
        if (body) await world.receive(id, receiptIds[index] ?? '', body, as);
      }
      const { body } = await world.get(id);
      expect(body.receipts.map((each: { receiptId: string }) => each.receiptId)).toEqual(receiptIds);
      expect(body).toMatchObject({ status: 'received-with-discrepancy', revision: 5, inTransit: 0 });
      expect(
        body.discrepancies.map((each: { discrepancyId: string; quantity: number }) => [
          each.discrepancyId,
          each.quantity,
        ]),
      ).toEqual([
        ['1~missing', 150],
        ['1~damaged', 100],
        ['2~surplus', 22],
        ['ball~unlisted', 3],
      ]);
      const state = (await loadPositions(world.table, facilityId, ['soap-bar'])).get('soap-bar')?.state;
      expect(state?.lots).toEqual([
        { lot: null, expiry: null, quantity: 1500, held: 100 },
        { lot: 'A1', expiry: 19023, quantity: 2000, held: 0 },
      ]);
    },
  );
});

describe('goods that nobody expects', () => {
  it('of a planned shipment have arrived: it counts as dispatched, flagged, and the rest is on its way', async () => {
    const { facilityId, as } = await prison();
    const id = uuid();
    await world.plan(id, { ...handOver, destination: facilityId });
    const body = { receivedAt: '2020-06-30T09:00:00Z', lines: [{ lineId: '1', accepted: 3750 }] };
    expect(await world.receive(id, uuid(), body, as)).toMatchObject({
      status: 201,
      body: {
        shipment: { status: 'partly-received', dispatchedAt: '2020-06-30T09:00:00.000Z', inTransit: 478 },
        flags: [{ code: 'not-dispatched' }],
      },
    });
    expect((await world.dispatch(id, dispatched, logistics)).body).toMatchObject({
      status: 'partly-received',
      dispatchedAt: '2020-06-28T06:00:00.000Z',
    });
  });

  it('of a cancelled shipment are refused', async () => {
    const { facilityId, as } = await prison();
    const id = uuid();
    await world.plan(id, { ...handOver, destination: facilityId });
    expect(await world.cancel(id, { reason: 'Ordered twice' }, logistics)).toMatchObject({
      body: { status: 'cancelled', closedReason: 'Ordered twice' },
    });
    expect(await world.receive(id, uuid(), handedOver, as)).toMatchObject({
      status: 409,
      body: { code: 'shipment.cancelled' },
    });
    expect(await world.inbound(facilityId, id)).toBeUndefined();
  });

  it('of a lost shipment bring it back', async () => {
    const { id, facilityId, as } = await shipped();
    expect(await world.lose(id, { reason: 'Truck robbed' }, logistics)).toMatchObject({
      body: { status: 'lost', inTransit: 0, closedReason: 'Truck robbed' },
    });
    expect(await world.inbound(facilityId, id)).toBeUndefined();
    const body = { receivedAt: '2020-06-30T09:00:00Z', lines: [{ lineId: '1', accepted: 3750 }] };
    expect(await world.receive(id, uuid(), body, as)).toMatchObject({
      body: { shipment: { status: 'partly-received', inTransit: 478 }, flags: [{ code: 'came-back' }] },
    });
    expect(await world.inbound(facilityId, id)).toMatchObject({ status: 'partly-received' });
  });
});
