/** What both sides do with a shipment over a real table: transfers, mistakes, differences, and who may do which. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linesAfter } from '#shared/store/positions.ts';
import { sendEvent } from '../support/stock-desk.ts';
import {
  abroad,
  handedOver,
  handOver,
  lead,
  logistics,
  manager,
  PRISON,
  STORE,
  seedFacility,
  startWorld,
  storeKeeper,
  uuid,
  type World,
} from './shipments-world.ts';

const dispatched = { dispatchedAt: '2020-06-28T06:00:00Z' };
const soap = [{ lineId: '1', itemId: 'soap-bar', quantity: 100 }];
const part = { receivedAt: '2020-06-30T09:00:00Z', lines: [{ lineId: '1', accepted: 60 }] };

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** A store of its own with 500 bars of soap, which a supplier brought. */
async function store(): Promise<{ facilityId: string; as: typeof storeKeeper }> {
  const facilityId = `UG-S${uuid().slice(-4)}-STORE`;
  const as = { member: `${facilityId.toLowerCase()}@example.org`, grants: `logistics:${facilityId}` };
  await seedFacility(world.table, facilityId);
  const id = uuid();
  await world.plan(id, {
    ...handOver,
    destination: facilityId,
    lines: [{ lineId: '1', itemId: 'soap-bar', quantity: 500 }],
  });
  await world.receive(id, uuid(), { receivedAt: '2020-06-01T09:00:00Z', lines: [{ lineId: '1', accepted: 500 }] }, as);
  return { facilityId, as };
}

async function transfer(lines: object[] = soap, destination = PRISON) {
  const from = await store();
  const id = uuid();
  const body = { origin: { kind: 'facility', facilityId: from.facilityId }, destination, lines };
  expect(await world.plan(id, body, from.as)).toMatchObject({ status: 201 });
  return { id, from };
}

describe('a transfer from a store', () => {
  it('takes from its stock when it leaves, in the same write, and once', async () => {
    const { id, from } = await transfer();
    expect(await world.stock(from.facilityId, 'soap-bar')).toMatchObject({ shelf: 500 });
    const key = uuid();
    const answer = await world.dispatch(id, dispatched, from.as, key);
    expect(answer).toMatchObject({
      status: 200,
      body: { status: 'dispatched', revision: 2, inTransit: 100, flags: [] },
    });
    expect(await world.dispatch(id, dispatched, from.as, key)).toEqual(answer);
    expect(await world.dispatch(id, dispatched, from.as)).toMatchObject({ body: { code: 'shipment.not-planned' } });
    expect(await world.stock(from.facilityId, 'soap-bar')).toMatchObject({ shelf: 400 });
    const lines = await linesAfter(world.table, from.facilityId, 'soap-bar', null);
    expect(lines.at(-1)).toMatchObject({ line: { kind: 'dispatch', shipmentId: id, entries: [{ quantity: -100 }] } });
  });

  it('takes what really left', async () => {
    const { id, from } = await transfer();
    const lines = [{ lineId: '1', quantity: 80 }];
    expect((await world.dispatch(id, { ...dispatched, lines }, from.as)).body).toMatchObject({ inTransit: 80 });
    expect(await world.stock(from.facilityId, 'soap-bar')).toMatchObject({ shelf: 420 });
  });

  it('of more than the book knows has left all the same', async () => {
    const { id, from } = await transfer([{ lineId: '1', itemId: 'soap-bar', quantity: 700 }]);
    const key = uuid();
    const answer = await world.dispatch(id, dispatched, from.as, key);
    expect(answer).toMatchObject({ status: 200, body: { flags: [{ code: 'book-below-zero', itemId: 'soap-bar' }] } });
    expect((await world.dispatch(id, dispatched, from.as, key)).body).toEqual(answer.body);
    expect(await world.stock(from.facilityId, 'soap-bar')).toMatchObject({ shelf: -200 });
  });

  it('leaves under its own id: a stock event of that id is a conflict, and the other way round', async () => {
    const count = { kind: 'count', occurredAt: '2020-06-30T09:00:00Z', lines: [{ itemId: 'soap-bar', quantity: 400 }] };
    const { id, from } = await transfer();
    await world.dispatch(id, dispatched, from.as);
    const event = (eventId: string) => sendEvent(world.table, from.facilityId, eventId, count);
    expect(await event(id)).toMatchObject({ code: 'document.conflict' });
    const late = await transfer();
    expect(await event(late.id)).toMatchObject({ status: 201 });
    expect(await world.dispatch(late.id, dispatched, late.from.as)).toMatchObject({
      status: 409,
      body: { code: 'document.conflict' },
    });
    expect((await world.get(late.id)).body).toMatchObject({ status: 'planned' });
  });

  it('dispatched twice at once takes from the stock once', async () => {
    const { id, from } = await transfer();
    const answers = await Promise.all([1, 2, 3].map(() => world.dispatch(id, dispatched, from.as)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
    expect(await world.stock(from.facilityId, 'soap-bar')).toMatchObject({ shelf: 400 });
  });

  it('is in the history of both ends, and shown once to who sees both', async () => {
    const { id, from } = await transfer(soap, 'UG-GULU');
    const both = { member: 'x@example.org', grants: `facility-manager:UG-GULU logistics:${from.facilityId}` };
    const idsOf = async (query: string) =>
      (await world.list(query, both)).body.items.map((each: { shipmentId: string }) => each.shipmentId);
    expect(await idsOf('facility=UG-GULU')).toContain(id);
    expect(await idsOf(`facility=${from.facilityId}`)).toContain(id);
    expect((await idsOf('')).filter((each: string) => each === id)).toHaveLength(1);
    expect(await idsOf('status=planned')).toContain(id);
    expect(await idsOf('status=dispatched')).not.toContain(id);
  });
});

describe('an action sent again', () => {
  it('answers the shipment as it is; the same key for anything else is refused', async () => {
    const { id, from } = await transfer();
    const key = uuid();
    const later = { expectedOn: '2020-07-10', reason: 'Bridge closed' };
    expect(await world.reschedule(id, later, from.as, key)).toMatchObject({
      body: { expectedOn: '2020-07-10', revision: 2 },
    });
    await world.dispatch(id, dispatched, from.as);
    expect(await world.reschedule(id, later, from.as, key)).toMatchObject({
      status: 200,
      body: { revision: 3, status: 'dispatched' },
    });
    expect(await world.reschedule(id, { expectedOn: '2020-07-11' }, from.as, key)).toMatchObject({
      status: 409,
      body: { code: 'idempotency-key.reused' },
    });
  });

  it('needs a key', async () => {
    const { id, from } = await transfer();
    const path = { shipmentId: id };
    expect(await world.call('cancelShipment', { path, body: { reason: 'Ordered twice' }, as: from.as })).toMatchObject({
      status: 400,
      body: { code: 'idempotency-key.missing' },
    });
  });
});

describe('a new date', () => {
  it('keeps the first promised one, and moves the shipment in the lists', async () => {
    const id = uuid();
    await world.plan(id);
    await world.reschedule(id, { expectedOn: '2020-07-10' }, logistics);
    const { body } = await world.reschedule(id, { expectedOn: '2020-07-20' }, logistics);
    expect(body).toMatchObject({ firstPromisedOn: '2020-06-30', expectedOn: '2020-07-20' });
    expect(await world.inbound(PRISON, id)).toMatchObject({ firstPromisedOn: 18443, expectedOn: 18463 });
    const found = (await world.list(`facility=${PRISON}`)).body.items;
    expect(found.filter((each: { shipmentId: string }) => each.shipmentId === id)).toHaveLength(1);
  });
});

describe('a mistyped receipt', () => {
  it('is taken out of every figure, once, and the right one comes after it', async () => {
    const { id, from } = await transfer(soap, 'UG-GULU');
    await world.dispatch(id, dispatched, from.as);
    const gulu = { member: 'gulu@example.org', grants: 'facility-manager:UG-GULU' };
    const before = await world.stock('UG-GULU', 'soap-bar');
    const receiptId = uuid();
    await world.receive(id, receiptId, { ...part, final: true }, gulu);
    const key = uuid();
    const answer = await world.reverse(id, receiptId, gulu, key);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        status: 'dispatched',
        inTransit: 100,
        discrepancies: [],
        receipts: [{ receiptId, reversedAt: '2020-07-01T08:00:00.000Z' }],
      },
    });
    expect(await world.reverse(id, receiptId, gulu, key)).toEqual(answer);
    expect(await world.reverse(id, receiptId, gulu)).toMatchObject({ status: 409, body: { code: 'receipt.reversed' } });
    expect(await world.stock('UG-GULU', 'soap-bar')).toEqual(before);
    expect(await world.inbound('UG-GULU', id)).toMatchObject({ lines: [{ itemId: 'soap-bar', outstanding: 100 }] });
    expect(await world.receive(id, uuid(), part, gulu)).toMatchObject({
      status: 201,
      body: { shipment: { inTransit: 40 } },
    });
    expect(await world.reverse(id, uuid(), gulu)).toMatchObject({ status: 404 });
  });
});

describe('settling', () => {
  const answer = { reason: 'short-shipped', note: 'Two cartons stayed on the ramp' };

  it('is for the origin, with a reason, and ends the entry at the destination', async () => {
    const { id, from } = await transfer();
    await world.dispatch(id, dispatched, from.as);
    await world.receive(id, uuid(), { ...part, final: true });
    expect(await world.settle(id, '1~missing', answer, manager)).toMatchObject({ status: 403 });
    const claim = { reason: 'claim', claimDueOn: '2020-08-01' };
    expect((await world.settle(id, '1~missing', claim, from.as)).body.discrepancies).toMatchObject([
      { state: 'claimed', settlement: { claimDueOn: '2020-08-01' } },
    ]);
    expect(await world.inbound(PRISON, id)).toMatchObject({ discrepancies: [{ quantity: 40, claimDueOn: 18475 }] });
    const settled = await world.settle(id, '1~missing', answer, from.as);
    expect(settled.body).toMatchObject({
      status: 'received-with-discrepancy',
      discrepancies: [{ state: 'settled', settlement: { reason: 'short-shipped', by: from.as.member } }],
    });
    expect(await world.inbound(PRISON, id)).toBeUndefined();
    expect(await world.settle(id, '1~missing', answer, from.as)).toMatchObject({
      body: { code: 'discrepancy.settled' },
    });
    expect(await world.settle(id, '1~surplus', answer, from.as)).toMatchObject({ status: 404 });
  });

  it("is for the whole country's logistics where a supplier sent it, never for the member who received", async () => {
    const id = uuid();
    await world.plan(id, { ...handOver, destination: STORE, lines: soap });
    await world.receive(id, uuid(), { ...part, final: true }, storeKeeper);
    expect(await world.settle(id, '1~missing', answer, storeKeeper)).toMatchObject({ status: 403 });
    const same = { member: storeKeeper.member, grants: 'logistics:UG' };
    expect(await world.settle(id, '1~missing', answer, same)).toMatchObject({
      status: 403,
      body: { code: 'role.forbidden' },
    });
    expect(await world.settle(id, '1~missing', answer, logistics)).toMatchObject({ status: 200 });
  });
});

describe('scope', () => {
  it('a shipment of elsewhere is not found, whatever is done with it', async () => {
    const id = uuid();
    await world.plan(id);
    expect(await world.get(id, abroad)).toMatchObject({ status: 404 });
    expect(await world.plan(id, handOver, abroad)).toMatchObject({ status: 404 });
    expect(await world.plan(uuid(), handOver, abroad)).toMatchObject({ status: 404 });
    expect(await world.dispatch(id, dispatched, abroad)).toMatchObject({ status: 404 });
    expect(await world.receive(id, uuid(), handedOver, abroad)).toMatchObject({ status: 404 });
    expect(await world.settle(id, '1~missing', { reason: 'accepted' }, abroad)).toMatchObject({ status: 404 });
    expect(await world.list('country=UG', abroad)).toMatchObject({ status: 404 });
    expect(await world.get(uuid())).toMatchObject({ status: 404 });
  });

  it('inside it the role decides: leads read, managers receive, logistics of the origin ship', async () => {
    const { id } = await transfer();
    expect(await world.get(id, lead)).toMatchObject({ status: 200 });
    expect(await world.plan(id, handOver, lead)).toMatchObject({ status: 403 });
    const atTheDestination = { member: 'x@example.org', grants: `logistics:${PRISON}` };
    expect(await world.dispatch(id, dispatched, atTheDestination)).toMatchObject({ status: 403 });
    expect(await world.receive(id, uuid(), part, logistics)).toMatchObject({
      status: 403,
      body: { code: 'role.forbidden' },
    });
    expect(await world.receive(id, uuid(), part, manager)).toMatchObject({ status: 201 });
  });

  it('logistics receive at stores', async () => {
    const id = uuid();
    await world.plan(id, { ...handOver, destination: STORE, lines: soap });
    expect(await world.receive(id, uuid(), part, logistics)).toMatchObject({ status: 201 });
  });

  it('both countries see a shipment between them where they stand', async () => {
    const id = uuid();
    const kenya = { member: 'ke@example.org', grants: 'logistics:KE' };
    const body = { origin: { kind: 'facility', facilityId: 'KE-STORE' }, destination: PRISON, lines: soap };
    expect(await world.plan(id, body, logistics)).toMatchObject({ status: 403 });
    expect(await world.plan(id, body, kenya)).toMatchObject({ status: 201 });
    expect(await world.get(id, manager)).toMatchObject({ status: 200 });
    expect(await world.get(id, kenya)).toMatchObject({ status: 200 });
  });
});

describe('the destination of a store that sends', () => {
  const to = (from: string, destination: string) => ({
    origin: { kind: 'facility', facilityId: from },
    destination,
    lines: soap,
  });

  it('is in its country, or supplied by it; any other place is not there, whether it exists or not', async () => {
    const { facilityId, as } = await store();
    await seedFacility(world.table, 'KE-BUSIA', { suppliedBy: facilityId });
    const planned = async (destination: string) => {
      const { status, body } = await world.plan(uuid(), to(facilityId, destination), as);
      return status === 201 ? status : body;
    };
    expect(await planned('UG-GULU')).toBe(201);
    expect(await planned('KE-BUSIA')).toBe(201);
    expect(await planned('UG-NOWHERE')).toMatchObject({ code: 'facility.unknown' });
    const abroad = await planned('KE-NAIROBI');
    expect(abroad).toMatchObject({ status: 404, code: 'not-found' });
    expect(await planned('KE-NOWHERE')).toMatchObject({ status: 404, detail: abroad.detail });
  });

  it('is any that there is for the logistics of the whole country', async () => {
    const { facilityId } = await store();
    expect(await world.plan(uuid(), to(facilityId, 'KE-NAIROBI'))).toMatchObject({ status: 201 });
  });
});

describe('a facility that closed while goods were on their way', () => {
  const closed = { status: 'closed', statusFrom: '2020-06-28' };

  it('receives what came all the same, and is asked where it went', async () => {
    const { id, from } = await transfer(soap, 'UG-GULU');
    await world.dispatch(id, dispatched, from.as);
    const gulu = { member: 'gulu@example.org', grants: 'facility-manager:UG-GULU' };
    await seedFacility(world.table, 'UG-GULU', closed);
    const { status, body } = await world.receive(id, uuid(), { ...part, final: true }, gulu);
    await seedFacility(world.table, 'UG-GULU');
    expect({ status, flags: body.flags }).toMatchObject({ status: 201, flags: [{ code: 'facility-closed' }] });
  });

  it('sends what left all the same, and is asked about it; nothing is planned to it', async () => {
    const { id, from } = await transfer();
    await seedFacility(world.table, from.facilityId, closed);
    expect((await world.dispatch(id, dispatched, from.as)).body.flags).toMatchObject([{ code: 'facility-closed' }]);
    expect(await world.plan(uuid(), { ...handOver, destination: from.facilityId })).toMatchObject({
      body: { code: 'facility.closed' },
    });
  });
});

describe('lists', () => {
  it('page through a country, whatever the size of the page, with a cursor that fits this list only', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await world.list(`country=UG&limit=3${cursor === null ? '' : `&cursor=${cursor}`}`);
      seen.push(...body.items.map((each: { shipmentId: string }) => each.shipmentId));
      cursor = body.nextCursor;
    } while (cursor !== null);
    const whole = (await world.list('country=UG&limit=200')).body.items.map(
      (each: { shipmentId: string }) => each.shipmentId,
    );
    expect(seen).toEqual(whole);
    expect(new Set(seen).size).toBe(seen.length);
    const { body } = await world.list('country=UG&limit=3');
    expect(await world.list(`country=UG&status=planned&cursor=${body.nextCursor}`)).toMatchObject({
      status: 400,
      body: { code: 'cursor.invalid' },
    });
  });

  it('show the receipts of each shipment', async () => {
    const { id, from } = await transfer(soap, 'UG-GULU');
    await world.dispatch(id, dispatched, from.as);
    const gulu = { member: 'gulu@example.org', grants: 'facility-manager:UG-GULU' };
    const receiptId = uuid();
    await world.receive(id, receiptId, part, gulu);
    const { body } = await world.list('status=partly-received', gulu);
    expect(body.items).toContainEqual((await world.get(id, gulu)).body);
  });
});

describe('clocks', () => {
  it('a dispatch or a receipt of next week is refused with the date there', async () => {
    const { id, from } = await transfer();
    expect(await world.dispatch(id, { dispatchedAt: '2020-07-09T06:00:00Z' }, from.as)).toMatchObject({
      status: 422,
      body: { code: 'date.future', today: '2020-07-01', errors: [{ pointer: '/dispatchedAt' }] },
    });
    expect(await world.receive(id, uuid(), { ...part, receivedAt: '2020-07-09T06:00:00Z' })).toMatchObject({
      status: 422,
      body: { code: 'date.future', errors: [{ pointer: '/receivedAt' }] },
    });
  });

  it('a quantity with a digit too many is asked about, then stored when it is confirmed', async () => {
    const { id, from } = await transfer();
    await world.dispatch(id, dispatched, from.as);
    const receiptId = uuid();
    const much = { ...part, lines: [{ lineId: '1', accepted: 1000 }] };
    expect(await world.receive(id, receiptId, much)).toMatchObject({
      status: 409,
      body: { code: 'quantity.implausible' },
    });
    expect(await world.receive(id, receiptId, { ...much, confirm: true })).toMatchObject({
      status: 201,
      body: {
        shipment: { discrepancies: [{ discrepancyId: '1~surplus', quantity: 900 }] },
        flags: [{ code: 'confirmed-implausible', itemId: 'soap-bar' }],
      },
    });
    const lines = await linesAfter(world.table, PRISON, 'soap-bar', null);
    expect(lines.find(({ line }) => line.eventId === receiptId)?.notes.flags).toEqual(['confirmed-implausible']);
  });
});
