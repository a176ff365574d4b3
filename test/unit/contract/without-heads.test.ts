import { expect, test } from 'vitest';
import { stockRows } from '#shared/contract/stock.ts';
import { stockRow } from '#shared/contract/stock-answers.ts';
import { alertFactsWithoutHeads, overviewWithoutHeads, stockRowWithoutHeads } from '#shared/contract/without-heads.ts';

const [sample] = stockRows.getStock.example.answer.items;
const row = stockRow.parse(sample);

test('a rate by norm and every figure that follows from it is kept from who may not see head counts', () => {
  const seen = stockRowWithoutHeads({ ...row, basis: 'norm', adu: 31.35 }, true);
  expect(seen).toMatchObject({ onHand: row.onHand, usable: row.usable, status: row.status, basis: 'norm' });
  const { adu, amc, coverDays, coverByNorm, monthsOfStock, estimatedOnHand, suggestedQuantity } = seen;
  expect([adu, amc, coverDays, coverByNorm, monthsOfStock, estimatedOnHand, suggestedQuantity]).toEqual(
    Array(7).fill(null),
  );
  expect([seen.projectedStockOut, seen.arrival, seen.unused]).toEqual([null, null, []]);
});

test('measured use that was brought to the people of today tells how many they are, and is kept likewise', () => {
  const seen = stockRowWithoutHeads({ ...row, scaledBy: 0.5 }, true);
  expect(seen).toMatchObject({ basis: 'long', adu: null, scaledBy: null, coverDays: null, projectedStockOut: null });
  expect(seen).toMatchObject({ status: row.status, usable: row.usable, nextDeliveryOn: row.nextDeliveryOn });
  expect(alertFactsWithoutHeads({ basis: 'long', fromHeads: true, adu: 40, usable: 3 })).toEqual({
    basis: 'long',
    fromHeads: true,
    adu: null,
    usable: 3,
  });
});

test('a measured rate is shown, the cover by norm is not', () => {
  expect(stockRowWithoutHeads(row, false)).toEqual({ ...row, coverByNorm: null });
});

test('the facts of an alert keep a rate by norm to themselves, and show a measured one', () => {
  const facts = {
    itemId: 'soap-bar',
    adu: 31.35,
    coverDays: 4,
    estimatedOnHand: 125,
    stockOutOn: '2026-11-27',
    unused: 7,
    status: 'low',
  };
  expect(alertFactsWithoutHeads({ ...facts, basis: 'norm' })).toEqual({
    ...facts,
    basis: 'norm',
    adu: null,
    coverDays: null,
    estimatedOnHand: null,
    stockOutOn: null,
    unused: null,
  });
  expect(alertFactsWithoutHeads({ ...facts, basis: 'long' })).toEqual({ ...facts, basis: 'long' });
});

test('the overview leaves out the days of items whose rate is the norm', () => {
  const preparedness = {
    score: null,
    supplies: 0,
    guidance: null,
    reporting: 0,
    checklist: null,
    reason: 'nothing-listed' as const,
  };
  const items = [
    { itemId: 'soap-bar', status: 'low' as const, coverDays: 4 },
    { itemId: 'gloves', status: 'low' as const, coverDays: 9 },
  ];
  const seen = overviewWithoutHeads(
    { facilityId: 'UG-A', name: 'A', preparedness, trend: null, items, openAlerts: 2 },
    new Set(['soap-bar']),
  );
  expect(seen.items.map((item) => item.coverDays)).toEqual([null, 9]);
});
