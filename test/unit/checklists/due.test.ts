import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '#shared/domain/alerts/assess.ts';
import { checklistsDue, dueOf } from '#shared/domain/checklists/due.ts';
import { showDay } from '#shared/domain/day.ts';
import { day, findings } from '../alerts/sample.ts';
import { checklist, latest, prison } from './given.ts';

describe('a checklist', () => {
  it.each([
    ['on its first day', null, '2026-11-01', 'due', '2026-11-01', '2026-11-15'],
    ['on its last day in time', null, '2026-11-15', 'due', '2026-11-01', '2026-11-15'],
    ['a day later', null, '2026-11-16', 'overdue', '2026-11-01', '2026-11-15'],
    ['the day after it was answered', '2026-11-10', '2026-11-11', 'answered', '2027-02-08', '2027-02-22'],
    ['the day before the next round', '2026-11-10', '2027-02-07', 'answered', '2027-02-08', '2027-02-22'],
    ['in the next round', '2026-11-10', '2027-02-08', 'due', '2027-02-08', '2027-02-22'],
    ['after the next round', '2026-11-10', '2027-02-23', 'overdue', '2027-02-08', '2027-02-22'],
    ['answered late', '2026-12-24', '2027-01-01', 'answered', '2027-03-24', '2027-04-07'],
  ])('%s (answered %s, today %s) is %s', (_when, answered, today, state, opensOn, dueOn) => {
    const due = dueOf(checklist(), prison, answered === null ? null : latest(answered), day(today));
    expect(due && { state: due.state, opensOn: showDay(due.opensOn), dueOn: showDay(due.dueOn) }).toEqual({
      state,
      opensOn,
      dueOn,
    });
  });

  it('asks a facility that joined later from its first day on', () => {
    const due = dueOf(checklist(), { ...prison, startedOn: day('2026-12-01') }, null, day('2026-12-10'));
    expect(due).toMatchObject({ state: 'due', dueOn: day('2026-12-15') });
  });

  it('gives a facility that was suspended its time again', () => {
    const back = { ...prison, statusFrom: day('2027-06-01') };
    expect(dueOf(checklist(), back, latest('2026-11-10'), day('2027-06-10'))).toMatchObject({
      state: 'due',
      opensOn: day('2027-06-01'),
      dueOn: day('2027-06-15'),
    });
  });

  it.each([
    ['withdrawn', checklist({ withdrawn: true }), prison],
    ['not in effect yet', checklist({ effectiveOn: day('2026-11-21') }), prison],
    ['meant for another country', checklist({ audience: { countries: ['KZ'], kinds: null } }), prison],
    ['meant for another kind', checklist({ audience: { countries: null, kinds: ['store'] } }), prison],
  ])('that is %s asks nothing', (_what, list, reader) => {
    expect(dueOf(list, reader, null, day('2026-11-20'))).toBeUndefined();
  });

  it.each([
    ['closed', { status: 'closed', statusFrom: day('2026-11-20') }],
    ['suspended', { status: 'suspended', statusFrom: day('2026-11-01') }],
    ['not there yet', { startedOn: day('2026-11-21') }],
  ] as const)('asks nothing of a facility that is %s', (_what, change) => {
    expect(checklistsDue({ ...prison, ...change }, [checklist()], [], day('2026-11-20'))).toEqual([]);
  });

  it('takes each list for itself, by id, whatever order they come in', () => {
    const lists = ['b', 'a', 'c'].map((checklistId) => checklist({ checklistId }));
    const sheets = [latest('2026-11-10', { checklistId: 'b' })];
    const due = checklistsDue(prison, lists, sheets, day('2026-11-20'));
    expect(due.map(({ checklistId, state }) => `${checklistId} ${state}`)).toEqual([
      'a overdue',
      'b answered',
      'c overdue',
    ]);
    expect(checklistsDue(prison, lists.toReversed(), sheets, day('2026-11-20'))).toEqual(due);
  });

  it('once overdue stays so until it is answered, and answers today always end it', () => {
    const offsets = fc.integer({ min: 0, max: 1500 });
    fc.assert(
      fc.property(
        offsets,
        offsets,
        fc.option(fc.integer({ min: 0, max: 400 }), { nil: null }),
        (first, later, said) => {
          const start = day('2026-11-01');
          const sheet = said === null ? null : latest(showDay(start + said));
          const today = start + first;
          const state = (on: number) => dueOf(checklist(), prison, sheet, on)?.state;
          if (state(today) === 'overdue') expect(state(today + later)).toBe('overdue');
          expect(dueOf(checklist(), prison, latest(showDay(today)), today)?.state).toBe('answered');
        },
      ),
    );
  });

  it('that is overdue is a low alert of its own; one that is merely due is none', () => {
    const lists = ['a', 'b'].map((checklistId) => checklist({ checklistId }));
    const checklists = checklistsDue(prison, lists, [latest('2026-11-10', { checklistId: 'b' })], day('2026-11-20'));
    expect(assess(findings({ checklists }))).toEqual([
      {
        kind: 'checklist-overdue',
        subject: 'a',
        enters: 'low',
        keeps: 'low',
        facts: { checklistId: 'a', dueOn: '2026-11-15', lastAnsweredOn: null },
      },
    ]);
  });
});
