import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { assess } from '#shared/domain/alerts/assess.ts';
import type { InboundShipment } from '#shared/domain/shipments/inbound.ts';
import { count, judge } from '../stock/books.ts';
import { atCover, day, findings, position, today } from './sample.ts';

/** So many units in the books of an item that has to be there 100 times, and is very low below 30. */
function atUnits(units: number, planning: 'rate' | 'fixed') {
  const limit = planning === 'rate' ? { minQuantity: 100 } : { requiredQuantity: 100 };
  const levelled = { ...limit, emergencyQuantity: 30 };
  return judge([count(0, units)], { today: 0, item: { planning }, levels: levelled });
}

const levels = (found: ReturnType<typeof assess>) => found.map(({ kind, enters, keeps }) => [kind, enters, keeps]);

describe('shortage', () => {
  it.each([
    ['low', atCover(20.9), 'medium', 'medium'],
    ['very low', atCover(6.9), 'high', 'high'],
    ['out', atCover(0), 'critical', 'critical'],
    ['just above very low', atCover(8), 'medium', 'high'],
    ['well above very low', atCover(8.06), 'medium', 'medium'],
    ['just above low', atCover(24.15), null, 'medium'],
  ] as const)(
    'of a vital item that is %s has its level and the level an open one keeps',
    (_name, at, enters, keeps) => {
      expect(levels(assess(findings({ positions: [at] })))).toEqual([['shortage', enters, keeps]]);
    },
  );

  it('ends above 1.15 times the limit', () => {
    expect(assess(findings({ positions: [atCover(24.16)] }))).toEqual([]);
  });

  it.each([
    ['mask-medical', 'low', 'low'],
    ['mask-medical', 'emergency', 'medium'],
    ['mask-medical', 'out', 'high'],
    ['ball', 'low', 'low'],
    ['ball', 'emergency', 'low'],
    ['ball', 'out', 'low'],
  ] as const)('of %s that is %s is milder the less the item matters', (itemId, status, level) => {
    const [found] = assess(findings({ positions: [position({ itemId, status, coverDays: null, adu: null })] }));
    expect(found).toMatchObject({ enters: level, keeps: level });
  });

  it.each(['no-data', 'not-stocked', 'adequate', 'overstocked'] as const)(
    'is never found where the status is %s',
    (status) => {
      expect(assess(findings({ positions: [position({ status, adu: null, coverDays: null })] }))).toEqual([]);
    },
  );

  it.each(['unknown', 'count-needed'] as const)('is neither found nor ended where the status is %s', (status) => {
    const found = assess(findings({ positions: [position({ status })] })).filter(({ kind }) => kind === 'shortage');
    expect(levels(found)).toEqual([['shortage', null, 'as-is']]);
  });

  it.each([
    [29, 'high', 'high'],
    [30, 'medium', 'high'],
    [34, 'medium', 'high'],
    [35, 'medium', 'medium'],
    [99, 'medium', 'medium'],
    [100, null, 'medium'],
    [115, null, 'medium'],
    [116, null, null],
  ] as const)(
    'of %i units, low below 100 and very low below 30, enters at %s and keeps %s: quantities have the same band',
    (units, enters, keeps) => {
      for (const at of [atUnits(units, 'rate'), atUnits(units, 'fixed')]) {
        expect(levels(assess(findings({ positions: [at] })))).toEqual(
          keeps === null ? [] : [['shortage', enters, keeps]],
        );
      }
    },
  );

  it('with a very low quantity and days of cover keeps the worse of both', () => {
    const both = { quantities: { held: new Fraction(34), lowBelow: null, emergencyBelow: 30 } };
    expect(levels(assess(findings({ positions: [atCover(20, both)] })))).toEqual([['shortage', 'medium', 'high']]);
    expect(levels(assess(findings({ positions: [atCover(40, both)] })))).toEqual([['shortage', null, 'high']]);
  });

  it('is not found of an item that left the catalogue', () => {
    expect(assess(findings({ positions: [atCover(1, { itemId: 'gone' })] }))).toEqual([]);
  });

  it('tells the figures it was found from, rounded', () => {
    const at = atCover(0, { status: 'low', coverDays: new Fraction(50, 3), adu: new Fraction(1, 3), inTransit: 25 });
    expect(assess(findings({ positions: [at] }))[0]?.facts).toMatchObject({
      itemId: 'soap-bar',
      status: 'low',
      coverDays: 16.7,
      adu: 0.33,
      lowBelowDays: 21,
      inTransit: 25,
      lastReportOn: '2026-11-20',
    });
  });
});

const onItsWay: InboundShipment = {
  shipmentId: '01996f6e-7c00-7000-8000-000000000001',
  reference: 'UNODC-UG-2020-06',
  status: 'dispatched',
  expectedOn: today - 1,
  firstPromisedOn: today - 8,
  dispatchedAt: '2026-11-01T06:00:00.000Z',
  lines: [{ itemId: 'soap-bar', outstanding: 3750 }],
  discrepancies: [],
};

describe('a shipment', () => {
  it('that is on its way is overdue the day after it was expected', () => {
    expect(assess(findings({ inbound: [onItsWay] }))).toMatchObject([
      { kind: 'shipment-overdue', subject: onItsWay.shipmentId, enters: 'medium', facts: { expectedOn: '2026-11-19' } },
    ]);
    expect(assess(findings({ inbound: [{ ...onItsWay, expectedOn: today }] }))).toEqual([]);
    expect(assess(findings({ inbound: [{ ...onItsWay, status: 'partly-received' }] }))).toHaveLength(1);
  });

  it.each(['planned', 'received', 'received-with-discrepancy', 'cancelled', 'lost'] as const)(
    'that is %s is never overdue',
    (status) => {
      expect(assess(findings({ inbound: [{ ...onItsWay, status }] }))).toEqual([]);
    },
  );

  const received = (openedAt: string, claimDueOn: number | null): InboundShipment => ({
    ...onItsWay,
    status: 'received-with-discrepancy',
    lines: [],
    discrepancies: [{ discrepancyId: '1~missing', kind: 'missing', quantity: 353, openedAt, claimDueOn }],
  });

  it.each([
    ['fresh', '2026-11-19T10:00:00.000Z', null, 'medium'],
    ['seven days old', '2026-11-13T10:00:00.000Z', null, 'medium'],
    ['older than seven days', '2026-11-12T10:00:00.000Z', null, 'high'],
    ['old, with a dated claim', '2026-11-01T10:00:00.000Z', today, 'medium'],
    ['old, with a claim whose date has passed', '2026-11-01T10:00:00.000Z', today - 1, 'high'],
  ] as const)('with a discrepancy that is %s has its level', (_name, openedAt, claimDueOn, level) => {
    expect(levels(assess(findings({ inbound: [received(openedAt, claimDueOn)] })))).toEqual([
      ['receipt-discrepancy', level, level],
    ]);
  });

  it('counts the days of a discrepancy on the calendar of the facility', () => {
    // 22:30 UTC on the 11th is the 12th in Kampala.
    const [found] = assess(findings({ inbound: [received('2026-11-11T22:30:00.000Z', null)] }));
    expect(found?.facts).toMatchObject({ since: '2026-11-12', discrepancies: 1, kinds: 'missing' });
  });
});

describe('reports', () => {
  it('are overdue once the interval and two days have passed', () => {
    expect(assess(findings({ lastReportDay: today - 9 }))).toEqual([]);
    expect(assess(findings({ lastReportDay: today - 10 }))).toMatchObject([
      {
        kind: 'report-overdue',
        subject: '-',
        enters: 'medium',
        facts: { lastReportOn: '2026-11-10', dueOn: '2026-11-19' },
      },
    ]);
  });

  it('are given a whole interval again by a facility that was reactivated', () => {
    const { facility } = findings();
    const reactivated = { ...facility, statusFrom: today - 3 };
    expect(assess(findings({ facility: reactivated, lastReportDay: today - 200 }))).toEqual([]);
  });

  it('of a facility that never counted are asked for as one opening count', () => {
    const { facility } = findings();
    const started = (daysAgo: number) =>
      assess(
        findings({
          facility: { ...facility, startedOn: today - daysAgo },
          lastReportDay: null,
          everCounted: false,
          listed: Array.from({ length: 20 }, (_, index) => `item-${index}`),
          positions: [],
        }),
      );
    expect(started(9)).toEqual([]);
    expect(started(10)).toMatchObject([
      { kind: 'opening-count-due', subject: '-', enters: 'medium', facts: { listedItems: 20 } },
    ]);
  });

  it('are not asked of a facility without a list that never had anything', () => {
    expect(assess(findings({ listed: [], everCounted: false, lastReportDay: null, positions: [] }))).toEqual([]);
  });
});

describe('guidance', () => {
  it('is overdue by document, whatever else is pending', () => {
    const due = { version: '2021-02', dueOn: today - 1, acknowledged: null };
    const found = assess(
      findings({
        guidance: [
          { ...due, documentId: 'who-euro-prisons', state: 'overdue' },
          { ...due, documentId: 'icrc', state: 'pending' },
          { ...due, documentId: 'iasc', state: 'acknowledged' },
        ],
      }),
    );
    expect(found).toMatchObject([{ kind: 'guidance-overdue', subject: 'who-euro-prisons', enters: 'medium' }]);
  });
});

describe('a facility that is not in use', () => {
  it.each(['closed', 'suspended'] as const)('because it is %s has no conditions at all', (status) => {
    const { facility } = findings();
    const everything = { lastReportDay: today - 100, positions: [atCover(0)], inbound: [onItsWay] };
    expect(assess(findings({ ...everything, facility: { ...facility, status, statusFrom: today } }))).toEqual([]);
    expect(assess(findings({ ...everything, facility: { ...facility, status, statusFrom: today + 1 } }))).not.toEqual(
      [],
    );
  });

  it('because it has not started has none either', () => {
    const { facility } = findings();
    expect(
      assess(findings({ facility: { ...facility, startedOn: day('2026-12-01') }, positions: [atCover(0)] })),
    ).toEqual([]);
  });
});

describe('day one', () => {
  it('of 290 facilities with 20 listed items and no record: no shortage, one opening count due each', () => {
    const { facility } = findings();
    const blank = Array.from({ length: 20 }, (_, index) =>
      position({
        itemId: `item-${index}`,
        status: 'no-data',
        onHand: null,
        adu: null,
        coverDays: null,
        lastReportDay: null,
      }),
    );
    const criticality = new Map(blank.map((at) => [at.itemId, 'vital'] as const));
    const all = Array.from({ length: 290 }, (_, index) =>
      assess(
        findings({
          facility: { ...facility, facilityId: `UG-${index}`, startedOn: today - 30 },
          lastReportDay: null,
          everCounted: false,
          listed: blank.map(({ itemId }) => itemId),
          positions: blank,
          criticality,
        }),
      ),
    );
    expect(all).toHaveLength(290);
    for (const found of all) expect(found.map(({ kind }) => kind)).toEqual(['opening-count-due']);
  });
});
