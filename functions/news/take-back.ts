/** Reads what SES says of a mail that came back, and marks the mailbox of its member. */
import * as z from 'zod';
import type { TableDeps } from '#kit/deps.ts';
import type { Log } from '#kit/log.ts';
import { writeMetric } from '#kit/metrics.ts';
import type { MailboxMark } from '#shared/domain/members/mailbox.ts';
import { markMailbox } from '#shared/store/mailbox.ts';
import { loadMember, memberIdOf } from '#shared/store/members.ts';

export interface BounceDeps extends TableDeps {
  readonly log: Log;
  readonly stage: string;
}

const recipients = z.array(z.object({ emailAddress: z.string() }));
const timestamp = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'not an instant');

/** What of an event of SES matters here; all else is left alone. */
const sesEvent = z.discriminatedUnion('eventType', [
  z.object({
    eventType: z.literal('Bounce'),
    bounce: z.object({ bounceType: z.string(), timestamp, bouncedRecipients: recipients }),
  }),
  z.object({
    eventType: z.literal('Complaint'),
    complaint: z.object({
      timestamp,
      complaintFeedbackType: z.string().nullish(),
      complainedRecipients: recipients,
    }),
  }),
]);
type SesEvent = z.output<typeof sesEvent>;

interface Returned {
  readonly mark: MailboxMark;
  readonly at: string;
  readonly addresses: readonly string[];
}

const IN_BRACKETS = /<([^<>]+)>\s*$/;
const addressesOf = (all: z.output<typeof recipients>): string[] =>
  all.map(({ emailAddress }) => memberIdOf(IN_BRACKETS.exec(emailAddress)?.[1] ?? emailAddress));
const instant = (text: string): string => new Date(text).toISOString();

/** Null for what passes: a full mailbox, a server that is away, a complaint that was taken back. */
function returnedOf(event: SesEvent): Returned | null {
  if (event.eventType === 'Bounce') {
    const { bounceType, timestamp: at, bouncedRecipients } = event.bounce;
    if (bounceType !== 'Permanent') return null;
    return { mark: 'bounced', at: instant(at), addresses: addressesOf(bouncedRecipients) };
  }
  const { timestamp: at, complaintFeedbackType, complainedRecipients } = event.complaint;
  if (complaintFeedbackType === 'not-spam') return null;
  return { mark: 'complained', at: instant(at), addresses: addressesOf(complainedRecipients) };
}

/** Marks each member that an event is about. Addresses of nobody are ignored; the same event again changes nothing. */
export async function takeBack(message: unknown, deps: BounceDeps): Promise<void> {
  const returned = returnedOf(sesEvent.parse(message));
  if (returned === null) return;
  const { mark, at, addresses } = returned;
  let marked = 0;
  for (const memberId of addresses) {
    const member = await loadMember(deps.table, memberId);
    if (member === undefined || member.removedAt !== null) continue;
    await markMailbox(deps.table, memberId, { mark, at });
    marked += 1;
  }
  const figure = { name: 'MailboxMarked', value: marked, atMs: Date.parse(at) } as const;
  if (marked > 0) writeMetric(deps.log, deps.stage, 'mail came back', figure, { mark });
}
