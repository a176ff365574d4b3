import { describe, expect, test } from 'vitest';
import { guidanceDue, versionInForce } from '#shared/domain/guidance/due.ts';
import type { GuidanceVersion } from '#shared/domain/guidance/version.ts';
import { acknowledged, luzira, on, version } from './given.ts';

const first = version('2021-02');
const today = on('2026-11-20');

function asked(versions: readonly GuidanceVersion[], said: readonly string[], day = today, reader = luzira) {
  return guidanceDue(
    reader,
    versions,
    said.map((name) => acknowledged(name)),
    day,
  ).map((due) => `${due.version} ${due.state} ${due.dueOn - on('2026-11-01')}`);
}

describe('which version is in force', () => {
  test('the newest in effect that is not withdrawn, whatever order they are read in', () => {
    const next = version('2026-11', { effectiveOn: on('2026-11-10') });
    const later = version('2027-01', { effectiveOn: on('2027-01-01') });
    const wrong = version('2026-12', { effectiveOn: on('2026-11-15'), withdrawn: true });
    for (const versions of [
      [first, next, later, wrong],
      [wrong, later, next, first],
    ]) {
      expect(versionInForce(versions, today)?.version).toBe('2026-11');
      expect(versionInForce(versions, on('2026-11-09'))?.version).toBe('2021-02');
      expect(versionInForce(versions, on('2026-10-31'))).toBeUndefined();
    }
  });
});

describe('what is due', () => {
  test('a version is due its days after it takes effect, and overdue the day after', () => {
    expect(asked([first], [], on('2026-11-15'))).toEqual(['2021-02 pending 14']);
    expect(asked([first], [], on('2026-11-16'))).toEqual(['2021-02 overdue 14']);
    expect(asked([first], ['2021-02'])).toEqual(['2021-02 acknowledged 14']);
  });

  test('a facility that starts later has its days from its start', () => {
    const started = { ...luzira, startedOn: on('2026-11-18') };
    expect(asked([first], [], today, started)).toEqual(['2021-02 pending 31']);
  });

  test('nothing is asked before a version takes effect, or outside its audience', () => {
    expect(asked([first], [], on('2026-10-31'))).toEqual([]);
    expect(asked([version('a', { audience: { countries: ['KZ'], kinds: null } })], [])).toEqual([]);
    expect(asked([version('a', { audience: { countries: ['UG'], kinds: ['juvenile'] } })], [])).toEqual([]);
    expect(asked([version('a', { audience: { countries: ['UG'], kinds: ['prison'] } })], [])).toHaveLength(1);
  });

  test('nothing is asked of a closed facility, and the day it closes is the first of that', () => {
    const closed = { ...luzira, status: 'closed' as const, statusFrom: on('2026-11-20') };
    expect(asked([first], [], today, closed)).toEqual([]);
    expect(asked([first], [], on('2026-11-19'), closed)).toEqual(['2021-02 overdue 14']);
  });

  test('documents are asked for side by side', () => {
    const other = version('1', { documentId: 'cleaning' });
    expect(guidanceDue(luzira, [first, other], [acknowledged('2021-02')], today)).toMatchObject([
      { documentId: 'cleaning', state: 'overdue', acknowledged: null },
      { documentId: 'who-euro-prisons', state: 'acknowledged' },
    ]);
  });
});

describe('a typo: a version that is published again', () => {
  const typo = version('2021-02a', { effectiveOn: on('2026-11-18'), asksAgain: false });
  const change = version('2021-02a', { effectiveOn: on('2026-11-18'), asksAgain: true });

  test('without asking again asks nobody who answered before', () => {
    expect(asked([first, typo], ['2021-02'])).toEqual(['2021-02a acknowledged 14']);
  });

  test('without asking again gives nobody who did not answer more time', () => {
    expect(asked([first, typo], [])).toEqual(['2021-02a overdue 14']);
  });

  test('asking again asks everybody, and what was pending on the old one ends', () => {
    expect(asked([first, change], ['2021-02'])).toEqual(['2021-02a pending 31']);
    expect(asked([first, change], [])).toEqual(['2021-02a pending 31']);
  });

  test('acknowledgements pass along a row of typos, down to the version that asked', () => {
    const again = version('2021-02b', { effectiveOn: on('2026-11-19'), asksAgain: false });
    expect(asked([first, typo, again], ['2021-02'])).toEqual(['2021-02b acknowledged 14']);
    expect(asked([first, change, again], ['2021-02'])).toEqual(['2021-02b pending 31']);
  });

  test('a withdrawn version in between neither asks nor loses its answers', () => {
    const wrong = version('2021-02a', { effectiveOn: on('2026-11-18'), withdrawn: true });
    const right = version('2021-02b', { effectiveOn: on('2026-11-19'), asksAgain: false });
    expect(asked([first, wrong, right], ['2021-02'])).toEqual(['2021-02b acknowledged 14']);
    expect(asked([first, wrong, right], ['2021-02a'])).toEqual(['2021-02b acknowledged 14']);
    expect(asked([first, wrong], [])).toEqual(['2021-02 overdue 14']);
  });

  test('a facility that the older audience did not name has its days from the newer version', () => {
    const narrow = version('2021-02', { audience: { countries: ['KZ'], kinds: null } });
    expect(asked([narrow, typo], ['2021-02'])).toEqual(['2021-02a pending 31']);
  });
});
