import { describe, expect, test } from 'vitest';
import { parseDay } from '#shared/domain/day.ts';
import { isRefusal } from '#shared/domain/refusal.ts';
import { decideCancel, decideDispatch, decideLost, decideReschedule } from '#shared/domain/shipments/moves.ts';
import { decidePlan, type PlanKnowledge } from '#shared/domain/shipments/plan.ts';
import { decideReceipt, decideReversal } from '#shared/domain/shipments/receive.ts';
import { decideSettle } from '#shared/domain/shipments/settle.ts';
import type { ShipmentFact } from '#shared/domain/shipments/shipment.ts';
import { standing } from '#shared/domain/shipments/standing.ts';
import {
  came,
  codeOf,
  decided,
  dispatch,
  given,
  handOver,
  left,
  logistics,
  manager,
  plan,
  planLine,
  received,
  reported,
  reports,
  ZONE,
} from './given.ts';

const trace = { at: logistics.now, by: logistics.by, note: null };
const cancelled: ShipmentFact = { kind: 'cancelled', trace };
const lost: ShipmentFact = { kind: 'lost', lostOn: null, trace };
const none: ReadonlySet<string> = new Set();
const soapCame = [came({ lineId: '1', itemId: 'soap-bar', accepted: 3000 })];
const known: PlanKnowledge = {
  items: new Map([
    ['soap-bar', { retired: false }],
    ['face-shield', { retired: false }],
    ['old-mask', { retired: true }],
  ]),
  facilities: new Map([['UG-LUZIRA-UPPER', { status: 'active' }]]),
};

describe('planning', () => {
  test('a planned shipment is replaced as a whole', () => {
    const other = plan(planLine('1', 'soap-bar', 10));
    expect(decided(given(handOver), decidePlan(given(handOver), other, known)).plan).toEqual(other);
  });

  test.each([
    ['dispatched', given(handOver, left)],
    ['cancelled', given(handOver, cancelled)],
    ['received', given(handOver, received('r1', { lines: soapCame }))],
  ])('a shipment that was %s is not replaced', (_, shipment) => {
    expect(codeOf(decidePlan(shipment, handOver, known))).toBe('shipment.not-planned');
  });

  test('unknown and retired items are named by their lines', () => {
    const lines = [planLine('1', 'old-mask', 1), planLine('2', 'soap', 1)];
    expect(decidePlan(undefined, plan(...lines), known)).toMatchObject({
      code: 'item.unknown',
      errors: [
        { pointer: '/lines/0/itemId', code: 'item.retired' },
        { pointer: '/lines/1/itemId', code: 'item.unknown' },
      ],
    });
  });

  test('a destination has to exist and to be open', () => {
    expect(codeOf(decidePlan(undefined, { ...handOver, destination: 'UG-NOWHERE' }, known))).toBe('facility.unknown');
    const closed = { ...known, facilities: new Map([['UG-LUZIRA-UPPER', { status: 'closed' as const }]]) };
    expect(codeOf(decidePlan(undefined, handOver, closed))).toBe('facility.closed');
  });
});

describe('dispatching', () => {
  test('a planned shipment leaves once', () => {
    const shipment = decided(given(handOver), decideDispatch(given(handOver), dispatch(), ZONE, logistics));
    expect(standing(shipment).status).toBe('dispatched');
    expect(codeOf(decideDispatch(shipment, dispatch(), ZONE, logistics))).toBe('shipment.not-planned');
  });

  test('the word of the dispatch may come after the goods', () => {
    const shipment = given(handOver, received('r1', { lines: soapCame }));
    const known = standing(decided(shipment, decideDispatch(shipment, dispatch(), ZONE, logistics)));
    expect(known).toMatchObject({ dispatchImplied: false, dispatchedAt: '2020-06-28T06:00:00.000Z' });
  });

  test('a cancelled one does not leave', () => {
    expect(codeOf(decideDispatch(given(handOver, cancelled), dispatch(), ZONE, logistics))).toBe('shipment.cancelled');
  });

  test('a local date after tomorrow is refused with the date there', () => {
    const decided = decideDispatch(
      given(handOver),
      dispatch({ dispatchedAt: '2020-06-29T21:00:00.000Z' }),
      ZONE,
      logistics,
    );
    expect(decided).toMatchObject({ code: 'date.future', extra: { today: '2020-06-28' } });
    const tomorrow = dispatch({ dispatchedAt: '2020-06-29T20:59:59.999Z' });
    expect(codeOf(decideDispatch(given(handOver), tomorrow, ZONE, logistics))).toBe('accepted dispatched');
  });

  test('lines that it does not have are named, and something has to leave', () => {
    const unknown = dispatch({ lines: [{ lineId: '9', quantity: 1, lot: null }] });
    expect(decideDispatch(given(handOver), unknown, ZONE, logistics)).toMatchObject({
      code: 'line.unknown',
      errors: [{ pointer: '/lines/0/lineId' }],
    });
    const nothing = dispatch({ lines: ['1', '2'].map((lineId) => ({ lineId, quantity: 0, lot: null })) });
    expect(codeOf(decideDispatch(given(handOver), nothing, ZONE, logistics))).toBe('body.invalid');
  });
});

describe('rescheduling, cancelling, losing', () => {
  const later = { expectedOn: 18450, reason: 'Held at the border' };

  test('what is planned or on its way gets a new date', () => {
    expect(codeOf(decideReschedule(given(handOver), later, logistics))).toBe('accepted rescheduled');
    expect(codeOf(decideReschedule(given(handOver, left), later, logistics))).toBe('accepted rescheduled');
  });

  test('what is closed or cancelled does not', () => {
    const closed = given(handOver, left, received('r1', { lines: soapCame, final: true }));
    expect(codeOf(decideReschedule(closed, later, logistics))).toBe('shipment.closed');
    expect(codeOf(decideReschedule(given(handOver, cancelled), later, logistics))).toBe('shipment.cancelled');
  });

  test('only what is planned can be cancelled', () => {
    expect(codeOf(decideCancel(given(handOver), 'Ordered twice', logistics))).toBe('accepted cancelled');
    expect(codeOf(decideCancel(given(handOver, left), 'Ordered twice', logistics))).toBe('shipment.not-planned');
  });

  test.each([
    ['planned', given(handOver), 'shipment.not-dispatched'],
    ['cancelled', given(handOver, cancelled), 'shipment.cancelled'],
    ['dispatched', given(handOver, left), 'accepted lost'],
    ['lost', given(handOver, left, lost), 'shipment.closed'],
  ])('declaring a %s shipment lost', (_, shipment, code) => {
    expect(codeOf(decideLost(shipment, { reason: 'Robbed', lostOn: null }, ZONE, logistics))).toBe(code);
  });

  test('a loss is not dated after tomorrow', () => {
    const lostOn = parseDay('2020-06-30') ?? null;
    expect(codeOf(decideLost(given(handOver, left), { reason: 'Robbed', lostOn }, ZONE, logistics))).toBe(
      'date.future',
    );
  });
});

describe('receiving', () => {
  const report = reports([reported({ lineId: '1', accepted: 3000 })]);

  test('a cancelled shipment refuses goods', () => {
    expect(codeOf(decideReceipt(given(handOver, cancelled), report, ZONE, none, manager))).toBe('shipment.cancelled');
  });

  test.each([
    ['planned', given(handOver)],
    ['lost', given(handOver, left, lost)],
    ['closed', given(handOver, left, received('r0', { lines: soapCame, final: true }))],
  ])('goods of a %s shipment that arrive have arrived', (_, shipment) => {
    expect(codeOf(decideReceipt(shipment, report, ZONE, none, manager))).toBe('accepted received');
  });

  test('an item without a line goes to the only line that carries it', () => {
    const shipment = given(handOver, left);
    const taken = decideReceipt(
      shipment,
      reports([reported({ itemId: 'soap-bar', accepted: 3750 })]),
      ZONE,
      none,
      manager,
    );
    expect(decided(shipment, taken).receipts[0]?.lines[0]).toMatchObject({ lineId: '1', itemId: 'soap-bar' });
  });

  test('an item on several lines has to say which', () => {
    const shipment = given(plan(planLine('a', 'soap-bar', 10), planLine('b', 'soap-bar', 10)), left);
    const decided = decideReceipt(
      shipment,
      reports([reported({ itemId: 'soap-bar', accepted: 3 })]),
      ZONE,
      none,
      manager,
    );
    expect(decided).toMatchObject({ code: 'line.unknown', errors: [{ pointer: '/lines/0/itemId' }] });
  });

  test('unlisted and wrong goods have to be in the catalogue', () => {
    const wrong = [{ itemId: 'bat', quantity: 1, lots: [] }];
    const lines = [reported({ itemId: 'ball', accepted: 1 }), reported({ lineId: '2', accepted: 1, wrong })];
    expect(decideReceipt(given(handOver, left), reports(lines), ZONE, none, manager)).toMatchObject({
      code: 'item.unknown',
      errors: [{ pointer: '/lines/0/itemId' }, { pointer: '/lines/1/wrong/0/itemId' }],
    });
  });

  test('ten times what was sent is asked about once', () => {
    const lines = [reported({ lineId: '2', accepted: 4780 })];
    expect(codeOf(decideReceipt(given(handOver, left), reports(lines), ZONE, none, manager))).toBe(
      'quantity.implausible',
    );
    const sure = reports(lines, { confirmed: true });
    expect(codeOf(decideReceipt(given(handOver, left), sure, ZONE, none, manager))).toBe('accepted received');
  });

  test('a local date after tomorrow is refused, a fast clock is not', () => {
    const soon = { ...report, receivedAt: '2020-06-30T12:10:00.000Z' };
    expect(codeOf(decideReceipt(given(handOver, left), soon, ZONE, none, manager))).toBe('accepted received');
    const nextWeek = { ...report, receivedAt: '2020-07-07T09:00:00.000Z' };
    expect(codeOf(decideReceipt(given(handOver, left), nextWeek, ZONE, none, manager))).toBe('date.future');
  });
});

describe('reversing a receipt', () => {
  const shipment = given(handOver, left, received('r1', { lines: soapCame }));

  test('a receipt is taken back once', () => {
    const reversed = decided(shipment, decideReversal(shipment, 'r1', 'Typed twice', manager));
    expect(standing(reversed)).toMatchObject({ status: 'dispatched', inTransit: 4228 });
    expect(codeOf(decideReversal(reversed, 'r1', 'Typed twice', manager))).toBe('receipt.reversed');
  });

  test('one that nobody knows is not found', () => {
    expect(codeOf(decideReversal(shipment, 'r9', 'Typed twice', manager))).toBe('not-found');
  });
});

describe('settling', () => {
  const shipment = given(handOver, left, received('r1', { lines: soapCame, final: true }));
  const answer = { reason: 'short-shipped', note: null, claimDueOn: null } as const;

  test("the origin's side settles once", () => {
    const settled = decided(shipment, decideSettle(shipment, '1~missing', answer, logistics));
    expect(codeOf(decideSettle(settled, '1~missing', answer, logistics))).toBe('discrepancy.settled');
  });

  test('a claim keeps it open until another answer ends it', () => {
    const claim = { ...answer, reason: 'claim', claimDueOn: 18460 } as const;
    const claimed = decided(shipment, decideSettle(shipment, '1~missing', claim, logistics));
    expect(standing(claimed).discrepancies[0]).toMatchObject({ state: 'claimed', settlement: { claimDueOn: 18460 } });
    expect(codeOf(decideSettle(claimed, '1~missing', answer, logistics))).toBe('accepted settled');
  });

  test('the member who received never settles', () => {
    const decided = decideSettle(shipment, '1~missing', answer, manager);
    expect(isRefusal(decided) && decided.code).toBe('role.forbidden');
  });

  test('what does not differ cannot be settled', () => {
    expect(codeOf(decideSettle(shipment, '1~surplus', answer, logistics))).toBe('not-found');
  });
});
