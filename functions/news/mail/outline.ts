/** Lays a mail out: its parts in reading order with every sentence said, before HTML and plain text part ways. */
import { alertFactsWithoutHeads } from '#shared/contract/without-heads.ts';
import type { MailAlert, MailContent, MailFacility, MailSubject } from '#shared/domain/news/mail.ts';
import { visible } from '#shared/messages/isolate.ts';
import { type Speaker, speakerFor } from '#shared/messages/mail/messages.ts';
import { headlineOf, type Pressure, type Sentences, sentencesOf } from '#shared/messages/mail/sentences.ts';
import { subjectLine } from './subject.ts';

/** Worst first; what is over comes last. */
export const pressures: readonly Pressure[] = ['critical', 'high', 'medium', 'low', 'clear'];

/** Says how much an alert presses without colour, and before the word is read. */
export const signs: Readonly<Record<Pressure, string>> = {
  critical: '!!!',
  high: '!!',
  medium: '!',
  low: 'i',
  clear: '✓',
};

/** At most this many open alerts are named in a facility's line; the others are a number. */
const STILL_OPEN_NAMED = 5;

export interface Card {
  readonly alertId: string;
  readonly sentences: Sentences;
  /** Address of the alert; null without a console. */
  readonly url: string | null;
}

export interface Section {
  readonly facility: string;
  readonly cards: readonly Card[];
  readonly stillOpen: string | null;
}

export interface Link {
  readonly label: string;
  readonly url: string;
}

export interface Outline {
  readonly speaker: Speaker;
  readonly subject: string;
  /** What shows beside the subject in a list of mails: what to do. */
  readonly preheader: string;
  readonly eyebrow: string;
  readonly title: string;
  /** The figures are older than they should be. */
  readonly warning: string | null;
  /** How many alerts press how much, worst first; empty where there is one alert. */
  readonly tally: readonly { readonly pressure: Pressure; readonly text: string }[];
  readonly sections: readonly Section[];
  /** How many alerts there was no room for; null where all are there. */
  readonly others: string | null;
  readonly actionLabel: string;
  readonly openLabel: string;
  readonly notes: readonly string[];
  readonly links: readonly Link[];
  readonly namesMissing: number;
}

const pressureOf = (alert: MailAlert): Pressure => (alert.change === 'resolved' ? 'clear' : alert.level);
const rank = (pressure: Pressure) => pressures.indexOf(pressure);

/** The alerts of a facility, worst first; equals stay in their order. */
function sorted(alerts: readonly MailAlert[]): MailAlert[] {
  return [...alerts].sort((a, b) => rank(pressureOf(a)) - rank(pressureOf(b)));
}

/** The place of a facility: by its worst alert, then by how many press as much; those without news come last. */
function worstOf(facility: MailFacility): readonly [number, number] {
  const ranks = facility.alerts.map((alert) => rank(pressureOf(alert)));
  const worst = Math.min(pressures.length, ...ranks);
  return [worst, ranks.filter((other) => other === worst).length];
}

/** A subject without what a mail must not let anybody work out. */
function withoutHeads<S extends MailSubject>(subject: S): S {
  return { ...subject, facts: alertFactsWithoutHeads(subject.facts) };
}

/** The facilities as they are read: names without hidden marks, worst first. */
function inOrder(content: MailContent): MailFacility[] {
  return content.facilities
    .map((facility) => ({
      name: visible(facility.name),
      alerts: sorted(facility.alerts).map(withoutHeads),
      stillOpen: facility.stillOpen.map(withoutHeads).sort((a, b) => rank(a.level) - rank(b.level)),
    }))
    .sort((a, b) => {
      const [[worstA, manyA], [worstB, manyB]] = [worstOf(a), worstOf(b)];
      return worstA - worstB || manyB - manyA || a.name.localeCompare(b.name);
    });
}

function stillOpenLine(subjects: readonly MailSubject[], speaker: Speaker): string | null {
  if (subjects.length === 0) return null;
  const named = subjects.slice(0, STILL_OPEN_NAMED).map((subject) => headlineOf(subject, speaker));
  const others = subjects.length - named.length;
  const list = others > 0 ? [...named, speaker.say('and-more', { n: others })] : named;
  return speaker.say('still-open', { list: list.join(' · ') });
}

function sectionOf(facility: MailFacility, consoleUrl: string | null, speaker: Speaker): Section {
  return {
    facility: facility.name,
    cards: facility.alerts.map((alert) => ({
      alertId: alert.alertId,
      sentences: sentencesOf(alert, speaker),
      url: consoleUrl === null ? null : `${consoleUrl}/alerts/${encodeURIComponent(alert.alertId)}`,
    })),
    stillOpen: stillOpenLine(facility.stillOpen, speaker),
  };
}

function tallyOf(cards: readonly Card[], speaker: Speaker): Outline['tally'] {
  if (cards.length < 2) return [];
  return pressures.flatMap((pressure) => {
    const those = cards.filter((card) => card.sentences.pressure === pressure);
    const [first] = those;
    if (first === undefined) return [];
    return { pressure, text: `${first.sentences.level} (${speaker.figure(those.length)})` };
  });
}

function warningOf({ evaluationLate, lastEvaluatedAt }: MailContent, speaker: Speaker): string | null {
  if (!evaluationLate) return null;
  if (lastEvaluatedAt === null) return speaker.say('no-evaluation', {});
  return speaker.say('late-evaluation', { when: speaker.instant(lastEvaluatedAt) });
}

/** How many names are shown in another language than the reader's. */
function missingNames(facilities: readonly MailFacility[]): number {
  const names = facilities
    .flatMap(({ alerts, stillOpen }) => [...alerts, ...stillOpen])
    .flatMap(({ name }) => (name?.missing ? name.text : []));
  return new Set(names).size;
}

function notesOf(content: MailContent, namesMissing: number, speaker: Speaker): string[] {
  const { lastEvaluatedAt, evaluationLate } = content;
  // Whose language is not spoken here reads English, names and all.
  const spokenTo = content.locale.toLowerCase().split('-', 1)[0] === speaker.language;
  const told = lastEvaluatedAt !== null && !evaluationLate;
  return [
    ...(told ? [speaker.say('evaluated', { when: speaker.instant(lastEvaluatedAt) })] : []),
    ...(namesMissing > 0 && spokenTo ? [speaker.say('names-missing', { n: namesMissing })] : []),
    speaker.say('why', {}),
  ];
}

function linksOf({ consoleUrl, unsubscribeUrl }: MailContent, speaker: Speaker): Link[] {
  return [
    ...(consoleUrl === null ? [] : [{ label: speaker.say('settings', {}), url: `${consoleUrl}/settings` }]),
    ...(unsubscribeUrl === null ? [] : [{ label: speaker.say('unsubscribe', {}), url: unsubscribeUrl }]),
  ];
}

/** The whole mail as parts in reading order. Pure. */
export function outlineOf(content: MailContent): Outline {
  const speaker = speakerFor(content.locale, content.timeZone, content.now);
  const facilities = inOrder(content);
  const sections = facilities.map((facility) => sectionOf(facility, content.consoleUrl, speaker));
  const cards = sections.flatMap((section) => section.cards);
  const tally = tallyOf(cards, speaker);
  const namesMissing = missingNames(facilities);
  const warning = warningOf(content, speaker);
  const country = speaker.country(content.country);
  return {
    speaker,
    subject: subjectLine(content.kind, facilities, country, speaker),
    preheader: cards[0]?.sentences.action ?? warning ?? sections[0]?.stillOpen ?? '',
    eyebrow: speaker.say('eyebrow', { country, day: speaker.dateOf(content.now) }),
    title: speaker.say(content.kind === 'now' ? 'title.now' : 'title.digest', {}),
    warning,
    tally,
    sections,
    others: content.others > 0 ? speaker.say('and-more', { n: content.others }) : null,
    actionLabel: speaker.say('action-label', {}),
    openLabel: speaker.say('open-alert', {}),
    notes: notesOf(content, namesMissing, speaker),
    links: linksOf(content, speaker),
    namesMissing,
  };
}
