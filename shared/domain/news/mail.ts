/** What one mail is made of: all that its reader is told, and nothing that a mail must not carry. */
import type { AlertChange, AlertFacts, AlertKind, AlertLevel } from '../alerts/alert.ts';

/** `now`: told at once. `digest`: once a day, what changed and what is still open. */
export type MailKind = 'now' | 'digest';

/** What people do with an alert themselves is not mailed. */
export type MailChange = Exclude<AlertChange, 'acknowledged' | 'snoozed' | 'commented'>;

/** A name as its reader sees it. */
export interface MailName {
  readonly text: string;
  /** There is none in the reader's language: `text` is English (or the id). The mail says how many. */
  readonly missing: boolean;
}

/** An alert that a mail speaks of. */
export interface MailSubject {
  readonly alertId: string;
  readonly kind: AlertKind;
  readonly level: AlertLevel;
  /** As the alert has them. A mail reads only the ones it knows (see `MailFacts`). */
  readonly facts: AlertFacts;
  /** Name of the item, or title of the guidance document or checklist; null for shipments and the facility as a whole. */
  readonly name: MailName | null;
}

/** One alert that changed: its latest word, however many letters there were. */
export interface MailAlert extends MailSubject {
  readonly change: MailChange;
  /** Whole hours since nobody has taken it on, for `escalated`; null where it does not matter. */
  readonly unattendedHours: number | null;
}

export interface MailFacility {
  readonly name: string;
  readonly alerts: readonly MailAlert[];
  /** Alerts that were open before and still are, without those in `alerts`. One line of the mail; empty for `now`. */
  readonly stillOpen: readonly MailSubject[];
}

export interface MailContent {
  readonly kind: MailKind;
  /** BCP 47, such as `ar-TN`; a language that is not spoken here is told in English. */
  readonly locale: string;
  /** ISO 3166 code of the country that it is about; its name comes from CLDR. */
  readonly country: string;
  /** Zone of that country (IANA), in which instants are shown. */
  readonly timeZone: string;
  /** Instant (ISO UTC) that the mail speaks from. */
  readonly now: string;
  /** In any order: the mail sorts them, worst first. */
  readonly facilities: readonly MailFacility[];
  /** Alerts that there was no room for, changed or still open: the mail says how many. */
  readonly others: number;
  /** Instant of the last finished evaluation of the country; null before the first. */
  readonly lastEvaluatedAt: string | null;
  /** It is older than it should be: the mail opens with "not evaluated since". */
  readonly evaluationLate: boolean;
  /** Address of the console, without a slash at its end; null: there is none yet, and the mail has no links to it. */
  readonly consoleUrl: string | null;
  /** Signed link that ends the digest for this reader; null for `now`. */
  readonly unsubscribeUrl: string | null;
}

/** A header of the mail, as SESv2 takes it. */
export interface MailHeader {
  readonly name: string;
  readonly value: string;
}

export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** `References`, and for digests `List-Unsubscribe` and `List-Unsubscribe-Post`. */
  readonly headers: readonly MailHeader[];
  /** Distinct names that were shown in another language than the reader's. */
  readonly namesMissing: number;
}

/**
 * Facts that mails read, all of them optional; days are `YYYY-MM-DD`. Others are not shown.
 *
 * - shortage: `status`, `projectedShort`, `stockOutOn`, `nextDeliveryOn`, `coverDays`, `estimatedOnHand`, `usable`, `adu`,
 *   `basis`, `surge`, `inTransit`, `deliveryInTime`, `lastReportOn`
 * - overstock: `coverDays`, `usable`, `unused` · expiring: `lot`, `expiresOn`, `unused` · expired: `lot`, `expiredOn`, `quantity`
 * - shipment-overdue: `reference`, `expectedOn` · receipt-discrepancy: `reference`, `discrepancies`, `since`
 * - report-overdue: `lastReportOn`, `dueOn` · opening-count-due: `dueOn`, `listedItems`
 * - guidance-overdue: `version`, `dueOn` · checklist-overdue: `dueOn`, `lastAnsweredOn`
 * - ledger-mismatch: `onHand`, `onHandByLedger` · implausible-report: `quantity`, `reportedOn`
 * - count-conflict: `first`, `second`, `reportedOn` · recall: `lot`, `recalledOn`, `quantity`
 */
export type MailFacts = AlertFacts;
