/** Whether mail to a member comes back: marked by the mail service, cleared by people who know better. */
import * as z from 'zod';
import { type Mailbox, mailboxMarks } from '../domain/members/mailbox.ts';
import type { Condition } from './conditions.ts';
import { mailboxIndex, mailboxKey } from './keys.ts';
import { getRow } from './read.ts';
import type { StoredRow, Table } from './table.ts';
import { again, attempt, put, transact, type Write } from './transact.ts';

/** A cleared mailbox keeps its row: a bounce of before that is told again must not mark it anew. */
const mailboxRow = z.object({ mark: z.enum(mailboxMarks).nullable(), at: z.string() });

/** Reads a mailbox; null where nothing is wrong with it. Throws on a row that is none. */
export function mailboxFromRow(row: StoredRow | undefined): Mailbox | null {
  if (row === undefined) return null;
  const { mark, at } = mailboxRow.parse(row);
  return mark === null ? null : { mark, at };
}

/** A member's mailbox, strongly consistent. */
export async function loadMailbox(table: Table, memberId: string): Promise<Mailbox | null> {
  return mailboxFromRow(await getRow(table, mailboxKey(memberId), { consistent: true }));
}

/** Nothing was said of this mailbox yet, or only before. */
function newerThan(at: string): Condition {
  return {
    expression: 'attribute_not_exists(#at) OR #at < :at',
    names: { '#at': 'at' },
    values: { ':at': at },
  };
}

function putMailbox(memberId: string, mailbox: z.output<typeof mailboxRow>, condition?: Condition): Write {
  return put('mailbox', { ...mailboxKey(memberId), ...mailboxIndex(memberId), memberId, ...mailbox }, condition);
}

/** Marks a mailbox, unless something newer is known of it: told twice, or late, it changes nothing. */
export async function markMailbox(table: Table, memberId: string, mailbox: Mailbox): Promise<void> {
  await attempt(table, async () => {
    const outcome = await transact(table, [putMailbox(memberId, mailbox, newerThan(mailbox.at))]);
    return outcome.kind === 'busy' ? again(outcome) : null;
  });
}

/** The write that trusts a mailbox again from an instant on. */
export function clearMailbox(memberId: string, at: string): Write {
  return putMailbox(memberId, { mark: null, at });
}
