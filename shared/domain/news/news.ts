/** News: one change of an alert that somebody is to hear of, written with the alert itself and told exactly from there. */
import type { AlertChange, AlertFacts, AlertKind, AlertLevel, Escalation } from '../alerts/alert.ts';

export interface News {
  /** `<facilityId>~<kind>~<subject>~<openedAt>`. */
  readonly alertId: string;
  /** Version of the alert's row that this change made: with the alert's id it names the news. */
  readonly version: number;
  /** Instant (ISO UTC) that the change is about. */
  readonly at: string;
  readonly change: AlertChange;
  /** Told at once; otherwise it waits for the digest. */
  readonly urgent: boolean;
  /** Of an end: the furthest that the alert was passed up. */
  readonly escalation: Escalation;
  readonly facilityId: string;
  readonly country: string;
  readonly kind: AlertKind;
  readonly subject: string;
  readonly level: AlertLevel;
  /** The level before this change; null for an opening. */
  readonly previousLevel: AlertLevel | null;
  /** The worst level told since it opened or came back; absent in news from before that was kept. */
  readonly toldLevel?: AlertLevel | undefined;
  readonly openedAt: string;
  /** Instant since when nobody has taken this level on; null where somebody has, or it is over. */
  readonly unattendedSince: string | null;
  readonly facts: AlertFacts;
}
