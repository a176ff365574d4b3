import { describe, expect, it } from 'vitest';
import { alertKinds, alertLevels } from '#shared/domain/alerts/alert.ts';
import { readerLocale } from '#shared/messages/locales.ts';
import { speakerFor } from '#shared/messages/mail/messages.ts';
import { sentencesOf } from '#shared/messages/mail/sentences.ts';
import { alertOf, readers, soapAlert } from '../../support/mails.ts';

const now = '2026-11-23T04:00:00.000Z';
const speakers = readers.map((locale) => speakerFor(locale, 'Africa/Kampala', now));
const [english, french, arabic, russian, kazakh] = speakers.map(({ say }) => say);

describe('a reader', () => {
  it.each([
    ['en-UG', { language: 'en', tag: 'en-UG', direction: 'ltr' }],
    ['ar-TN', { language: 'ar', tag: 'ar-TN', direction: 'rtl' }],
    ['kk-Cyrl-KZ', { language: 'kk', tag: 'kk-Cyrl-KZ', direction: 'ltr' }],
    ['kk-Latn-KZ', { language: 'kk', tag: 'kk-Cyrl-KZ', direction: 'ltr' }],
    ['ru', { language: 'ru', tag: 'ru', direction: 'ltr' }],
    ['fr-CD', { language: 'fr', tag: 'fr-CD', direction: 'ltr' }],
    ['ar-EG-u-nu-latn-ca-islamic', { language: 'ar', tag: 'ar-EG', direction: 'rtl' }],
    ['sw-UG', { language: 'en', tag: 'en', direction: 'ltr' }],
    ['fa-IR', { language: 'en', tag: 'en', direction: 'ltr' }],
    ['no tag at all', { language: 'en', tag: 'en', direction: 'ltr' }],
  ])('of %s is spoken to as %j', (tag, spoken) => {
    expect(readerLocale(tag)).toEqual(spoken);
  });
});

describe('dates and figures', () => {
  it('are written as each language writes them', () => {
    expect(speakers.map((speaker) => speaker.day('2026-12-01'))).toEqual([
      '1 December',
      '1er décembre',
      '1 ديسمبر',
      '1 декабря',
      '1 желтоқсан',
    ]);
    expect(speakers.map((speaker) => speaker.figure(36585.5).replaceAll(/[\u00a0\u202f]/g, '_'))).toEqual([
      '36,585.5',
      '36_585,5',
      '36.585,5',
      '36_585,5',
      '36_585,5',
    ]);
  });

  it('say the year where it is another one', () => {
    expect(speakers.map((speaker) => speaker.day('2027-01-11'))).toEqual([
      '11 January 2027',
      '11 janvier 2027',
      '11 جانفي 2027',
      '11 января 2027 г.',
      '2027 ж. 11 қаңтар',
    ]);
  });

  it('tell the year by the zone of the reader, where it may have changed already', () => {
    const newYear = speakerFor('en-UG', 'Africa/Kampala', '2026-12-31T22:30:00.000Z');
    expect(newYear.day('2027-01-01')).toBe('1 January');
    expect(newYear.instant('2026-12-31T22:30:00.000Z')).toBe('1 January at 01:30');
  });

  it('are of one calendar wherever the reader is', () => {
    expect(speakerFor('ar-SA', 'Africa/Tunis', now).day('2026-12-03')).toMatch(/ديسمبر/);
  });

  it('name countries as the reader does', () => {
    expect(speakers.map((speaker) => speaker.country('UG'))).toEqual([
      'Uganda',
      'Ouganda',
      'أوغندا',
      'Уганда',
      'Уганда',
    ]);
  });
});

describe('plurals', () => {
  it.each([
    [0, 'يكفي لأقل من يوم'],
    [1, 'يكفي ليوم واحد تقريبًا'],
    [2, 'يكفي ليومين تقريبًا'],
    [3, 'يكفي لنحو 3 أيام'],
    [11, 'يكفي لنحو 11 يومًا'],
    [100, 'يكفي لنحو 100 يوم'],
  ])('of %i days are right in Arabic', (days, sentence) => {
    expect(arabic?.('fact.days-left', { days })).toBe(sentence);
  });

  it.each([
    [1, 'Уже 1 час'],
    [3, 'Уже 3 часа'],
    [24, 'Уже 24 часа'],
    [72, 'Уже 72 часа'],
    [11, 'Уже 11 часов'],
    [100, 'Уже 100 часов'],
  ])('of %i hours are right in Russian', (hours, start) => {
    expect(russian?.('change.escalated', { hours })).toBe(`${start} этим никто не занимается`);
  });

  it('of none, one and many others are right in subjects', () => {
    const values = { facility: 'A', headline: 'B' };
    expect([0, 1, 2].map((more) => english?.('subject.now', { ...values, more }))).toEqual([
      'Supplies: A – B',
      'Supplies: A – B (and 1 more)',
      'Supplies: A – B (and 2 more)',
    ]);
    expect([0, 1, 2].map((more) => french?.('subject.now', { ...values, more }))).toEqual([
      'Approvisionnement\u00a0: A – B',
      'Approvisionnement\u00a0: A – B (et 1 autre)',
      'Approvisionnement\u00a0: A – B (et 2 autres)',
    ]);
    expect(kazakh?.('fact.days-left', { days: 3 })).toBe('Шамамен 3 күнге жетеді');
  });
});

describe.each(readers)('every alert in %s', (locale) => {
  const speaker = speakerFor(locale, 'Africa/Kampala', now);
  const name = { text: 'NAME', missing: false };

  it.each(alertKinds)('of kind %s has what is wrong and what to do, at every level, after every change', (kind) => {
    const changes = ['opened', 'worsened', 'improved', 'resolved', 'reopened', 'snooze-ended', 'escalated'] as const;
    for (const change of changes) {
      for (const level of alertLevels) {
        const said = sentencesOf(alertOf(kind, { change, level, name }), speaker);
        expect([said.level, said.headline, said.action].join()).not.toMatch(/[{}]|undefined|null/);
        expect(Math.min(said.level.length, said.headline.length, said.action.length)).toBeGreaterThan(2);
      }
    }
  });

  it('of a shortage says a different thing at each stage', () => {
    const statuses = ['out', 'emergency', 'low', 'projected', 'adequate'];
    const said = statuses.map((status) => sentencesOf(soapAlert(locale, { facts: { status } }), speaker));
    expect(new Set(said.map(({ headline }) => headline)).size).toBe(statuses.length);
    expect(new Set(said.map(({ action }) => action)).size).toBe(statuses.length);
  });
});

describe('a delivery that lands in time', () => {
  it('is what to see to, unless the shelf is empty already', () => {
    const speaker = speakerFor('en-UG', 'Africa/Kampala', now);
    const action = (status: string) =>
      sentencesOf(soapAlert('en-UG', { facts: { status, deliveryInTime: true } }), speaker).action;
    expect(action('low')).toMatch(/^A delivery is on its way/);
    expect(action('out')).toMatch(/^Get some today/);
  });
});

describe('the figures of an alert', () => {
  const said = (facts: Record<string, string | number>) =>
    sentencesOf(soapAlert('en-UG', { facts }), speakerFor('en-UG', 'Africa/Kampala', now)).facts;

  it('promise no day that is not there', () => {
    expect(said({ status: 'emergency', coverDays: 6.97 })).toEqual(['About 6 days left']);
    expect(said({ status: 'emergency', coverDays: 0.4 })).toEqual(['Less than a day left']);
    expect(said({ status: 'out', coverDays: 0, usable: 0 })).toEqual(['On the shelf: 0']);
  });

  it('say that an estimate is one', () => {
    expect(said({ status: 'low', usable: 420, estimatedOnHand: 261 })).toEqual(['On the shelf (estimate): 261']);
    expect(said({ status: 'low', usable: 420, estimatedOnHand: 420 })).toEqual(['On the shelf: 420']);
  });

  it('say what a lead multiplies the rate by', () => {
    expect(said({ status: 'low', adu: 60, surge: 1.5 })).toEqual(['Used per day: 60', 'Planned for extra use: × 1.5']);
    expect(said({ status: 'low', adu: 60, surge: 1 })).toEqual(['Used per day: 60']);
  });

  it('are not told any more when it is over: they are those of its last bad day', () => {
    const cleared = sentencesOf(soapAlert('en-UG', { change: 'resolved' }), speakerFor('en-UG', 'Africa/Kampala', now));
    expect(cleared).toMatchObject({ pressure: 'clear', headline: 'Soap, bar: no longer short', facts: [] });
  });
});
