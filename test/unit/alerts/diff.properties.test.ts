import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acknowledged, snoozed } from '#shared/domain/alerts/actions.ts';
import { type AlertRow, compareLevels, subjectKey } from '#shared/domain/alerts/alert.ts';
import { assess } from '#shared/domain/alerts/assess.ts';
import { diff, timeOnlyKinds } from '#shared/domain/alerts/diff.ts';
import type { ItemPosition } from '#shared/domain/stock/facts.ts';
import { afterMoves, atCover, context, findings, position, today } from './sample.ts';

const itemIds = ['soap-bar', 'mask-medical', 'ball'] as const;

const anyPosition = (itemId: string): fc.Arbitrary<ItemPosition> =>
  fc.oneof(
    fc.integer({ min: 0, max: 400 }).map((tenths) => atCover(tenths / 10, { itemId })),
    fc
      .constantFrom('unknown', 'count-needed', 'no-data', 'not-stocked', 'overstocked')
      .map((status) => position({ itemId, status, coverDays: null, adu: null })),
  );

/** What a facility looks like on one sweep, and how many hours after the last. */
const anySweep = fc.record({
  hours: fc.integer({ min: 1, max: 300 }),
  positions: fc.tuple(...itemIds.map(anyPosition)),
  silentDays: fc.integer({ min: 0, max: 20 }),
  closed: fc.boolean(),
  act: fc.constantFrom('nothing', 'acknowledge', 'snooze'),
});
type Sweep = typeof anySweep extends fc.Arbitrary<infer T> ? T : never;

const START = Date.UTC(2026, 0, 1);

/** Runs sweeps one after the other; hands over what was stored before and after each. */
function run(
  sweeps: readonly Sweep[],
  look: (before: AlertRow[], after: AlertRow[], again: number) => void,
): AlertRow[] {
  let alerts: AlertRow[] = [];
  let at = START;
  for (const one of sweeps) {
    at += one.hours * 3_600_000;
    const now = new Date(at).toISOString();
    const { facility } = findings();
    const state = findings({
      positions: one.positions,
      lastReportDay: today - one.silentDays,
      facility: one.closed ? { ...facility, status: 'closed', statusFrom: today } : facility,
    });
    const conditions = assess(state);
    const after = afterMoves(alerts, diff(conditions, alerts, context(now)));
    look(alerts, after, diff(conditions, after, context(now)).length);
    alerts = after.map((row) => {
      if (row.state === 'resolved' || one.act === 'nothing') return row;
      if (one.act === 'acknowledge') return acknowledged(row, { by: 'lead', at: now }, undefined);
      return snoozed(row, { by: 'lead', at: now }, new Date(at + 86_400_000).toISOString(), undefined);
    });
  }
  return alerts;
}

describe('whatever happens to a facility', () => {
  it('the same sweep a second time changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anySweep, { maxLength: 15 }), (sweeps) => {
        run(sweeps, (_before, _after, again) => expect(again).toBe(0));
      }),
    );
  });

  it('there is one alert per kind and subject, and its id never changes while it lasts', () => {
    fc.assert(
      fc.property(fc.array(anySweep, { maxLength: 15 }), (sweeps) => {
        run(sweeps, (before, after) => {
          expect(new Set(after.map(subjectKey)).size).toBe(after.length);
          for (const row of before.filter(({ state }) => state !== 'resolved')) {
            expect(after.map(({ alertId }) => alertId)).toContain(row.alertId);
          }
        });
      }),
    );
  });

  it('an acknowledged or snoozed alert is never worse than when somebody looked at it', () => {
    fc.assert(
      fc.property(fc.array(anySweep, { maxLength: 15 }), (sweeps) => {
        run(sweeps, (before, after) => {
          for (const row of before.filter(({ state }) => state === 'acknowledged' || state === 'snoozed')) {
            const now = after.find(({ alertId }) => alertId === row.alertId);
            if (now && now.state === row.state) expect(compareLevels(now.level, row.level)).toBeLessThanOrEqual(0);
          }
        });
      }),
    );
  });

  it('only open ones have no end, and only snoozed ones a date', () => {
    fc.assert(
      fc.property(fc.array(anySweep, { maxLength: 15 }), (sweeps) => {
        for (const row of run(sweeps, () => {})) {
          expect(row.resolvedAt === null).toBe(row.state !== 'resolved');
          expect(row.snoozedUntil === null).toBe(row.state !== 'snoozed');
        }
      }),
    );
  });

  it('the order in which conditions and alerts are read does not matter', () => {
    fc.assert(
      fc.property(fc.array(anySweep, { minLength: 1, maxLength: 6 }), anySweep, (sweeps, last) => {
        const alerts = run(sweeps, () => {});
        const conditions = assess(findings({ positions: last.positions, lastReportDay: today - last.silentDays }));
        const now = context('2027-06-01T00:00:00.000Z');
        expect(diff(conditions.toReversed(), alerts.toReversed(), now)).toEqual(diff(conditions, alerts, now));
      }),
    );
  });

  it('what somebody has taken on or put off is not passed up, and nothing is passed up twice to the same', () => {
    fc.assert(
      fc.property(fc.array(anySweep, { maxLength: 15 }), (sweeps) => {
        run(sweeps, (before, after) => {
          for (const row of before) {
            const now = after.find(({ alertId }) => alertId === row.alertId);
            if (now?.state !== 'escalated' || now.v === row.v) continue;
            expect(row.unattendedSince).not.toBeNull();
            expect(now.escalation).toBeGreaterThanOrEqual(row.escalation);
            if (now.history.at(-1)?.change === 'escalated') expect(now.escalation).toBeGreaterThan(row.escalation);
          }
        });
      }),
    );
  });

  it('only what is open or escalated is unattended, and what was passed up was told', () => {
    fc.assert(
      fc.property(fc.array(anySweep, { maxLength: 15 }), (sweeps) => {
        for (const row of run(sweeps, () => {})) {
          expect(row.unattendedSince !== null).toBe(row.state === 'open' || row.state === 'escalated');
          expect(row.passedUp).toBeGreaterThanOrEqual(row.escalation);
          if (row.state === 'escalated') expect(row).toMatchObject({ told: true });
        }
      }),
    );
  });

  it('a change that was judged by the stream first leaves the sweep with the same alerts', () => {
    const standing = (rows: readonly AlertRow[]) =>
      rows
        .map(({ history: _history, v: _v, told: _told, passedUp: _up, ...row }) => row)
        .sort((a, b) => (a.alertId < b.alertId ? -1 : 1));
    fc.assert(
      fc.property(fc.array(anySweep, { maxLength: 8 }), anySweep, (sweeps, last) => {
        const alerts = run(sweeps, () => {});
        const found = assess(findings({ positions: last.positions, lastReportDay: today - last.silentDays }));
        const hours = [...sweeps, last].reduce((sum, one) => sum + one.hours, 0);
        const now = new Date(START + hours * 3_600_000).toISOString();
        const swept = afterMoves(alerts, diff(found, alerts, context(now)));
        const moves = diff(found, alerts, context(now, { by: 'stream' }));
        for (const { move, alert } of moves) {
          expect(move).not.toMatch(/escalated|snooze-ended/);
          if (timeOnlyKinds.includes(alert.kind)) expect(move).not.toMatch(/opened|worsened/);
        }
        const reacted = afterMoves(alerts, moves);
        expect(standing(afterMoves(reacted, diff(found, reacted, context(now))))).toEqual(standing(swept));
      }),
    );
  });
});
