import { describe, expect, test } from 'vitest';
import { decidePublication } from '#shared/domain/guidance/publish.ts';
import { goesBefore, refuseAcknowledgement, refuseBriefing } from '#shared/domain/guidance/said.ts';
import { acknowledged, luzira, on, version } from './given.ts';

const today = on('2026-11-20');
const first = version('2021-02');

describe('acknowledging', () => {
  test('a version that is unknown, withdrawn or meant for others is refused, each with its code', () => {
    const others = version('2021-02', { audience: { countries: ['KZ'], kinds: null } });
    const withdrawn = version('2021-02', { withdrawn: true });
    expect(refuseAcknowledgement(undefined, luzira, today, today)?.code).toBe('document.unknown');
    expect(refuseAcknowledgement(withdrawn, luzira, today, today)?.code).toBe('guidance.withdrawn');
    expect(refuseAcknowledgement(others, luzira, today, today)?.code).toBe('guidance.not-asked');
    expect(refuseAcknowledgement(first, luzira, today, today)).toBeUndefined();
  });

  test('it is not of a day after tomorrow', () => {
    expect(refuseAcknowledgement(first, luzira, today + 1, today)).toBeUndefined();
    expect(refuseAcknowledgement(first, luzira, today + 2, today)).toMatchObject({
      code: 'date.future',
      errors: [{ pointer: '/acknowledgedAt' }],
    });
  });

  test('the earliest answers for the facility, whichever arrives first; of the same instant the first by name', () => {
    const early = { ...acknowledged('2021-02'), memberId: 'b@example.org', language: 'en' };
    const late = { ...early, acknowledgedAt: '2026-11-06T08:00:00.000Z', memberId: 'a@example.org' };
    expect([goesBefore(early, late), goesBefore(late, early)]).toEqual([true, false]);
    expect(goesBefore({ ...late, acknowledgedAt: early.acknowledgedAt }, early)).toBe(true);
  });
});

describe('briefing', () => {
  test('is about a version that is known and not withdrawn, and not on a day to come', () => {
    expect(refuseBriefing(undefined, today, today)?.code).toBe('document.unknown');
    expect(refuseBriefing(version('2021-02', { withdrawn: true }), today, today)?.code).toBe('guidance.withdrawn');
    expect(refuseBriefing(first, today + 2, today)?.code).toBe('date.future');
    expect(refuseBriefing(first, today, today)).toBeUndefined();
  });
});

describe('publishing', () => {
  const published = { withdrawn: false, same: true };

  test('a new version is created, the same again changes nothing', () => {
    expect(decidePublication(undefined, undefined)).toBe('created');
    expect(decidePublication(published, 'published')).toBe('same');
  });

  test('other content needs a new version', () => {
    expect(decidePublication({ withdrawn: false, same: false }, undefined)).toMatchObject({
      code: 'document.conflict',
    });
  });

  test('it can be withdrawn, once and for good: a late repeat of the publication does not bring it back', () => {
    const withdrawn = { withdrawn: true, same: true };
    expect(decidePublication(published, 'withdrawn')).toBe('withdrawn');
    expect(decidePublication(withdrawn, 'withdrawn')).toBe('same');
    expect(decidePublication(withdrawn, undefined)).toBe('same');
    expect(decidePublication(withdrawn, 'published')).toMatchObject({ code: 'guidance.withdrawn' });
  });
});
