import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import type { Alert } from '#shared/domain/alerts/alert.ts';
import { preparednessOf, reasonAgainst, scoreOfParts } from '#shared/domain/overview/preparedness.ts';
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

  const sheet = (checklistId: string, score: number | null) => ({
    checklistId,
    round: '2026-11',
    answeredOn: today,
    score,
  });
  const asked = (state: 'answered' | 'due' | 'overdue', latest: ReturnType<typeof sheet> | null, checklistId = 'a') =>
    ({ checklistId, state, opensOn: today, dueOn: today, latest }) as const;

  it.each([
    ['what was answered', [asked('answered', sheet('a', 70))], 70],
    ['the last answers while the next round is open', [asked('due', sheet('a', 70))], 70],
    ['the mean of several lists', [asked('answered', sheet('a', 70)), asked('answered', sheet('b', 81), 'b')], 76],
    [
      'nothing for an overdue one, whatever it was',
      [asked('overdue', sheet('a', 90)), asked('due', sheet('b', 80))],
      40,
    ],
    ['nothing for one that was never answered in time', [asked('overdue', null)], 0],
    ['no part while the first round is open', [asked('due', null)], null],
    ['no part from a sheet of which too little applies', [asked('answered', sheet('a', null))], null],
    ['no part where nothing is asked', [], null],
  ] as const)('takes from checklists %s', (_what, checklists, expected) => {
    expect(preparednessOf(findings({ checklists })).checklist).toBe(expected);
  });

  it.each([
    ['all parts', { supplies: 50, guidance: 100, reporting: 100, checklist: 0 }, 60],
    [
      'the parts that there are, which share the weight of those that are not',
      { supplies: 50, guidance: null, reporting: 100, checklist: null },
      67,
    ],
    ['exactly half of the list reported', { supplies: 50, guidance: 100, reporting: 50, checklist: 100 }, 70],
    [
      'nothing while under half of the list is reported',
      { supplies: 49, guidance: 100, reporting: 49, checklist: 100 },
      null,
    ],
    [
      'nothing without a list to be supplied with',
      { supplies: null, guidance: 100, reporting: null, checklist: 100 },
      null,
    ],
    ['nothing in place at all', { supplies: 0, guidance: 0, reporting: 100, checklist: 0 }, 20],
  ] as const)('makes its score of %s', (_what, parts, expected) => {
    expect(scoreOfParts(parts)).toBe(expected);
  });

  it('says why there is no score', () => {
    expect(reasonAgainst({ supplies: null, reporting: null })).toBe('nothing-listed');
    expect(reasonAgainst({ supplies: 10, reporting: 49 })).toBe('too-little-reported');
    expect(reasonAgainst({ supplies: 0, reporting: 50 })).toBeNull();
  });

  it('lies between its worst and its best part, and never falls when a part rises', () => {
    const part = fc.integer({ min: 0, max: 100 });
    const maybe = fc.option(part, { nil: null });
    const parts = fc.record({
      supplies: part,
      guidance: maybe,
      reporting: fc.integer({ min: 50, max: 100 }),
      checklist: maybe,
    });
    fc.assert(
      fc.property(parts, part, (before, rise) => {
        const score = scoreOfParts(before);
        const there = Object.values(before).filter((value) => value !== null);
        expect(score).toBeGreaterThanOrEqual(Math.min(...there));
        expect(score).toBeLessThanOrEqual(Math.max(...there));
        const better = { ...before, supplies: Math.min(100, before.supplies + rise) };
        expect(scoreOfParts(better)).toBeGreaterThanOrEqual(score ?? 0);
      }),
    );
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
      usable: 400,
      estimated: 400,
      inTransit: 0,
      suggestedQuantity: 0,
      fromHeads: false,
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
      unattendedSince: null,
      escalation: 0,
      passedUp: 0,
      told: false,
      toldLevel: level,
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
