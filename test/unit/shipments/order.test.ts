/** Receipts reach us in any order: nothing of a shipment may depend on it. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { inboundOf } from '#shared/domain/shipments/inbound-of.ts';
import { receiptLines } from '#shared/domain/shipments/postings.ts';
import { evolve, type Receipt, type ShipmentFact } from '#shared/domain/shipments/shipment.ts';
import { standing } from '#shared/domain/shipments/standing.ts';
import { came, given, left, logistics, plan, planLine, received, ZONE } from './given.ts';

const sent = plan(
  planLine('1', 'soap-bar', 3750, { packSize: 25 }),
  planLine('2', 'face-shield', 478, { lots: [{ lot: 'FS1', expiry: 20000, quantity: 478 }] }),
  planLine('3', 'soap-bar', 100),
);
const units = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4000 }));
const line = (lineId: string | null, itemId: string) =>
  fc.record({ accepted: units, damaged: units }).map((quantities) => came({ lineId, itemId, ...quantities }));
const report: fc.Arbitrary<Partial<Receipt>> = fc.record({
  receivedAt: fc.integer({ min: 0, max: 20 }).map((hour) => new Date(Date.UTC(2020, 5, 30, hour)).toISOString()),
  final: fc.boolean(),
  lines: fc.tuple(line('1', 'soap-bar'), line('2', 'face-shield'), line('3', 'soap-bar'), line(null, 'ball')),
});
const trace = { at: logistics.now, by: logistics.by, note: 'Typed twice' };

/** Receipts and the reversals of some of them; a reversal comes after its receipt. */
const happened = fc
  .array(fc.record({ report, reversed: fc.boolean() }), { minLength: 1, maxLength: 6 })
  .map((reports) =>
    reports.map((each, index): ShipmentFact[] => {
      const receiptId = `r${index}`;
      const reversal: ShipmentFact[] = each.reversed ? [{ kind: 'receipt-reversed', receiptId, trace }] : [];
      return [received(receiptId, each.report), ...reversal];
    }),
  );

test('the same receipts in any order of arrival give the same shipment, inbound row and ledger lines', () => {
  fc.assert(
    fc.property(
      happened.chain((reports) =>
        fc.tuple(fc.constant(reports), fc.shuffledSubarray(reports, { minLength: reports.length })),
      ),
      fc.boolean(),
      ([inOrder, shuffled], dispatched) => {
        const start = given(sent, ...(dispatched ? [left] : []));
        const one = inOrder.flat().reduce(evolve, start);
        const other = shuffled.flat().reduce(evolve, start);
        expect(other).toEqual(one);
        expect(standing(other)).toEqual(standing(one));
        expect(inboundOf(other)).toEqual(inboundOf(one));
        const lines = (of: typeof one) => of.receipts.map((each) => receiptLines(of, each, ZONE));
        expect(lines(other)).toEqual(lines(one));
      },
    ),
    { numRuns: 300 },
  );
});

test('what was sent is accepted, damaged, on the way or missing, never more and never twice', () => {
  fc.assert(
    fc.property(happened, (reports) => {
      const { lines, discrepancies, status } = standing(reports.flat().reduce(evolve, given(sent, left)));
      for (const each of lines) {
        const missing = discrepancies.find((found) => found.discrepancyId === `${each.lineId}~missing`)?.quantity ?? 0;
        const surplus = discrepancies.find((found) => found.discrepancyId === `${each.lineId}~surplus`)?.quantity ?? 0;
        expect(each.accepted + each.damaged + each.outstanding + missing - surplus).toBe(each.sent);
        expect(Math.min(missing, surplus)).toBe(0);
      }
      if (status.startsWith('received')) expect(lines.every((each) => each.outstanding === 0)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
