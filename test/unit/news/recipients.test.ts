/** Who is told of what, over which channel. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covers } from '#shared/domain/members/grants.ts';
import { coverRefusal, uncoveredScopes } from '#shared/domain/news/cover.ts';
import { defaultPreferences, letsCriticalThrough } from '#shared/domain/news/preferences.ts';
import { type Reader, recipientsOf } from '#shared/domain/news/recipients.ts';
import { anyNews, anyPreferences, anyReaders, LUZIRA, newsOf, readerOf } from './given.ts';

const told = (news: ReturnType<typeof newsOf>, readers: readonly Reader[], deputy: string | null = null) =>
  recipientsOf(news, readers, deputy).map(({ memberId, channel }) => `${memberId} ${channel}`);

const everybody = [
  readerOf('country', 'programme-lead:UG'),
  readerOf('donor', 'observer:*'),
  readerOf('foreign', 'programme-lead:KZ'),
  readerOf('manager', `facility-manager:${LUZIRA}`),
  readerOf('neighbour', 'facility-manager:UG-GULU'),
  readerOf('root', 'programme-lead:*'),
  readerOf('stores', 'logistics:UG'),
];

describe('a news reaches', () => {
  test('the leads whose scope covers the facility, for a shortage', () => {
    expect(told(newsOf(), everybody)).toEqual(['country now', 'root now']);
  });

  test.each(['shipment-overdue', 'receipt-discrepancy'] as const)('logistics too, for %s', (kind) => {
    expect(told(newsOf({ kind, urgent: false, level: 'medium' }), everybody)).toEqual([
      'country digest',
      'root digest',
      'stores digest',
    ]);
  });

  test.each(['report-overdue', 'opening-count-due', 'guidance-overdue', 'checklist-overdue', 'recall'] as const)(
    "the facility's manager too, for %s",
    (kind) => {
      expect(told(newsOf({ kind, urgent: false, level: 'medium' }), everybody)).toEqual([
        'country digest',
        'manager digest',
        'root digest',
      ]);
    },
  );

  test.each(['acknowledged', 'snoozed', 'commented'] as const)('nobody, when somebody %s it', (change) => {
    expect(told(newsOf({ change }), everybody)).toEqual([]);
  });
});

describe('preferences', () => {
  const urgentHigh = newsOf({ level: 'high' });

  test.each([
    ['both channels', {}, 'now', 'digest'],
    ['no mail at once: what is urgent waits for the digest', { atOnce: false }, 'digest', 'digest'],
    ['no digest: what waits is not told', { digest: false }, 'now', undefined],
    ['no mail at all', { atOnce: false, digest: false }, undefined, undefined],
  ])('%s', (_, change, urgent, waiting) => {
    const channels = { ...defaultPreferences.channels, ...change };
    const readers = [readerOf('lead', 'programme-lead:UG', { channels })];
    const channel = (news: typeof urgentHigh) => recipientsOf(news, readers, null)[0]?.channel;
    expect([channel(urgentHigh), channel({ ...urgentHigh, urgent: false })]).toEqual([urgent, waiting]);
  });

  test('leave out muted kinds and what is milder than the minimum, but not the end of what was worse', () => {
    const picky = [readerOf('lead', 'programme-lead:UG', { mutedKinds: ['overstock'], minimumLevel: 'high' })];
    const at = (change: Parameters<typeof newsOf>[0]) => told(newsOf({ urgent: false, ...change }), picky);
    expect(at({ kind: 'overstock', level: 'high' })).toEqual([]);
    expect(at({ level: 'medium' })).toEqual([]);
    expect(at({ level: 'medium', previousLevel: 'high', change: 'improved' })).toEqual(['lead digest']);
    const end = { level: 'medium', previousLevel: 'medium', change: 'resolved' } as const;
    expect(at(end)).toEqual([]);
    expect(at({ ...end, urgent: true, toldLevel: 'critical' })).toEqual(['lead now']);
  });

  test('do not filter a critical alert that no other lead is told of at once', () => {
    const off = { channels: { atOnce: false, digest: false } };
    const quiet = readerOf('quiet', 'programme-lead:UG', off);
    expect(told(newsOf(), [quiet])).toEqual(['quiet now']);
    expect(told(newsOf(), [quiet, { ...readerOf('away', 'programme-lead:*'), reachable: false }])).toEqual([
      'quiet now',
    ]);
    expect(told(newsOf(), [quiet, readerOf('root', 'programme-lead:*')])).toEqual(['root now']);
    const back = newsOf({ change: 'reopened', urgent: false, previousLevel: 'critical' });
    const left = readerOf('left', 'programme-lead:UG', { channels: { atOnce: true, digest: false } });
    expect(told(back, [left, readerOf('root', 'programme-lead:*')])).toEqual(['root digest']);
    const muted = readerOf('muted', 'programme-lead:UG', { mutedKinds: ['shortage'] });
    expect(told(back, [left, muted])).toEqual(['left now', 'muted digest']);
    expect(told({ ...back, change: 'improved' }, [left])).toEqual([]);
  });
});

describe('an escalation reaches', () => {
  const first = newsOf({ change: 'escalated', escalation: 1 });

  test('the deputy alone, whatever the deputy prefers', () => {
    const deputy = readerOf('deputy', 'logistics:UG', { channels: { atOnce: false, digest: false } });
    expect(told(first, [...everybody, deputy], 'deputy')).toEqual(['deputy now']);
  });

  test.each([
    ['there is none', null, everybody],
    [
      'mail to the deputy comes back',
      'stores',
      everybody.map((one) => ({ ...one, reachable: one.memberId !== 'stores' })),
    ],
    ['the deputy may not hear of the facility', 'foreign', everybody],
    ['the deputy only looks on', 'donor', everybody],
  ])('others, where %s', (_, deputy, readers) => {
    const second = { ...first, escalation: 2 } as const;
    // With a deputy there is a second step, which is for the programme-wide leads.
    expect(told(first, readers, deputy)).toEqual([deputy === null ? 'root now' : 'country now']);
    expect(told(second, readers, deputy)).toEqual(['root now']);
  });

  test('a deputy who leads the whole programme once, and the others after that', () => {
    const second = { ...first, escalation: 2 } as const;
    const pair = [...everybody, readerOf('second', 'programme-lead:*')];
    expect(told(first, pair, 'root')).toEqual(['root now']);
    expect(told(second, pair, 'root')).toEqual(['second now']);
    expect(told(second, everybody, 'root')).toEqual(['country now']);
  });

  test('the programme-wide leads rather than nobody, where no other lead stands in for the deputy', () => {
    expect(told(first, [readerOf('root', 'programme-lead:*')], 'gone')).toEqual(['root now']);
  });

  test('the programme-wide leads next, and every lead where there are none', () => {
    const second = { ...first, escalation: 2 } as const;
    expect(told(second, everybody, 'stores')).toEqual(['root now']);
    expect(told(second, [readerOf('country', 'programme-lead:UG')], null)).toEqual(['country now']);
  });

  test('with its end everybody whom it was passed up to', () => {
    const end = newsOf({ change: 'resolved', escalation: 2, level: 'high' });
    expect(told(end, everybody, 'stores')).toEqual(['country now', 'root now', 'stores now']);
  });
});

describe('whatever the news, the members and their preferences', () => {
  const run = (check: (news: ReturnType<typeof newsOf>, readers: Reader[], deputy: string | null) => void) =>
    fc.assert(fc.property(anyNews, anyReaders, fc.option(fc.constantFrom('a', 'b', 'z'), { nil: null }), check), {
      numRuns: 1_000,
    });

  test('nobody out of scope, nobody who only looks on, and nobody whose mail comes back is told', () => {
    run((news, readers, deputy) => {
      for (const { memberId } of recipientsOf(news, readers, deputy)) {
        const reader = readers.find((one) => one.memberId === memberId);
        expect(reader?.reachable).toBe(true);
        const wanted = ['programme-lead', 'logistics', 'facility-manager'] as const;
        expect(covers(reader?.grants ?? [], { facilityId: news.facilityId }, wanted)).toBe('yes');
      }
    });
  });

  test('an urgent critical change reaches a lead at once, if there is one who can be reached', () => {
    run((news, readers, deputy) => {
      const acts = ['acknowledged', 'snoozed', 'commented', 'escalated'];
      if (!news.urgent || news.level !== 'critical' || acts.includes(news.change)) return;
      const leads = readers.filter(
        ({ grants, reachable }) =>
          reachable && covers(grants, { facilityId: news.facilityId }, ['programme-lead']) === 'yes',
      );
      const now = recipientsOf(news, readers, deputy).filter(({ channel }) => channel === 'now');
      if (leads.length > 0)
        expect(now.some(({ memberId }) => leads.some((one) => one.memberId === memberId))).toBe(true);
    });
  });

  test('an escalation reaches somebody, if there is a lead who can be reached', () => {
    run((news, readers, deputy) => {
      const leads = readers.filter(
        ({ grants, reachable }) =>
          reachable && covers(grants, { facilityId: news.facilityId }, ['programme-lead']) === 'yes',
      );
      // The deputy had the first step.
      if (leads.every(({ memberId }) => news.escalation !== 1 && memberId === deputy)) return;
      expect(recipientsOf({ ...news, change: 'escalated' }, readers, deputy)).not.toEqual([]);
    });
  });

  test('everybody is told once, in one order, and the order of the members does not matter', () => {
    run((news, readers, deputy) => {
      const recipients = recipientsOf(news, readers, deputy);
      const names = recipients.map(({ memberId }) => memberId);
      expect(names).toEqual([...new Set(names)].sort());
      expect(recipientsOf(news, readers.toReversed(), deputy)).toEqual(recipients);
    });
  });
});

describe('a lead who wants to hear of no critical alerts', () => {
  const off = { ...defaultPreferences, channels: { atOnce: false, digest: false } };
  const lead = readerOf('lead', 'programme-lead:UG programme-lead:KZ-ALMATY');

  test('needs another for each scope, and is told which are open', () => {
    const open = (...others: Reader[]) => uncoveredScopes(lead, off, [lead, ...others]);
    expect(open()).toEqual(['UG', 'KZ-ALMATY']);
    expect(open(readerOf('kz', 'programme-lead:KZ'))).toEqual(['UG']);
    expect(open(readerOf('ug', 'programme-lead:UG-GULU'), readerOf('kz', 'programme-lead:KZ'))).toEqual(['UG']);
    expect(open(readerOf('root', 'programme-lead:*'))).toEqual([]);
    expect(coverRefusal(lead, off, [lead])).toMatchObject({
      code: 'preferences.uncovered',
      detail: expect.stringContaining('UG, KZ-ALMATY'),
    });
  });

  test('never leaves a scope without a lead who hears of them, however many try one after the other', () => {
    fc.assert(
      fc.property(anyReaders, fc.array(fc.tuple(fc.nat(5), anyPreferences), { maxLength: 8 }), (start, wishes) => {
        const hears = (readers: readonly Reader[], facilityId: string) =>
          readers.some(
            ({ grants, preferences, reachable }) =>
              reachable &&
              letsCriticalThrough(preferences) &&
              covers(grants, { facilityId }, ['programme-lead']) === 'yes',
          );
        const places = [LUZIRA, 'UG-GULU', 'KZ-ALMATY'];
        const heard = places.filter((place) => hears(start, place));
        let readers: readonly Reader[] = start;
        for (const [index, preferences] of wishes) {
          const one = readers[index];
          if (one === undefined || coverRefusal(one, preferences, readers)) continue;
          readers = readers.map((each) => (each === one ? { ...each, preferences } : each));
        }
        expect(places.filter((place) => hears(readers, place))).toEqual(expect.arrayContaining(heard));
      }),
      { numRuns: 1_000 },
    );
  });
});
