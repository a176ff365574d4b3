import { describe, expect, test } from 'vitest';
import type { LedgerLine } from '#shared/domain/stock/ledger.ts';
import { count, dispatch, FIRST, judge, rounded, type Setting, weekly } from './books.ts';

/** 100 a day, and on day 70 so many left; counted on that day. */
const hundredADay = (left: number) => weekly(0, 70, left + 7000, 100);
const ahead = (lines: readonly LedgerLine[], setting: Partial<Setting> = {}) => {
  const seen = judge(lines, { today: 70, ...setting });
  const out = seen.stockOutOn === null ? null : seen.stockOutOn - FIRST;
  return { ...seen, out, cover: rounded(seen.coverDays), rate: rounded(seen.adu, 2) };
};

describe('a store', () => {
  const store = { store: true, today: 70 } as const;

  test('8,000 gloves for 16 prisons that use 600 a day together last 13 days', () => {
    const seen = ahead([count(70, 8000)], { ...store, served: { adu: 600 } });
    expect(seen).toMatchObject({
      basis: 'served',
      rate: 600,
      cover: 13.3,
      status: 'emergency',
      out: 83,
      partial: false,
    });
  });

  test('goes by what it serves before everything that was measured there, and says when that is not all', () => {
    const seen = ahead(hundredADay(8000), { ...store, served: { adu: 600, partial: true, fromHeads: true } });
    expect(seen).toMatchObject({ basis: 'served', rate: 600, partial: true, fromHeads: true, scaledBy: null });
  });

  test('a surge is in what others use already', () => {
    expect(ahead([count(70, 8000)], { ...store, served: { adu: 600 }, surge: 2 })).toMatchObject({
      rate: 600,
      surge: null,
    });
  });

  test('where nobody knows what it serves, it goes by what left it over 90 days', () => {
    const lines = [count(0, 9000), dispatch(10, 1800), dispatch(40, 3600), count(70, 3600)];
    const seen = ahead(lines, { ...store, served: { adu: null } });
    expect(seen).toMatchObject({ basis: 'served', rate: 77.14 });
    expect(ahead(lines, { ...store, surge: 2 })).toMatchObject({ basis: 'served', rate: 154.29 });
  });

  test('what it sent away since its last count is in its books, and not taken off twice', () => {
    const sent = [count(70, 9000), dispatch(74, 4200)];
    const week = { ...store, today: 77, served: { adu: 600 } };
    expect(rounded(ahead([count(70, 9000)], week).estimatedOnHand)).toBe(4800);
    expect(rounded(ahead(sent, week).estimatedOnHand)).toBe(4800);
  });

  test('without shipments it goes by its own use, as any other place', () => {
    expect(ahead(hundredADay(8000), store)).toMatchObject({ basis: 'long', rate: 100 });
  });

  test('a prison that sends some of its stock away does not use it by that', () => {
    const lines = [...hundredADay(3000).slice(0, -1), dispatch(68, 500), count(70, 2500)];
    expect(ahead(lines)).toMatchObject({ basis: 'long', rate: 100 });
  });
});
