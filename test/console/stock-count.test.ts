/** What a stock report adds up to and becomes, without a browser. */
import { describe, expect, it } from 'vitest';
import { documentsOf, draftOf, emptyCount, emptyLine, totalOf } from '../../web/features/stock/count.ts';

const context = {
  itemOf: () => undefined,
  confirmed: new Set<string>(),
  now: new Date('2026-11-20T08:00:00Z'),
};

describe('a line of a stock report', () => {
  it('adds packs and loose units', () => {
    expect(totalOf({ ...emptyLine, packs: '3', loose: '7' }, 25)).toBe(82);
  });
  it('is not counted while it is blank, and is counted as nothing with a zero', () => {
    expect(totalOf(emptyLine, 25)).toBeNull();
    expect(totalOf({ ...emptyLine, loose: '0' }, 25)).toBe(0);
  });
  it('wants a figure for each batch once one of them has one', () => {
    const lot = { expiry: '', quantity: '' };
    const lots = [
      { ...lot, lot: 'A', quantity: '5' },
      { ...lot, lot: 'B' },
    ];
    expect(totalOf({ ...emptyLine, lots }, 1)).toBeUndefined();
    expect(totalOf({ ...emptyLine, lots: lots.map((each) => ({ ...each, quantity: '5' })) }, 1)).toBe(10);
  });
});

describe('a stock report', () => {
  const order = Array.from({ length: 50 }, (_, at) => `item-${at}`);
  const lines = Object.fromEntries(order.slice(0, 46).map((itemId) => [itemId, { ...emptyLine, loose: '4' }]));

  it('becomes documents of at most 45 items and leaves out what is blank', () => {
    const documents = documentsOf({ ...emptyCount, lines }, { ...context, order });
    expect(documents.map((document) => document.lines.length)).toEqual([45, 1]);
  });
  it('confirms only what somebody confirmed', () => {
    const confirmed = new Set(['item-45']);
    const documents = documentsOf({ ...emptyCount, lines }, { ...context, order, confirmed });
    expect(documents.map(({ confirm }) => confirm)).toEqual([undefined, true]);
  });
  it('comes back into the form as it was sent', () => {
    const draft = {
      ...emptyCount,
      on: '2026-11-19',
      countedBy: 'Store officer',
      lines: { soap: { ...emptyLine, loose: '9' } },
    };
    const [document] = documentsOf(draft, { ...context, order: ['soap'] });
    expect(document && draftOf(document)).toEqual({ ...draft, extra: ['soap'] });
  });
});
