import { describe, expect, test } from 'vitest';
import { dispatchLines, receiptLines } from '#shared/domain/shipments/postings.ts';
import type { ShipmentFact } from '#shared/domain/shipments/shipment.ts';
import { fold } from '#shared/domain/stock/fold.ts';
import { reversalLines } from '#shared/domain/stock/reversal-lines.ts';
import { came, given, left, logistics, plan, planLine, receipt, received, SHIPMENT, ZONE } from './given.ts';

const lots = [
  { lot: 'A1', expiry: 20000, quantity: 60 },
  { lot: 'b2', expiry: null, quantity: 30 },
];
const masks = plan(planLine('1', 'mask', 100, { lots }), planLine('2', 'mask', 50), planLine('3', 'soap', 5));

describe('a dispatch', () => {
  test('takes from the shelf by lot, one ledger line an item, and carries the shipment', () => {
    const [mask, soap, ...more] = dispatchLines(given(masks, left), ZONE);
    expect(more).toEqual([]);
    expect(mask).toMatchObject({
      itemId: 'mask',
      kind: 'dispatch',
      eventId: SHIPMENT,
      shipmentId: SHIPMENT,
      day: 18441,
      entries: [
        { lot: 'A1', expiry: 20000, quantity: -60 },
        { lot: 'B2', expiry: null, quantity: -30 },
        { lot: null, quantity: -10 },
        { lot: null, quantity: -50 },
      ],
    });
    expect(soap?.entries).toMatchObject([{ quantity: -5 }]);
  });

  test('takes what really left', () => {
    const lines = [
      { lineId: '1', quantity: 20, lots: [{ lot: 'C3', expiry: null, quantity: 20 }] },
      { lineId: '2', quantity: 0, lots: [] },
    ];
    const trace = { at: logistics.now, by: logistics.by, note: null };
    const some: ShipmentFact = {
      kind: 'dispatched',
      dispatched: { dispatchedAt: logistics.now, carrier: null, lines, ...trace },
    };
    expect(dispatchLines(given(masks, some), ZONE).map((line) => line.entries)).toMatchObject([
      [{ lot: 'C3', quantity: -20 }],
      [{ lot: null, quantity: -5 }],
    ]);
  });

  test('nothing leaves before the word of it', () => {
    expect(dispatchLines(given(masks), ZONE)).toEqual([]);
  });
});

describe('a receipt', () => {
  const entries = (...lines: ReturnType<typeof came>[]) =>
    receiptLines(given(masks, left), receipt('r1', { lines }), ZONE).map((line) => line.entries);

  test('keeps apart what arrived damaged', () => {
    expect(entries(came({ lineId: '2', itemId: 'mask', accepted: 40, damaged: 10 }))).toEqual([
      [
        { lot: null, expiry: null, quantity: 40 },
        { lot: null, expiry: null, quantity: 10, held: true },
      ],
    ]);
  });

  test('names its own lots, or inherits those that left when all of the line came', () => {
    const own = [{ lot: 'z9', expiry: 21000, quantity: 80 }];
    expect(entries(came({ lineId: '1', itemId: 'mask', accepted: 100, lots: own }))).toMatchObject([
      [
        { lot: 'Z9', expiry: 21000, quantity: 80 },
        { lot: null, quantity: 20 },
      ],
    ]);
    expect(entries(came({ lineId: '1', itemId: 'mask', accepted: 100 }))).toMatchObject([
      [
        { lot: 'A1', quantity: 60 },
        { lot: 'B2', quantity: 30 },
        { lot: null, quantity: 10 },
      ],
    ]);
    expect(entries(came({ lineId: '1', itemId: 'mask', accepted: 99 }))).toMatchObject([[{ lot: null, quantity: 99 }]]);
  });

  test('of a line of one lot is of that lot, however much of it came and in which state', () => {
    const one = plan(planLine('1', 'mask', 100, { lots: [{ lot: 'A1', expiry: 20000, quantity: 100 }] }));
    const line = came({ lineId: '1', itemId: 'mask', accepted: 120, damaged: 3 });
    expect(receiptLines(given(one, left), receipt('r1', { lines: [line] }), ZONE)[0]?.entries).toEqual([
      { lot: 'A1', expiry: 20000, quantity: 120 },
      { lot: 'A1', expiry: 20000, quantity: 3, held: true },
    ]);
  });

  test('takes its lots for what was accepted first, then for what was damaged', () => {
    const both = [
      { lot: 'A', expiry: null, quantity: 8 },
      { lot: 'B', expiry: null, quantity: 5 },
    ];
    expect(entries(came({ lineId: '1', itemId: 'mask', accepted: 10, damaged: 5, lots: both }))).toEqual([
      [
        { lot: 'A', expiry: null, quantity: 8 },
        { lot: 'B', expiry: null, quantity: 2 },
        { lot: 'B', expiry: null, quantity: 3, held: true },
        { lot: null, expiry: null, quantity: 2, held: true },
      ],
    ]);
  });

  test('puts wrong goods on the shelf as what they are', () => {
    const wrong = [{ itemId: 'glove', quantity: 7, lots: [] }];
    const lines = receiptLines(
      given(masks, left),
      receipt('r1', { lines: [came({ lineId: '3', itemId: 'soap', wrong })] }),
      ZONE,
    );
    expect(lines.map((line) => [line.itemId, line.entries[0]?.quantity])).toEqual([['glove', 7]]);
  });

  test('reversed leaves no trace in the position', () => {
    const shipment = given(
      masks,
      left,
      received('r1', { lines: [came({ lineId: '1', itemId: 'mask', accepted: 100 })] }),
    );
    const lines = shipment.receipts.flatMap((each) => receiptLines(shipment, each, ZONE));
    const reversal = reversalLines('x1', lines);
    expect(reversal).toMatchObject([
      { kind: 'reversal', reverses: 'r1', eventId: 'x1', occurredAt: lines[0]?.occurredAt },
    ]);
    expect(fold(null, [...lines, ...reversal]).state).toBeNull();
  });
});
