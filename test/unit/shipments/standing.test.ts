import { describe, expect, test } from 'vitest';
import { inboundOf } from '#shared/domain/shipments/inbound-of.ts';
import { expectedOn, firstPromisedOn, type ShipmentFact } from '#shared/domain/shipments/shipment.ts';
import { standing } from '#shared/domain/shipments/standing.ts';
import { came, given, handOver, left, logistics, plan, planLine, received } from './given.ts';

const soap = plan(planLine('1', 'soap-bar', 3750, { packSize: 25 }));
const trace = { at: logistics.now, by: logistics.by, note: 'Truck robbed' };
const lost: ShipmentFact = { kind: 'lost', lostOn: null, trace };
const took = (accepted: number, damaged = 0) => [came({ lineId: '1', itemId: 'soap-bar', accepted, damaged })];

function open(facts: readonly ShipmentFact[], of = soap) {
  const { status, discrepancies } = standing(given(of, ...facts));
  return { status, found: discrepancies.map((each) => `${each.discrepancyId} ${each.quantity} ${each.state}`) };
}

describe('status', () => {
  test('a planned shipment is not on its way, whatever it promises', () => {
    expect(standing(given(soap))).toMatchObject({ status: 'planned', inTransit: 0, dispatchedAt: null });
  });

  test('what is not yet received of a dispatched shipment is on its way', () => {
    const now = standing(given(soap, left, received('r1', { lines: took(1000) })));
    expect(now).toMatchObject({ status: 'partly-received', inTransit: 2750, discrepancies: [] });
  });

  test('the last goods close a shipment without anybody saying final', () => {
    const facts = [left, received('r1', { lines: took(1000) }), received('r2', { lines: took(2750) })];
    expect(open(facts)).toEqual({ status: 'received', found: [] });
  });

  test('goods that come before the word of their dispatch count as dispatched when they came', () => {
    const now = standing(given(soap, received('r1', { lines: took(1000) })));
    expect(now).toMatchObject({
      status: 'partly-received',
      dispatchImplied: true,
      dispatchedAt: '2020-06-30T09:00:00.000Z',
      inTransit: 2750,
    });
  });

  test('reversing the only receipt takes the shipment back to where it was', () => {
    const reversed: ShipmentFact = { kind: 'receipt-reversed', receiptId: 'r1', trace };
    expect(open([left, received('r1', { lines: took(3750) }), reversed]).status).toBe('dispatched');
    expect(open([received('r1', { lines: took(3750) }), reversed]).status).toBe('planned');
  });

  test('what really left is what is expected, not the plan', () => {
    const short: ShipmentFact = {
      kind: 'dispatched',
      dispatched: {
        ...trace,
        carrier: null,
        dispatchedAt: logistics.now,
        lines: [{ lineId: '1', quantity: 3000, lots: [] }],
      },
    };
    expect(standing(given(soap, short)).inTransit).toBe(3000);
    expect(open([short, received('r1', { lines: took(3000) })])).toEqual({ status: 'received', found: [] });
  });
});

describe('differences', () => {
  test('more than was sent is surplus, over several receipts, opened by the one that brought it', () => {
    const first = received('r1', { lines: took(3750) });
    const second = received('r2', { lines: took(250), receivedAt: '2020-07-01T09:00:00.000Z' });
    expect(open([left, first, second])).toEqual({ status: 'received-with-discrepancy', found: ['1~surplus 250 open'] });
    const [surplus] = standing(given(soap, left, first, second)).discrepancies;
    expect(surplus?.openedAt).toBe('2020-07-01T09:00:00.000Z');
  });

  test('a second receipt never undoes the first, and after a final one it takes from what is missing', () => {
    const final = received('r1', { lines: took(3000), final: true });
    expect(open([left, final]).found).toEqual(['1~missing 750 open']);
    const late = received('r2', { lines: took(700), receivedAt: '2020-07-02T09:00:00.000Z' });
    expect(open([left, final, late]).found).toEqual(['1~missing 50 open']);
  });

  test('within 1 % of the line and under one pack a difference settles itself', () => {
    expect(open([left, received('r1', { lines: took(3726), final: true })])).toEqual({
      status: 'received',
      found: ['1~missing 24 self-settled'],
    });
  });

  test('one whole pack is asked about although it is under 1 %', () => {
    expect(open([left, received('r1', { lines: took(3725), final: true })])).toEqual({
      status: 'received-with-discrepancy',
      found: ['1~missing 25 open'],
    });
  });

  test('more than 1 % is asked about although it is under one pack', () => {
    const small = plan(planLine('1', 'soap-bar', 100, { packSize: 25 }));
    expect(open([left, received('r1', { lines: took(98), final: true })], small).found).toEqual(['1~missing 2 open']);
  });

  test('what came instead is wrong, and not missing as well', () => {
    const wrong = [{ itemId: 'glove', quantity: 478, lots: [] }];
    const lines = [...took(3750), came({ lineId: '2', itemId: 'face-shield', wrong })];
    expect(open([left, received('r1', { lines, final: true })], handOver).found).toEqual(['2~wrong 478 open']);
  });

  test('a settlement covers what it was given for: more of it opens it again', () => {
    const settled: ShipmentFact = {
      kind: 'settled',
      settlement: {
        ...trace,
        discrepancyId: '1~damaged',
        quantity: 50,
        reason: 'damaged-in-transit',
        claimDueOn: null,
      },
    };
    const first = received('r1', { lines: took(1000, 50) });
    expect(open([left, first, settled]).found).toEqual(['1~damaged 50 settled']);
    const second = received('r2', { lines: took(1000, 10) });
    expect(open([left, first, settled, second]).found).toEqual(['1~damaged 60 open']);
  });
});

describe('loss', () => {
  test('a lost shipment is on its way no more and asks nobody', () => {
    expect(open([left, lost])).toEqual({ status: 'lost', found: ['1~missing 3750 settled'] });
    expect(standing(given(soap, left, lost)).inTransit).toBe(0);
    expect(inboundOf(given(soap, left, lost))).toBeUndefined();
  });

  test('goods that come all the same bring it back', () => {
    const facts = [left, lost, received('r1', { lines: took(1000) })];
    expect(open(facts)).toEqual({ status: 'partly-received', found: [] });
    expect(standing(given(soap, ...facts)).inTransit).toBe(2750);
  });

  test('losing the rest of a partly received shipment closes it with what is missing', () => {
    const facts = [left, received('r1', { lines: took(1000) }), lost];
    expect(open(facts)).toEqual({ status: 'received-with-discrepancy', found: ['1~missing 2750 settled'] });
  });
});

describe('the inbound row', () => {
  test('is there from the plan on, with nothing on the way yet', () => {
    expect(inboundOf(given(soap))).toMatchObject({ status: 'planned', expectedOn: 18443, lines: [] });
  });

  test('adds up the lines of one item', () => {
    const two = plan(planLine('a', 'soap-bar', 100), planLine('b', 'soap-bar', 50));
    expect(inboundOf(given(two, left))?.lines).toEqual([{ itemId: 'soap-bar', outstanding: 150 }]);
  });

  test('stays for open discrepancies and goes with the last of them', () => {
    const final = received('r1', { lines: took(3000), final: true });
    const settled: ShipmentFact = {
      kind: 'settled',
      settlement: { ...trace, discrepancyId: '1~missing', quantity: 750, reason: 'claim', claimDueOn: 18500 },
    };
    expect(inboundOf(given(soap, left, final))).toMatchObject({
      lines: [],
      discrepancies: [{ discrepancyId: '1~missing', quantity: 750, claimDueOn: null }],
    });
    expect(inboundOf(given(soap, left, final, settled))?.discrepancies).toMatchObject([{ claimDueOn: 18500 }]);
    const ended: ShipmentFact = {
      kind: 'settled',
      settlement: { ...trace, discrepancyId: '1~missing', quantity: 750, reason: 'written-off', claimDueOn: null },
    };
    expect(inboundOf(given(soap, left, final, settled, ended))).toBeUndefined();
  });

  test('keeps the first promised date beside the new one', () => {
    const moved: ShipmentFact = { kind: 'rescheduled', promised: { ...trace, expectedOn: 18450 } };
    const shipment = given(soap, left, moved);
    expect([firstPromisedOn(shipment), expectedOn(shipment)]).toEqual([18443, 18450]);
    expect(inboundOf(shipment)).toMatchObject({ firstPromisedOn: 18443, expectedOn: 18450 });
  });
});
