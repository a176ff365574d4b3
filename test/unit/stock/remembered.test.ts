import { describe, expect, test } from 'vitest';
import type { LedgerLine } from '#shared/domain/stock/ledger.ts';
import {
  adjust,
  count,
  damagedOnArrival,
  dispatch,
  FIRST,
  issue,
  judge,
  receipt,
  reverse,
  type Setting,
  stateAfter,
} from './books.ts';

const doubts = (lines: readonly LedgerLine[], setting: Partial<Setting> = {}) => {
  const { implausible, conflict } = judge(lines, { today: 30, ...setting }).anchorFlags;
  return [implausible && 'implausible', conflict && 'conflict'].filter(Boolean).join(' ');
};

describe('what makes the last whole count doubtful', () => {
  test('nothing, as a rule', () => {
    expect(doubts([count(0, 500), count(7, 420)])).toBe('');
  });

  test('a figure that looks like a slip, until the next count, whichever was known first', () => {
    const slip = count(7, 50);
    expect(doubts([count(0, 500), slip])).toBe('implausible');
    expect(doubts([slip, count(0, 500)])).toBe('implausible');
    expect(doubts([count(0, 500), slip, issue(8, 5)])).toBe('implausible');
    expect(doubts([count(0, 500), slip, count(14, 30)])).toBe('');
  });

  test('ten times the book, until the delivery that explains it is recorded; a smaller gain is no slip', () => {
    const lines = [count(0, 50), count(7, 600)];
    expect(doubts(lines)).toBe('implausible');
    expect(doubts([...lines, receipt(5, 580)])).toBe('');
    expect(doubts([count(0, 500), count(7, 600)])).toBe('');
  });

  test('a first figure above what the norm says for 400 days', () => {
    const item = { norms: { held: 0.1 } };
    expect(doubts([count(0, 4000)], { item, held: [[0, 100]] })).toBe('');
    expect(doubts([count(0, 4001)], { item, held: [[0, 100]] })).toBe('implausible');
  });

  test('another figure by somebody else on the same day, whichever was known first', () => {
    const first = count(7, 420, { by: 'clerk', at: '08:00' });
    const second = count(7, 850, { by: 'nurse', at: '09:00' });
    expect(doubts([count(0, 900), first, second])).toBe('conflict');
    expect(doubts([second, first, count(0, 900)])).toBe('conflict');
    expect(doubts([count(0, 900), first, second, reverse(first)])).toBe('');
    expect(doubts([count(0, 900), first, second, count(8, 840)])).toBe('');
  });

  test('another figure by somebody else across midnight', () => {
    const evening = count(7, 850, { by: 'clerk', at: '20:00' });
    expect(doubts([evening, count(8, 420, { by: 'nurse', at: '07:00' })])).toBe('conflict');
    expect(doubts([evening, count(8, 420, { by: 'clerk', at: '07:00' })])).toBe('');
    expect(doubts([evening, count(8, 420, { by: 'nurse', at: '09:00' })])).toBe('');
  });
});

describe('the last delivery', () => {
  test('is the day on which something came for the shelf, whatever was counted since', () => {
    const lines = [count(0, 500), receipt(3, 100), receipt(5, 50), count(7, 600)];
    expect(stateAfter(lines).lastReceivedOn).toBe(FIRST + 5);
    expect(stateAfter([...lines].reverse()).lastReceivedOn).toBe(FIRST + 5);
    expect(stateAfter([...lines, reverse(lines[2] ?? count(0, 0))]).lastReceivedOn).toBe(FIRST + 3);
  });

  test('is no gain, nothing found, and nothing that came broken', () => {
    const lines = [count(0, 500), adjust(2, 30, 'found'), count(7, 900), damagedOnArrival(8, 0, 20)];
    expect(stateAfter(lines).lastReceivedOn).toBeNull();
  });
});

describe('what a store sends away', () => {
  test('is told apart from what else left without being used, in open and closed spans', () => {
    const open = stateAfter([count(0, 9000), dispatch(2, 600), adjust(3, -10, 'damaged')]);
    expect(open.span).toMatchObject({ adjusted: -610, dispatched: 600 });
    const closed = stateAfter([count(0, 9000), dispatch(2, 600), adjust(3, -10, 'damaged'), count(7, 8390)]);
    expect(closed.segments).toMatchObject([{ used: 0, adjusted: -610, dispatched: 600 }]);
    expect(closed.span.dispatched).toBe(0);
  });

  test('is kept day by day where movements are logged, and survives the weeks that are merged', () => {
    const words = { bookkeeping: 'movements' } as const;
    const lines = [count(0, 9000, words), dispatch(2, 600), dispatch(4, 300), dispatch(40, 10), count(60, 8090, words)];
    const { segments } = stateAfter(lines);
    expect(segments.map(({ dispatched }) => dispatched).filter((units) => units > 0)).toEqual([900, 10]);
  });
});
