import { describe, expect, it } from 'vitest';
import { acknowledged, snoozed } from '#shared/domain/alerts/actions.ts';
import type { AlertRow } from '#shared/domain/alerts/alert.ts';
import { assess } from '#shared/domain/alerts/assess.ts';
import { type DiffContext, diff } from '#shared/domain/alerts/diff.ts';
import { ledgerMismatches } from '#shared/domain/alerts/kinds/ledger-mismatch.ts';
import { newsOf } from '#shared/domain/alerts/news-of.ts';
import type { News } from '#shared/domain/news/news.ts';
import type { ItemPosition } from '#shared/domain/stock/facts.ts';
import { afterMoves, atCover, context, findings, position } from './sample.ts';

const START = Date.UTC(2026, 10, 1);
const lead = { by: 'lead.uganda@example.org', at: new Date(START).toISOString() };

const at = (hours: number): string => new Date(START + hours * 3_600_000).toISOString();

/** What an evaluation so many hours after the start makes of the alerts, and what it tells. */
function evaluated(
  alerts: readonly AlertRow[],
  hours: number,
  positions: readonly ItemPosition[],
  changes: Partial<DiffContext> = {},
): { alerts: AlertRow[]; news: News[]; told: string[] } {
  const moves = diff(assess(findings({ positions })), alerts, context(at(hours), changes));
  const news = moves.flatMap((move) => newsOf(move) ?? []);
  const told = news.map((one) => `${one.change} ${one.level}${one.urgent ? ' now' : ''}`);
  return { alerts: afterMoves(alerts, moves), news, told };
}

/** Sweeps at these hours with these days of cover; what was told at each. */
function story(steps: readonly (readonly [hours: number, cover: number])[], changes: Partial<DiffContext> = {}) {
  let alerts: AlertRow[] = [];
  const told = steps.map(([hours, cover]) => {
    const done = evaluated(alerts, hours, [atCover(cover)], changes);
    alerts = done.alerts;
    return done.told;
  });
  return { alerts, told };
}

describe('an alert that nobody takes on', () => {
  it.each([
    ['critical', 0, 24],
    ['high', 5, 72],
  ] as const)(
    'at %s goes to the deputy, and after the same time again to the programme-wide leads',
    (level, cover, hours) => {
      const { told, alerts } = story([
        [0, cover],
        [hours - 0.01, cover],
        [hours, cover],
        [hours + 1, cover],
        [2 * hours - 0.01, cover],
        [2 * hours, cover],
        [9 * hours, cover],
      ]);
      const passed = [`escalated ${level} now`];
      expect(told).toEqual([[`opened ${level} now`], [], passed, [], [], passed, []]);
      expect(alerts).toMatchObject([{ state: 'escalated', escalation: 2, passedUp: 2, unattendedSince: at(0) }]);
    },
  );

  it('at medium or low stays where it is', () => {
    expect(
      story([
        [0, 20],
        [1000, 20],
      ]).told,
    ).toEqual([['opened medium'], []]);
  });

  it('goes to the programme-wide leads at once where the country has no deputy, and once', () => {
    const { told, alerts } = story(
      [
        [0, 0],
        [24, 0],
        [100, 0],
      ],
      { deputy: false },
    );
    expect(told).toEqual([['opened critical now'], ['escalated critical now'], []]);
    expect(alerts).toMatchObject([{ escalation: 2 }]);
  });

  it('is passed up step by step even where no sweep ran for days', () => {
    expect(
      story([
        [0, 0],
        [200, 0],
        [200, 0],
        [224, 0],
      ]).told,
    ).toEqual([['opened critical now'], ['escalated critical now'], [], ['escalated critical now']]);
  });

  it('starts anew when it gets worse', () => {
    const { told, alerts } = story([
      [0, 5],
      [72, 5],
      [80, 0],
      [103, 0],
      [104, 0],
    ]);
    expect(told).toEqual([
      ['opened high now'],
      ['escalated high now'],
      ['worsened critical now'],
      [],
      ['escalated critical now'],
    ]);
    expect(alerts).toMatchObject([{ escalation: 1, unattendedSince: at(80) }]);
  });

  it('waits as long as its new level may when it gets better, and is told once of both', () => {
    expect(
      story([
        [0, 0],
        [20, 5],
        [71, 5],
        [72, 5],
      ]).told,
    ).toEqual([['opened critical now'], ['improved high'], [], ['escalated high now']]);
    expect(
      story([
        [0, 0],
        [80, 5],
        [80, 5],
      ]).told,
    ).toEqual([['opened critical now'], ['escalated high now'], []]);
  });

  it('ends with word to whom it was passed up, also after it got worse and began anew', () => {
    const { alerts } = story([
      [0, 5],
      [72, 5],
      [80, 0],
    ]);
    const { news } = evaluated(alerts, 81, [atCover(40)]);
    expect(news).toMatchObject([
      { change: 'resolved', urgent: true, escalation: 1, level: 'critical', previousLevel: 'critical' },
    ]);
  });

  it('is passed up although nobody can say how it stands', () => {
    const { alerts } = story([[0, 0]]);
    expect(evaluated(alerts, 24, [position({ status: 'unknown' })]).told).toEqual(['escalated critical now']);
  });

  it('of the nightly check is passed up by the sweep', () => {
    const difference = { part: 'lot', at: '-', figure: 'quantity', kept: 400, folded: 390 };
    const found = ledgerMismatches([{ itemId: 'soap-bar', kept: 400, folded: 390, difference }]);
    const alerts = afterMoves([], diff(found, [], context(at(0), { by: 'nightly', judged: ['ledger-mismatch'] })));
    expect(evaluated(alerts, 71, []).told).toEqual([]);
    expect(evaluated(alerts, 72, []).told).toEqual(['escalated high now']);
    expect(evaluated(alerts, 72, [], { by: 'stream' }).told).toEqual([]);
  });
});

describe('an alert that somebody takes on', () => {
  it('is not passed up any more, until it gets worse', () => {
    const [row] = story([
      [0, 5],
      [72, 5],
    ]).alerts;
    if (!row) throw new Error('no alert');
    const taken = acknowledged(row, lead, undefined);
    expect(taken).toMatchObject({ state: 'acknowledged', unattendedSince: null, escalation: 1 });
    expect(evaluated([taken], 500, [atCover(5)]).told).toEqual([]);
    const worse = evaluated([taken], 500, [atCover(0)]);
    expect(worse.alerts).toMatchObject([{ state: 'open', escalation: 0, unattendedSince: at(500) }]);
    expect(evaluated(worse.alerts, 524, [atCover(0)]).told).toEqual(['escalated critical now']);
  });

  it('and puts it off is not passed up before the day has come; then the clock starts', () => {
    const [row] = story([[0, 0]]).alerts;
    if (!row) throw new Error('no alert');
    const quiet = [snoozed(row, lead, at(100), undefined)];
    expect(evaluated(quiet, 99, [atCover(0)]).told).toEqual([]);
    const awake = evaluated(quiet, 100, [atCover(0)]);
    expect(awake.told).toEqual(['snooze-ended critical']);
    expect(awake.alerts).toMatchObject([{ state: 'open', unattendedSince: at(100), escalation: 0 }]);
    expect(evaluated(awake.alerts, 124, [atCover(0)]).told).toEqual(['escalated critical now']);
  });
});

describe('what is told at once', () => {
  it.each([
    ['an opening at medium', [[0, 20]], ['opened medium']],
    ['an opening at high', [[0, 5]], ['opened high now']],
    [
      'a worsening to critical',
      [
        [0, 20],
        [1, 0],
      ],
      ['worsened critical now'],
    ],
    [
      'an improvement',
      [
        [0, 0],
        [1, 5],
      ],
      ['improved high'],
    ],
    [
      'the end of what was told at once',
      [
        [0, 0],
        [1, 20],
        [2, 40],
      ],
      ['resolved medium now'],
    ],
    [
      'the end of what waited for the digest',
      [
        [0, 20],
        [1, 40],
      ],
      ['resolved medium'],
    ],
    [
      'a relapse after an all-clear that was told at once',
      [
        [0, 5],
        [1, 40],
        [2, 5],
      ],
      ['reopened high now'],
    ],
    [
      'a relapse to critical after an all-clear that was told at once, although it ended milder',
      [
        [0, 0],
        [1, 20],
        [2, 40],
        [3, 0],
      ],
      ['reopened critical now'],
    ],
    [
      'a relapse that is worse',
      [
        [0, 5],
        [1, 40],
        [2, 0],
      ],
      ['reopened critical now'],
    ],
    [
      'a relapse that is worse, and mild',
      [
        [0, 20],
        [1, 40],
        [2, 20],
      ],
      ['reopened medium'],
    ],
    [
      'the end of a quiet relapse',
      [
        [0, 5],
        [1, 40],
        [2, 20],
        [3, 40],
      ],
      ['resolved medium'],
    ],
    [
      'new figures',
      [
        [0, 5],
        [1, 4.9],
      ],
      [],
    ],
  ] as const)('%s', (_what, steps, last) => {
    expect(story(steps).told.at(-1)).toEqual(last);
  });

  it('and a relapse starts the escalation anew', () => {
    const { told, alerts } = story([
      [0, 5],
      [72, 5],
      [73, 40],
      [74, 5],
      [145, 5],
      [146, 5],
    ]);
    expect(told.slice(3)).toEqual([['reopened high now'], [], ['escalated high now']]);
    expect(alerts).toMatchObject([{ escalation: 1, passedUp: 1, unattendedSince: at(74) }]);
  });

  it('carries the worst level that was told to the end, and begins anew with a relapse', () => {
    const { alerts } = story([
      [0, 0],
      [1, 20],
    ]);
    const end = evaluated(alerts, 2, [atCover(40)]);
    expect(end.news).toMatchObject([{ change: 'resolved', level: 'medium', toldLevel: 'critical' }]);
    const back = evaluated(end.alerts, 3, [atCover(20)]);
    expect(back.alerts).toMatchObject([{ told: false, toldLevel: 'medium' }]);
  });

  it('names the version of the row, the level before and the figures', () => {
    const { alerts } = story([[0, 5]]);
    expect(evaluated(alerts, 1, [atCover(0)]).news).toMatchObject([
      {
        alertId: alerts[0]?.alertId,
        version: 2,
        at: at(1),
        change: 'worsened',
        level: 'critical',
        previousLevel: 'high',
        openedAt: at(0),
        unattendedSince: at(1),
        escalation: 0,
        facts: { status: 'out' },
      },
    ]);
  });
});

describe('a change that comes by the stream', () => {
  const silent = (alerts: readonly AlertRow[], hours: number, by: DiffContext['by'], lastReportDay: number) => {
    const moves = diff(assess(findings({ positions: [], lastReportDay })), alerts, context(at(hours), { by }));
    return { moves: moves.map(({ move }) => move), alerts: afterMoves(alerts, moves) };
  };
  const late = findings().today - 100;

  it('ends what is overdue, and never opens it', () => {
    expect(silent([], 0, 'stream', late).moves).toEqual([]);
    const open = silent([], 0, 'sweep', late).alerts;
    expect(open).toMatchObject([{ kind: 'report-overdue' }]);
    expect(silent(open, 1, 'stream', late).moves).toEqual([]);
    const ended = silent(open, 1, 'stream', findings().today);
    expect(ended.moves).toEqual(['resolved']);
    expect(silent(ended.alerts, 2, 'stream', late).moves).toEqual([]);
    expect(silent(ended.alerts, 2, 'sweep', late).moves).toEqual(['reopened']);
  });

  it('opens, worsens and ends a shortage', () => {
    const by = { by: 'stream' } as const;
    expect(
      story(
        [
          [0, 20],
          [1, 5],
          [2, 10],
          [3, 40],
        ],
        by,
      ).told,
    ).toEqual([['opened medium'], ['worsened high now'], ['improved medium'], ['resolved medium now']]);
  });

  it('passes nothing up and ends no snooze', () => {
    const { alerts } = story([[0, 0]]);
    expect(evaluated(alerts, 100, [atCover(0)], { by: 'stream' }).told).toEqual([]);
    const quiet = alerts.map((row) => snoozed(row, lead, at(50), undefined));
    expect(evaluated(quiet, 100, [atCover(0)], { by: 'stream' }).told).toEqual([]);
  });
});
