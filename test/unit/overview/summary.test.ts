import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import type { Alert } from '#shared/domain/alerts/alert.ts';
import { preparednessOf } from '#shared/domain/overview/preparedness.ts';
import { summarise } from '#shared/domain/overview/summarise.ts';
import { sameSummary } from '#shared/domain/overview/summary.ts';
import { findings, position, today } from '../alerts/sample.ts';

const adequate = position();
const criticality = new Map([
  ['soap-bar', 'vital'],
  ['mask-medical', 'essential'],
  ['ball', 'other'],
] as const);
const listed = ['soap-bar', 'mask-medical', 'ball'];

const others = (changes: Parameters<typeof position>[0]) => [
  position({ itemId: 'mask-medical', ...changes }),
  position({ itemId: 'ball', ...changes }),
];

describe('preparedness', () => {
  it('counts vital items double', () => {
    const of = (positions: ReturnType<typeof position>[]) =>
      preparednessOf(findings({ listed, criticality, positions })).supplies;
    expect(of([adequate, ...others({})])).toBe(100);
    expect(of([adequate, ...others({ status: 'low' })])).toBe(50);
    expect(of([position({ status: 'out' }), ...others({})])).toBe(50);
  });

  it.each(['no-data', 'unknown', 'overstocked', 'low', 'count-needed', 'out'] as const)(
    'earns nothing by %s',
    (status) => {
      expect(preparednessOf(findings({ positions: [position({ status })] })).supplies).toBe(0);
    },
  );

  it('earns nothing by an estimate past its time, or by an item nobody recorded', () => {
    expect(preparednessOf(findings({ positions: [position({ stale: true })] }))).toMatchObject({
      supplies: 0,
      reporting: 0,
    });
    expect(preparednessOf(findings({ positions: [] }))).toMatchObject({ supplies: 0, reporting: 0 });
  });

  it('looks at the standard list only', () => {
    expect(
      preparednessOf(findings({ positions: [adequate, position({ itemId: 'glove', status: 'out' })] })).supplies,
    ).toBe(100);
    expect(preparednessOf(findings({ listed: [] }))).toMatchObject({ supplies: null, reporting: null });
  });

  it('asks for guidance that is due: what may still be read counts neither way', () => {
    const due = { version: '1', dueOn: today, acknowledged: null };
    const guidance = [
      { ...due, documentId: 'a', state: 'acknowledged' },
      { ...due, documentId: 'b', state: 'pending' },
      { ...due, documentId: 'c', state: 'overdue' },
    ] as const;
    expect(preparednessOf(findings({ guidance })).guidance).toBe(50);
    expect(preparednessOf(findings({ guidance: guidance.slice(1, 2) })).guidance).toBeNull();
  });

  it('has neither checklist nor score without a checklist', () => {
    expect(preparednessOf(findings())).toMatchObject({ score: null, checklist: null });
  });
});

describe('a summary', () => {
  it('lists items worst first, without what the facility does not stock', () => {
    const summary = summarise(
      findings({
        positions: [
          adequate,
          position({ itemId: 'a', status: 'low', coverDays: new Fraction(50, 3), adu: new Fraction(7, 3) }),
          position({ itemId: 'b', status: 'out', coverDays: new Fraction(0) }),
          position({ itemId: 'c', status: 'not-stocked' }),
        ],
      }),
      [],
    );
    expect(summary.worst).toBe('out');
    expect(summary.items.map(({ itemId, status }) => `${itemId} ${status}`)).toEqual([
      'b out',
      'a low',
      'soap-bar adequate',
    ]);
    expect(summary.items[1]).toEqual({
      itemId: 'a',
      status: 'low',
      coverDays: 16.7,
      adu: '7/3',
      basis: 'long',
      stale: false,
    });
  });

  it('counts open alerts by level, taken on and put off ones too', () => {
    const alert = (state: Alert['state'], level: Alert['level']): Alert => ({
      alertId: 'x',
      facilityId: 'UG-LUZIRA-UPPER',
      country: 'UG',
      kind: 'shortage',
      subject: 'soap-bar',
      level,
      state,
      openedAt: '2026-11-01T00:00:00.000Z',
      resolvedAt: null,
      snoozedUntil: null,
      facts: {},
      history: [],
    });
    const alerts = [
      alert('open', 'high'),
      alert('acknowledged', 'high'),
      alert('snoozed', 'low'),
      alert('resolved', 'critical'),
    ];
    expect(summarise(findings(), alerts).openAlerts).toEqual({ low: 1, medium: 0, high: 2, critical: 0 });
  });

  it('of a closed facility holds no figures', () => {
    const { facility } = findings();
    const closed = summarise(findings({ facility: { ...facility, status: 'closed', statusFrom: today } }), []);
    expect(closed).toMatchObject({
      active: false,
      worst: null,
      items: [],
      preparedness: { supplies: null, reporting: null },
    });
  });

  it('is the same as long as nothing in it changed', () => {
    const one = summarise(findings(), []);
    expect(sameSummary(one, summarise(findings(), []))).toBe(true);
    expect(sameSummary(one, summarise(findings({ positions: [position({ coverDays: new Fraction(39) })] }), []))).toBe(
      false,
    );
    expect(sameSummary(one, summarise(findings({ lastReportDay: today - 1 }), []))).toBe(false);
  });
});
