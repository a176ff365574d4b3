/** What is typed to log a delivery says one plan, and a delivery stands in one column of the board. */
import { describe, expect, test } from 'vitest';
import {
  blankForm,
  blankLine,
  type Form,
  faultsOf,
  formLike,
  lineFault,
  lineUnits,
  planOf,
} from '#web/features/shipments/form.ts';
import { filtersOf, stageOf } from '#web/features/shipments/stages.ts';

const soap = { ...blankLine('1'), itemId: 'soap-bar', packs: '150', packSize: '25' };
const form: Form = { ...blankForm, supplier: ' UNODC ', destination: 'UG-LUZIRA-UPPER', source: 'EU', lines: [soap] };

describe('a delivery as it is typed', () => {
  test('packs times what is in each are the units, in any digits', () => {
    expect(lineUnits(soap)).toBe(3750);
    expect(lineUnits({ packs: '١٥٠', packSize: '٢٥' })).toBe(3750);
    expect(lineUnits({ packs: '1.500', packSize: '1' })).toBeNull();
  });

  test('says a plan without what was left empty, and without blank lines', () => {
    expect(faultsOf(form).size).toBe(0);
    expect(planOf({ ...form, lines: [soap, blankLine('2')] })).toEqual({
      origin: { kind: 'supplier', name: 'UNODC' },
      destination: 'UG-LUZIRA-UPPER',
      funding: [{ source: 'EU' }],
      lines: [{ lineId: '1', itemId: 'soap-bar', packs: 150, packSize: 25 }],
    });
  });

  test('single units are no packs', () => {
    expect(planOf({ ...form, lines: [{ ...soap, packs: '7', packSize: '1' }] }).lines).toEqual([
      { lineId: '1', itemId: 'soap-bar', quantity: 7 },
    ]);
  });

  test('what is missing is named: an item, a quantity, the batch of an expiry date, both ends, another destination', () => {
    expect(lineFault({ ...soap, itemId: null })).toBe('item');
    expect(lineFault({ ...soap, packs: '0' })).toBe('quantity');
    expect(lineFault({ ...soap, expiry: '2027-03-31' })).toBe('batch');
    expect([...faultsOf(blankForm)].sort()).toEqual(['destination', 'lines', 'origin']);
    expect([...faultsOf({ ...form, originKind: 'facility', store: form.destination })]).toEqual(['same']);
  });

  test('the same once more has the goods and the ends, not the batches of the other one', () => {
    const again = formLike({
      ...planOf(form),
      lines: [
        {
          ...planOf(form).lines[0],
          lineId: '1',
          itemId: 'soap-bar',
          quantity: 40,
          lot: 'M1',
          packs: undefined,
          packSize: undefined,
        },
      ],
    });
    expect(planOf(again).lines).toEqual([{ lineId: '1', itemId: 'soap-bar', quantity: 40 }]);
    expect(again).toMatchObject({ supplier: 'UNODC', source: 'EU', expectedOn: '', reference: '' });
  });
});

describe('the board', () => {
  const today = '2026-11-24';
  const open = { discrepancyId: '1~missing', lineId: '1', itemId: 'soap-bar', kind: 'missing', quantity: 5 } as const;
  const difference = { ...open, state: 'open', settlement: null } as const;

  test('a delivery is late from the day after the expected one, and not before it has left', () => {
    const left = { status: 'dispatched', discrepancies: [] } as const;
    expect(stageOf({ ...left, expectedOn: today }, today)).toBe('on-the-way');
    expect(stageOf({ ...left, expectedOn: '2026-11-23' }, today)).toBe('overdue');
    expect(stageOf({ ...left, status: 'planned', expectedOn: '2026-11-23' }, today)).toBe('planned');
  });

  test('what arrived differently is to settle until somebody has settled it', () => {
    const arrived = { status: 'received-with-discrepancy', expectedOn: today } as const;
    expect(stageOf({ ...arrived, discrepancies: [difference] }, today)).toBe('to-settle');
    expect(stageOf({ ...arrived, discrepancies: [{ ...difference, state: 'settled' }] }, today)).toBe('arrived');
  });

  test('an address that says something unknown shows everything', () => {
    expect(filtersOf(new URLSearchParams('show=nonsense&q=soap'))).toEqual({
      show: null,
      search: 'soap',
      place: null,
      view: 'board',
    });
  });
});
