/** The figures of an alert as short phrases, each standing for itself; what an alert does not have is left out. */
import type { AlertFacts, AlertKind } from '../../domain/alerts/alert.ts';
import { visible } from '../isolate.ts';
import type { Speaker } from './messages.ts';

/** A figure of the facts; null where there is none. */
export function figureOf(facts: AlertFacts, name: string): number | null {
  const value = facts[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A text of the facts without what is not seen; null where there is none. */
export function textOf(facts: AlertFacts, name: string): string | null {
  const value = facts[name];
  const text = typeof value === 'string' ? visible(value) : '';
  return text === '' ? null : text;
}

type FigureKey =
  | 'fact.on-shelf'
  | 'fact.on-shelf-estimate'
  | 'fact.used-per-day'
  | 'fact.on-the-way'
  | 'fact.unused'
  | 'fact.differences'
  | 'fact.items-listed'
  | 'fact.in-the-book'
  | 'fact.by-the-entries'
  | 'fact.reported'
  | 'fact.first-stock-take'
  | 'fact.second-stock-take'
  | 'fact.without-batch';

type DayKey =
  | 'fact.runs-out'
  | 'fact.next-delivery'
  | 'fact.last-report'
  | 'fact.expired-on'
  | 'fact.since'
  | 'fact.reported-on'
  | 'fact.was-due'
  | 'fact.last-answered'
  | 'fact.recalled-on'
  | 'fact.on-hold-since';

/** One phrase from the facts, or null. */
type Phrase = (facts: AlertFacts, speaker: Speaker) => string | null;

function figure(key: FigureKey, name: string): Phrase {
  return (facts, speaker) => {
    const n = figureOf(facts, name);
    return n === null ? null : speaker.say(key, { n });
  };
}

function day(key: DayKey, name: string): Phrase {
  return (facts, speaker) => {
    const date = textOf(facts, name);
    return date === null ? null : speaker.say(key, { day: speaker.day(date) });
  };
}

const batch: Phrase = (facts, speaker) => {
  const lot = textOf(facts, 'lot');
  return lot === null ? null : speaker.say('fact.batch', { batch: lot });
};

const version: Phrase = (facts, speaker) => {
  const text = textOf(facts, 'version');
  return text === null ? null : speaker.say('fact.version', { version: text });
};

/** Whole days, rounded down: nobody is promised a day that is not there. */
const daysLeft: Phrase = (facts, speaker) => {
  const cover = figureOf(facts, 'coverDays');
  return cover === null || facts.status === 'out'
    ? null
    : speaker.say('fact.days-left', { days: Math.max(Math.floor(cover), 0) });
};

/** The estimate where it says something else than the book, the book otherwise. */
const onShelf: Phrase = (facts, speaker) => {
  const [usable, estimate] = [figureOf(facts, 'usable'), figureOf(facts, 'estimatedOnHand')];
  if (estimate !== null && estimate !== usable) return speaker.say('fact.on-shelf-estimate', { n: estimate });
  return usable === null ? null : speaker.say('fact.on-shelf', { n: usable });
};

const onTheWay: Phrase = (facts, speaker) => {
  const units = figureOf(facts, 'inTransit');
  return units === null || units === 0 ? null : speaker.say('fact.on-the-way', { n: units });
};

/** What a lead multiplies the rate by; once is no surge. */
const surge: Phrase = (facts, speaker) => {
  const factor = figureOf(facts, 'surge');
  return factor === null || factor === 1 ? null : speaker.say('fact.surge', { n: factor });
};

const usedPerDay = figure('fact.used-per-day', 'adu');
const lastReport = day('fact.last-report', 'lastReportOn');
const wasDue = day('fact.was-due', 'dueOn');
const unused = figure('fact.unused', 'unused');

/** What each kind tells, in this order. */
const phrases: Readonly<Record<AlertKind, readonly Phrase[]>> = {
  shortage: [daysLeft, onShelf, usedPerDay, surge, onTheWay, day('fact.next-delivery', 'nextDeliveryOn'), lastReport],
  overstock: [daysLeft, onShelf, usedPerDay, unused],
  expiring: [batch, unused, figure('fact.on-shelf', 'quantity')],
  expired: [batch, figure('fact.on-shelf', 'quantity'), day('fact.expired-on', 'expiredOn')],
  'shipment-overdue': [],
  'receipt-discrepancy': [figure('fact.differences', 'discrepancies'), day('fact.since', 'since')],
  'report-overdue': [wasDue],
  'opening-count-due': [figure('fact.items-listed', 'listedItems'), wasDue],
  'guidance-overdue': [version, wasDue],
  'checklist-overdue': [day('fact.last-answered', 'lastAnsweredOn'), wasDue],
  'ledger-mismatch': [figure('fact.in-the-book', 'onHand'), figure('fact.by-the-entries', 'onHandByLedger')],
  'implausible-report': [figure('fact.reported', 'quantity'), day('fact.reported-on', 'reportedOn')],
  'count-conflict': [
    figure('fact.first-stock-take', 'first'),
    figure('fact.second-stock-take', 'second'),
    day('fact.reported-on', 'reportedOn'),
  ],
  recall: [
    (facts, speaker) => (facts.quantity === 0 ? null : figure('fact.on-shelf', 'quantity')(facts, speaker)),
    (facts, speaker) => (facts.withoutLot === 0 ? null : figure('fact.without-batch', 'withoutLot')(facts, speaker)),
    (facts, speaker) =>
      day(facts.action === 'hold' ? 'fact.on-hold-since' : 'fact.recalled-on', 'recalledOn')(facts, speaker),
  ],
};

/** Short phrases on the figures of an alert of this kind; empty where there are none. */
export function factPhrases(kind: AlertKind, facts: AlertFacts, speaker: Speaker): string[] {
  return phrases[kind].flatMap((phrase) => phrase(facts, speaker) ?? []);
}
