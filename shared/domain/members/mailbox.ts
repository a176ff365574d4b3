/** What is known of a member's mailbox. */

export const mailboxMarks = ['bounced', 'complained'] as const;
/** `bounced`: mail comes back for good. `complained`: its owner called it spam. Neither gets any mail. */
export type MailboxMark = (typeof mailboxMarks)[number];

export interface Mailbox {
  readonly mark: MailboxMark;
  /** Instant, ISO UTC. */
  readonly at: string;
}
