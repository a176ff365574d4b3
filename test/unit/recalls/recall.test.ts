/** Lots that nobody is to use: what of them a place has, and when it is asked about them. */
import { describe, expect, it } from 'vitest';
import { lotAnswers } from '#shared/contract/stock-words.ts';
import { recalledLots } from '#shared/domain/alerts/kinds/recall.ts';
import { actionsOn, blockedLots, type Recall, type RecallHere, recallsHere } from '#shared/domain/recalls/recall.ts';
import { day, findings } from '../alerts/sample.ts';
import { count, FIRST, stateAfter } from '../stock/books.ts';

const recall = (changes: Partial<Recall> = {}): Recall => ({
  recallId: 'masks-m2209',
  itemId: 'mask-medical',
  lot: 'M2209',
  action: 'recall',
  since: day('2026-11-20'),
  ...changes,
});
const here = (changes: Partial<RecallHere> = {}): RecallHere => ({
  ...recall(),
  quantity: 300,
  withoutLot: 0,
  answered: false,
  ...changes,
});
const conditions = (...recalls: readonly RecallHere[]) => recalledLots(findings({ recalls }));

describe('a recalled lot at a place', () => {
  it.each([
    ['that has it opens a high alert', here(), 'high', 'high'],
    ['that has it on hold opens a medium one', here({ action: 'hold' }), 'medium', 'medium'],
    ['whose stock has no lots may have it', here({ quantity: 0, withoutLot: 50 }), 'high', 'high'],
    [
      'whose stock has no lots is not made to search for one on hold',
      here({ action: 'hold', quantity: 0, withoutLot: 50 }),
      null,
      'medium',
    ],
    ['that has none of it opens nothing, but an open alert waits for a reply', here({ quantity: 0 }), null, 'high'],
  ] as const)('%s', (_title, one, enters, keeps) => {
    expect(conditions(one)).toMatchObject([{ kind: 'recall', subject: 'masks-m2209', enters, keeps }]);
  });

  it('says which lot, how much of it, and since when', () => {
    expect(conditions(here({ withoutLot: 20 }))[0]?.facts).toEqual({
      recallId: 'masks-m2209',
      itemId: 'mask-medical',
      lot: 'M2209',
      action: 'recall',
      quantity: 300,
      withoutLot: 20,
      recalledOn: '2026-11-20',
    });
  });

  it('is no matter any more once the place has replied', () => {
    expect(conditions(here({ answered: true }))).toEqual([]);
  });
});

describe('what a place has of a recalled lot', () => {
  const state = stateAfter([
    count(FIRST, [
      ['M2209', null, 240],
      ['M3000', null, 70],
      [null, null, 5],
    ]),
  ]);
  const found = (one: Recall, replies: Parameters<typeof recallsHere>[1] = []) =>
    recallsHere([one], replies, () => state);

  it('is what its books say of the lot, and beside it what has no lot', () => {
    expect(found(recall())).toMatchObject([{ quantity: 240, withoutLot: 5, answered: false }]);
    expect(recallsHere([recall()], [], () => null)).toMatchObject([{ quantity: 0, withoutLot: 0 }]);
  });

  it.each([
    ['recall', 'recall', true],
    ['recall', 'hold', true],
    ['hold', 'hold', true],
    ['hold', 'recall', false],
  ] as const)('a reply to a %s speaks about a %s: %s', (said, asked, answered) => {
    expect(found(recall({ action: asked }), [{ recallId: 'masks-m2209', action: said }])).toMatchObject([{ answered }]);
  });
});

describe('lots that may not be used', () => {
  it('are blocked, and shown with the worst that is said of them', () => {
    const both = [
      recall({ action: 'hold' }),
      recall({ recallId: 'again' }),
      recall({ recallId: 'other', lot: 'M3000', action: 'hold' }),
    ];
    expect([...(blockedLots(both).get('mask-medical') ?? [])]).toEqual(['M2209', 'M3000']);
    const lots = [
      { lot: 'M2209', expiry: null, quantity: 200, held: 40 },
      { lot: 'M3000', expiry: day('2026-01-01'), quantity: 70, held: 0 },
      { lot: 'M4000', expiry: day('2026-01-01'), quantity: 10, held: 0 },
      { lot: null, expiry: null, quantity: 5, held: 0 },
    ];
    const shown = lotAnswers(lots, day('2026-11-20'), actionsOn(both, 'mask-medical'));
    expect(shown.map(({ lot, onHand, state }) => [lot, onHand, state])).toEqual([
      ['M2209', 200, 'recalled'],
      ['M2209', 40, 'kept-apart'],
      ['M3000', 70, 'on-hold'],
      ['M4000', 10, 'expired'],
      [null, 5, 'good'],
    ]);
  });
});
