/** Case 17: the hand-over of 30 June 2020, with its numbers. */
import { describe, expect, test } from 'vitest';
import { receiptLines } from '#shared/domain/shipments/postings.ts';
import { decideReceipt } from '#shared/domain/shipments/receive.ts';
import { standing } from '#shared/domain/shipments/standing.ts';
import { fold } from '#shared/domain/stock/fold.ts';
import type { LedgerLine } from '#shared/domain/stock/ledger.ts';
import { decided, given, handOver, left, manager, reported, reports, ZONE } from './given.ts';

const report = reports(
  [
    reported({ lineId: '1', accepted: 3700, damaged: 50 }),
    reported({ lineId: '2', accepted: 125 }),
    reported({ itemId: 'ball', accepted: 320 }),
  ],
  { final: true },
);
const shipped = given(handOver, left);
const shipment = decided(shipped, decideReceipt(shipped, report, ZONE, new Set(['ball']), manager));
const { status, discrepancies, inTransit } = standing(shipment);
const brief = discrepancies.map(({ discrepancyId, quantity, state }) => ({ discrepancyId, quantity, state }));
const lines = shipment.receipts.flatMap((each) => receiptLines(shipment, each, ZONE));
const soap = lines.filter((line) => line.itemId === 'soap-bar');

describe('150 cartons x 25 soap and 478 face shields were sent; 3,700 soap, 50 damaged, 125 shields and 320 balls came', () => {
  test('before the receipt, all of it is on the way and none of it on hand', () => {
    expect(standing(shipped)).toMatchObject({ status: 'dispatched', inTransit: 3750 + 478, discrepancies: [] });
  });

  test('the shipment is received with discrepancy, and nothing is on the way', () => {
    expect({ status, inTransit }).toEqual({ status: 'received-with-discrepancy', inTransit: 0 });
  });

  test('353 missing face shields are derived, and the balls stand as unlisted', () => {
    expect(brief).toEqual([
      { discrepancyId: '1~damaged', quantity: 50, state: 'open' },
      { discrepancyId: '2~missing', quantity: 353, state: 'open' },
      { discrepancyId: 'ball~unlisted', quantity: 320, state: 'open' },
    ]);
  });

  test('3,750 bars are on hand: 3,700 on the shelf and 50 kept apart', () => {
    expect(fold(null, soap).state?.lots).toEqual([{ lot: null, expiry: null, quantity: 3700, held: 50 }]);
  });

  test('the balls are on the shelf as well', () => {
    const balls = lines.filter((line) => line.itemId === 'ball');
    expect(fold(null, balls).state?.lots).toMatchObject([{ quantity: 320, held: 0 }]);
  });

  test('counting 3,700 the next day changes nothing and is no use', () => {
    const day = soap[0]?.day ?? 0;
    const before: LedgerLine = countOf(0, '2020-06-29T08:00:00.000Z', day - 1, 'c0');
    const next: LedgerLine = countOf(3700, '2020-07-01T08:00:00.000Z', day + 1, 'c1');
    const { state, flags } = fold(null, [before, ...soap, next]);
    expect(state?.lots).toEqual([{ lot: null, expiry: null, quantity: 3700, held: 50 }]);
    expect(state?.segments.map((segment) => segment.used)).toEqual([0]);
    expect(flags.get('c1')).toEqual([]);
  });
});

function countOf(quantity: number, occurredAt: string, day: number, eventId: string): LedgerLine {
  return {
    itemId: 'soap-bar',
    occurredAt,
    day,
    eventId,
    kind: 'count',
    entries: [{ lot: null, expiry: null, quantity }],
    count: { bookkeeping: 'counts' },
  };
}
