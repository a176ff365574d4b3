import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { acknowledged, commented, snoozed } from '#shared/domain/alerts/actions.ts';
import { type AlertRow, HISTORY_LIMIT } from '#shared/domain/alerts/alert.ts';
import { assess } from '#shared/domain/alerts/assess.ts';
import { diff } from '#shared/domain/alerts/diff.ts';
import { ledgerMismatches } from '#shared/domain/alerts/kinds/ledger-mismatch.ts';
import type { ItemPosition } from '#shared/domain/stock/facts.ts';
import { afterMoves, atCover, context, findings, position, today } from './sample.ts';

const lead = { by: 'lead.uganda@example.org', at: '2026-11-01T10:00:00.000Z' };

/** One sweep on a day of November 2026 at midnight UTC. */
function sweep(alerts: readonly AlertRow[], dayOfMonth: number, ...positions: ItemPosition[]) {
  const now = new Date(Date.UTC(2026, 10, dayOfMonth)).toISOString();
  const moves = diff(assess(findings({ positions })), alerts, context(now));
  return { moves: moves.map(({ move }) => move), alerts: afterMoves(alerts, moves) };
}

/** A series of sweeps, one a day; which moves each made. */
function sweeps(positions: readonly ItemPosition[]): { moves: string[][]; alerts: AlertRow[] } {
  let alerts: AlertRow[] = [];
  const moves = positions.map((at, index) => {
    const done = sweep(alerts, index + 1, at);
    alerts = done.alerts;
    return done.moves;
  });
  return { moves, alerts };
}

describe('the life of an alert', () => {
  it('a figure that wavers around the limit is one alert', () => {
    const { moves, alerts } = sweeps([20.9, 21.1, 20.8].map((cover) => atCover(cover)));
    expect(moves).toEqual([['opened'], ['refreshed'], ['refreshed']]);
    expect(alerts).toMatchObject([{ level: 'medium', state: 'open', openedAt: '2026-11-01T00:00:00.000Z' }]);
    expect(alerts[0]?.history).toHaveLength(1);
  });

  it('a quantity that wavers around a fixed one is one alert too', () => {
    const at = (units: number) =>
      position({
        status: units < 100 ? 'low' : 'adequate',
        coverDays: null,
        lowBelowDays: null,
        emergencyBelowDays: null,
        usable: units,
        quantities: { held: new Fraction(units), lowBelow: 100, emergencyBelow: null },
      });
    const { moves, alerts } = sweeps([99, 100, 98, 115, 116].map(at));
    expect(moves.flat()).toEqual(['opened', 'refreshed', 'refreshed', 'refreshed', 'resolved']);
    expect(alerts[0]?.history).toHaveLength(2);
  });

  it('slides from low to out and back to nothing under one id', () => {
    const { moves, alerts } = sweeps([20, 6.5, 7.5, 0, 3, 10, 30].map((cover) => atCover(cover)));
    expect(moves.flat()).toEqual(['opened', 'worsened', 'refreshed', 'worsened', 'improved', 'improved', 'resolved']);
    expect(alerts[0]?.history.map(({ change, level }) => `${change} ${level}`)).toEqual([
      'opened medium',
      'worsened high',
      'worsened critical',
      'improved high',
      'improved medium',
      'resolved medium',
    ]);
    expect(alerts[0]).toMatchObject({
      alertId: 'UG-LUZIRA-UPPER~shortage~soap-bar~2026-11-01T00:00:00.000Z',
      state: 'resolved',
      resolvedAt: '2026-11-07T00:00:00.000Z',
    });
  });

  it('a silent facility leaves its open shortage as it was, and opens none', () => {
    const silent = position({ status: 'unknown' });
    expect(sweeps([silent]).moves).toEqual([[]]);
    const { moves, alerts } = sweeps([atCover(5), silent]);
    expect(moves).toEqual([['opened'], []]);
    expect(alerts[0]).toMatchObject({ level: 'high', state: 'open', facts: { status: 'emergency' } });
  });

  it('what comes back within one report interval is the same alert', () => {
    const { moves, alerts } = sweeps([atCover(5), atCover(30), atCover(30), atCover(20)]);
    expect(moves).toEqual([['opened'], ['resolved'], [], ['reopened']]);
    expect(alerts).toMatchObject([
      { state: 'open', level: 'medium', resolvedAt: null, openedAt: '2026-11-01T00:00:00.000Z' },
    ]);
  });

  it('what comes back later is a new alert, and the old one goes to the older ones', () => {
    const ended = sweeps([atCover(5), atCover(30)]).alerts;
    const moves = diff(assess(findings({ positions: [atCover(20)] })), ended, context('2026-11-09T00:00:01.000Z'));
    expect(moves).toMatchObject([
      {
        move: 'opened',
        before: null,
        alert: { openedAt: '2026-11-09T00:00:01.000Z' },
        archive: { alertId: ended[0]?.alertId },
      },
    ]);
  });

  it('what has ended for good leaves the snapshot', () => {
    const ended = sweeps([atCover(5), atCover(30)]).alerts;
    expect(sweep(ended, 9, atCover(30)).moves).toEqual([]);
    expect(sweep(ended, 10, atCover(30))).toMatchObject({ moves: ['archived'], alerts: [] });
  });

  it('closing the facility ends everything that is open', () => {
    const open = sweeps([atCover(5)]).alerts;
    const { facility } = findings();
    const closed = findings({
      facility: { ...facility, status: 'closed', statusFrom: today },
      positions: [atCover(0)],
    });
    expect(diff(assess(closed), open, context('2026-11-20T08:00:00.000Z'))).toMatchObject([{ move: 'resolved' }]);
  });

  it('an alert whose subject is gone ends', () => {
    expect(sweep(sweeps([atCover(5)]).alerts, 2).moves).toEqual(['resolved']);
  });

  it('a sweep leaves what the nightly check found alone, and the other way round', () => {
    const difference = { part: 'lot', at: '-', figure: 'quantity', kept: 400, folded: 390 };
    const mismatch = ledgerMismatches([{ itemId: 'soap-bar', kept: 400, folded: 390, difference }]);
    const nightly = context('2026-11-01T00:00:00.000Z', { judged: ['ledger-mismatch'] });
    const short = sweeps([atCover(5)]).alerts;
    const both = afterMoves(short, diff(mismatch, short, nightly));
    expect(both.map(({ kind, level }) => [kind, level])).toEqual([
      ['shortage', 'high'],
      ['ledger-mismatch', 'high'],
    ]);
    expect(sweep(both, 2, atCover(5)).moves).toEqual([]);
    expect(diff([], both, nightly).map(({ move, alert }) => [move, alert.kind])).toEqual([
      ['resolved', 'ledger-mismatch'],
    ]);
  });

  it('keeps the newest fifty entries of its history', () => {
    const positions = Array.from({ length: 81 }, (_, index) => atCover(index % 2 === 0 ? 20 : 0));
    const { alerts } = sweeps(positions);
    expect(alerts[0]?.history).toHaveLength(HISTORY_LIMIT);
    expect(alerts[0]?.history.at(-1)?.change).toBe('improved');
  });
});

describe('what people did', () => {
  it('acknowledging holds while it improves, and not when it gets worse', () => {
    const taken = sweeps([atCover(6)]).alerts.map((row) => acknowledged(row, lead, 'Ordered'));
    expect(taken[0]?.history.at(-1)).toMatchObject({
      change: 'acknowledged',
      by: lead.by,
      note: 'Ordered',
      level: 'high',
    });
    expect(sweep(taken, 2, atCover(10)).alerts).toMatchObject([{ state: 'acknowledged', level: 'medium' }]);
    expect(sweep(taken, 2, atCover(0)).alerts).toMatchObject([{ state: 'open', level: 'critical' }]);
  });

  it('a snooze ends on its date', () => {
    const quiet = sweeps([atCover(6)]).alerts.map((row) => snoozed(row, lead, '2026-11-05T00:00:00.000Z', undefined));
    expect(sweep(quiet, 4, atCover(6)).moves).toEqual([]);
    const { moves, alerts } = sweep(quiet, 5, atCover(6));
    expect(moves).toEqual(['snooze-ended']);
    expect(alerts).toMatchObject([{ state: 'open', snoozedUntil: null }]);
  });

  it('a snooze ends on worsening', () => {
    const quiet = sweeps([atCover(6)]).alerts.map((row) => snoozed(row, lead, '2026-12-05T00:00:00.000Z', undefined));
    expect(sweep(quiet, 2, atCover(0)).alerts).toMatchObject([
      { state: 'open', snoozedUntil: null, level: 'critical' },
    ]);
  });

  it('a comment changes nothing else', () => {
    const [row] = sweeps([atCover(6)]).alerts;
    if (!row) throw new Error('no alert');
    const { history, ...rest } = commented(row, lead, 'The truck left');
    const { history: _before, ...untouched } = row;
    expect(rest).toEqual(untouched);
    expect(history.at(-1)).toEqual({
      at: lead.at,
      change: 'commented',
      level: 'high',
      by: lead.by,
      note: 'The truck left',
    });
  });
});
