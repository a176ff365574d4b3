/** What is said of one alert: what is wrong, how much it presses, its figures, and what to do now. */
import type { AlertLevel } from '../../domain/alerts/alert.ts';
import type { MailAlert, MailSubject } from '../../domain/news/mail.ts';
import { visible } from '../isolate.ts';
import { factPhrases, textOf } from './facts.ts';
import type { MailKey } from './keys.ts';
import type { Speaker } from './messages.ts';

/** How much an alert presses; `clear`: it is over. */
export type Pressure = AlertLevel | 'clear';

export interface Sentences {
  readonly pressure: Pressure;
  /** The same in one word or two. */
  readonly level: string;
  /** What happened to it; null where the level says all. */
  readonly change: string | null;
  readonly headline: string;
  readonly facts: readonly string[];
  readonly action: string;
}

/** Stages of a shortage, from what its facts say. */
type Stage = 'out' | 'very-low' | 'low' | 'projected' | 'recovering';

function stageOf(subject: MailSubject): Stage {
  const { status, projectedShort } = subject.facts;
  if (status === 'out') return 'out';
  if (status === 'emergency') return 'very-low';
  if (status === 'low') return 'low';
  return status === 'projected' || projectedShort === true ? 'projected' : 'recovering';
}

/** The subject that an alert's id names, for what has no name at all. */
function subjectOfId(alertId: string): string {
  return alertId.split('~')[2] ?? alertId;
}

/** What it is called, without what is not seen. */
export function nameOf(subject: MailSubject, speaker: Speaker): string {
  if (subject.kind === 'shipment-overdue' || subject.kind === 'receipt-discrepancy') {
    return textOf(subject.facts, 'reference') ?? speaker.say('no-reference', {});
  }
  return visible(subject.name?.text ?? '') || subjectOfId(subject.alertId);
}

function shortageHeadline(subject: MailSubject, speaker: Speaker): string {
  const stage = stageOf(subject);
  const name = nameOf(subject, speaker);
  const date = textOf(subject.facts, 'stockOutOn');
  if (date === null || stage === 'out' || stage === 'recovering') {
    return speaker.say(`headline.shortage.${stage}`, { name });
  }
  return speaker.say(`headline.shortage.${stage}-until`, { name, day: speaker.day(date) });
}

/** A date of the facts as the reader reads it; a dash where it is not known. */
function dayFrom(subject: MailSubject, fact: string, speaker: Speaker): string {
  const date = textOf(subject.facts, fact);
  return date === null ? '–' : speaker.day(date);
}

/** What is wrong, in one line. */
export function headlineOf(subject: MailSubject, speaker: Speaker): string {
  const { kind, facts } = subject;
  const name = nameOf(subject, speaker);
  switch (kind) {
    case 'shortage':
      return shortageHeadline(subject, speaker);
    case 'expiring': {
      const date = textOf(facts, 'expiresOn');
      if (date === null) return speaker.say('headline.expiring', { name });
      return speaker.say('headline.expiring-on', { name, day: speaker.day(date) });
    }
    case 'recall': {
      const batch = textOf(facts, 'lot');
      if (batch === null) return speaker.say('headline.recall', { name });
      return speaker.say(facts.action === 'hold' ? 'headline.hold-batch' : 'headline.recall-batch', { name, batch });
    }
    case 'shipment-overdue':
      return speaker.say('headline.shipment-overdue', { name, day: dayFrom(subject, 'expectedOn', speaker) });
    case 'report-overdue':
      return speaker.say('headline.report-overdue', { day: dayFrom(subject, 'lastReportOn', speaker) });
    case 'opening-count-due':
      return speaker.say('headline.opening-count-due', {});
    default:
      return speaker.say(`headline.${kind}`, { name });
  }
}

function clearedHeadline(subject: MailSubject, speaker: Speaker): string {
  const { kind, facts } = subject;
  if (kind === 'report-overdue' || kind === 'opening-count-due') return speaker.say(`cleared.${kind}`, {});
  const what = kind === 'recall' && facts.action === 'hold' ? 'hold' : kind;
  return speaker.say(`cleared.${what}`, { name: nameOf(subject, speaker) });
}

/** The action's message. Total over kinds and stages: the compiler asks for what is missing, in every language. */
function actionKey(subject: MailSubject): Extract<MailKey, `action.${string}`> {
  const { kind, level, facts } = subject;
  if (kind === 'shortage') {
    const stage = stageOf(subject);
    const covered = facts.deliveryInTime === true && stage !== 'out' && stage !== 'recovering';
    return `action.shortage.${covered ? 'covered' : stage}`;
  }
  const pressing = level === 'high' || level === 'critical';
  if (kind === 'receipt-discrepancy' && pressing) return 'action.receipt-discrepancy.urgent';
  if (kind === 'recall' && facts.quantity === 0) return 'action.recall-search';
  return `action.${kind}`;
}

function changeOf(alert: MailAlert, speaker: Speaker): string | null {
  const { change, unattendedHours } = alert;
  if (change === 'resolved') return null;
  if (change !== 'escalated') return speaker.say(`change.${change}`, {});
  if (unattendedHours === null) return speaker.say('change.unattended', {});
  return speaker.say('change.escalated', { hours: unattendedHours });
}

/** Everything that a mail says of one alert. Pure. */
export function sentencesOf(alert: MailAlert, speaker: Speaker): Sentences {
  if (alert.change === 'resolved') {
    return {
      pressure: 'clear',
      level: speaker.say('level.clear', {}),
      change: null,
      headline: clearedHeadline(alert, speaker),
      // The facts of an ended alert are those of its last bad day.
      facts: [],
      action: speaker.say('action.cleared', {}),
    };
  }
  const action = speaker.say(actionKey(alert), {});
  return {
    pressure: alert.level,
    level: speaker.say(`level.${alert.level}`, {}),
    change: changeOf(alert, speaker),
    headline: headlineOf(alert, speaker),
    facts: factPhrases(alert.kind, alert.facts, speaker),
    action: alert.change === 'escalated' ? `${speaker.say('action.escalated', {})} ${action}` : action,
  };
}
