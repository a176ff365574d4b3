/** Every sentence of a mail with what goes into it: a language that lacks one does not compile. */

type Nothing = Record<never, never>;
interface Named {
  readonly name: string;
}
interface Dated {
  readonly day: string;
}
interface Figure {
  readonly n: number;
}

/** What the mail as a whole says. */
interface Frame {
  /** `more`: how many other alerts are in the mail. */
  'subject.now': { facility: string; headline: string; more: number };
  'subject.digest': { facility: string; headline: string; more: number };
  /** A digest that has only open alerts of before. */
  'subject.quiet': { country: string };
  eyebrow: { country: string; day: string };
  'title.now': Nothing;
  'title.digest': Nothing;
  'late-evaluation': { when: string };
  'no-evaluation': Nothing;
  evaluated: { when: string };
  'action-label': Nothing;
  'open-alert': Nothing;
  'still-open': { list: string };
  'and-more': Figure;
  why: Nothing;
  settings: Nothing;
  unsubscribe: Nothing;
  /** How many names are shown in English for want of one in the reader's language. */
  'names-missing': Figure;
  'no-reference': Nothing;
}

/** How much it presses; `clear` is over. */
interface LevelWords {
  'level.critical': Nothing;
  'level.high': Nothing;
  'level.medium': Nothing;
  'level.low': Nothing;
  'level.clear': Nothing;
}

interface ChangeWords {
  'change.opened': Nothing;
  'change.worsened': Nothing;
  'change.improved': Nothing;
  'change.reopened': Nothing;
  'change.snooze-ended': Nothing;
  'change.escalated': { hours: number };
  'change.unattended': Nothing;
}

/** What is wrong. */
interface Headlines {
  'headline.shortage.out': Named;
  'headline.shortage.very-low': Named;
  'headline.shortage.very-low-until': Named & Dated;
  'headline.shortage.low': Named;
  'headline.shortage.low-until': Named & Dated;
  'headline.shortage.projected': Named;
  'headline.shortage.projected-until': Named & Dated;
  'headline.shortage.recovering': Named;
  'headline.overstock': Named;
  'headline.expiring': Named;
  'headline.expiring-on': Named & Dated;
  'headline.expired': Named;
  'headline.shipment-overdue': Named & Dated;
  'headline.receipt-discrepancy': Named;
  'headline.report-overdue': Dated;
  'headline.opening-count-due': Nothing;
  'headline.guidance-overdue': Named;
  'headline.checklist-overdue': Named;
  'headline.ledger-mismatch': Named;
  'headline.implausible-report': Named;
  'headline.count-conflict': Named;
  'headline.recall': Named;
  'headline.recall-batch': Named & { batch: string };
  'headline.hold-batch': Named & { batch: string };
}

/** The same, when it is over. */
interface Endings {
  'cleared.shortage': Named;
  'cleared.overstock': Named;
  'cleared.expiring': Named;
  'cleared.expired': Named;
  'cleared.shipment-overdue': Named;
  'cleared.receipt-discrepancy': Named;
  'cleared.report-overdue': Nothing;
  'cleared.opening-count-due': Nothing;
  'cleared.guidance-overdue': Named;
  'cleared.checklist-overdue': Named;
  'cleared.ledger-mismatch': Named;
  'cleared.implausible-report': Named;
  'cleared.count-conflict': Named;
  'cleared.recall': Named;
  'cleared.hold': Named;
}

/** One figure each, as a label and its value, so that they stand in a row in any grammar. */
interface Facts {
  'fact.days-left': { days: number };
  'fact.runs-out': Dated;
  'fact.on-shelf': Figure;
  'fact.on-shelf-estimate': Figure;
  'fact.used-per-day': Figure;
  'fact.surge': Figure;
  'fact.on-the-way': Figure;
  'fact.next-delivery': Dated;
  'fact.last-report': Dated;
  'fact.batch': { batch: string };
  'fact.expired-on': Dated;
  'fact.unused': Figure;
  'fact.differences': Figure;
  'fact.since': Dated;
  'fact.was-due': Dated;
  'fact.items-listed': Figure;
  'fact.version': { version: string };
  'fact.in-the-book': Figure;
  'fact.by-the-entries': Figure;
  'fact.reported': Figure;
  'fact.reported-on': Dated;
  'fact.first-stock-take': Figure;
  'fact.second-stock-take': Figure;
  'fact.last-answered': Dated;
  'fact.recalled-on': Dated;
  'fact.on-hold-since': Dated;
  'fact.without-batch': Figure;
}

/** What to do now. */
interface Actions {
  'action.shortage.out': Nothing;
  'action.shortage.very-low': Nothing;
  'action.shortage.low': Nothing;
  'action.shortage.projected': Nothing;
  /** A delivery lands in time. */
  'action.shortage.covered': Nothing;
  'action.shortage.recovering': Nothing;
  'action.overstock': Nothing;
  'action.expiring': Nothing;
  'action.expired': Nothing;
  'action.shipment-overdue': Nothing;
  'action.receipt-discrepancy': Nothing;
  'action.receipt-discrepancy.urgent': Nothing;
  'action.report-overdue': Nothing;
  'action.opening-count-due': Nothing;
  'action.guidance-overdue': Nothing;
  'action.checklist-overdue': Nothing;
  'action.ledger-mismatch': Nothing;
  'action.implausible-report': Nothing;
  'action.count-conflict': Nothing;
  'action.recall': Nothing;
  /** None of the batch by the books, but stock whose batch nobody noted. */
  'action.recall-search': Nothing;
  /** Comes before the action of the alert itself. */
  'action.escalated': Nothing;
  'action.cleared': Nothing;
}

/** Values of each message, by key. Strings are names, days and sentences as the reader sees them. */
export interface MailArguments extends Frame, LevelWords, ChangeWords, Headlines, Endings, Facts, Actions {}
export type MailKey = keyof MailArguments;

/** One language's messages, in ICU message syntax. */
export type MailMessages = Readonly<Record<MailKey, string>>;
