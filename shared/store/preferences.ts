/** Rows of members' preferences, and everybody who may be told, as the rules want them. */
import * as z from 'zod';
import { alertKinds, alertLevels } from '../domain/alerts/alert.ts';
import { defaultPreferences, type Preferences } from '../domain/news/preferences.ts';
import type { Reader } from '../domain/news/recipients.ts';
import { ALL_MEMBERS, countryKey, mailboxKey, memberKey, preferencesKey } from './keys.ts';
import { mailboxFromRow } from './mailbox.ts';
import { type Member, memberFromRow } from './members.ts';
import { getRow, getRows, queryAll } from './read.ts';
import type { StoredRow, Table } from './table.ts';
import { tableKeys } from './table-constants.ts';

const preferencesRow = z.object({
  channels: z.object({ atOnce: z.boolean(), digest: z.boolean() }),
  locale: z.string().nullable(),
  mutedKinds: z.array(z.enum(alertKinds)),
  minimumLevel: z.enum(alertLevels),
});

/** Reads preferences; the default ones where nothing was ever said. Throws on a row that is none. */
export function preferencesFromRow(row: StoredRow | undefined): Preferences {
  return row === undefined ? defaultPreferences : preferencesRow.parse(row);
}

/** Preferences with the revision of their record; 0 where there is none yet. Strongly consistent. */
export async function loadPreferences(
  table: Table,
  memberId: string,
): Promise<{ readonly preferences: Preferences; readonly revision: number }> {
  const row = await getRow(table, preferencesKey(memberId), { consistent: true });
  return { preferences: preferencesFromRow(row), revision: typeof row?.v === 'number' ? row.v : 0 };
}

/** A member who may be told, with the language that mail to them is written in. */
export interface MailReader extends Reader {
  /** BCP 47. */
  readonly locale: string;
}

/** Is told what a row that cannot be read should have been; whose it is stays in the table. */
type Unreadable = (row: string) => void;

/** What `read` makes of a row; where it throws, that is told and `otherwise` holds. */
function readable<T>(
  row: StoredRow | undefined,
  read: (row: StoredRow | undefined) => T,
  otherwise: T,
  tell: Unreadable,
) {
  try {
    return read(row);
  } catch {
    tell(String(row?.[tableKeys.sort]));
    return otherwise;
  }
}

function readerOf(
  member: Member,
  preferences: StoredRow | undefined,
  mailbox: StoredRow | undefined,
  unreadable: Unreadable,
): MailReader {
  const chosen = readable(preferences, preferencesFromRow, defaultPreferences, unreadable);
  return {
    memberId: member.memberId,
    grants: member.grants,
    preferences: chosen,
    reachable: readable(mailbox, mailboxFromRow, null, unreadable) === null,
    locale: chosen.locale ?? member.locale,
  };
}

/** Whether a row of the list of members is a member, and not what is kept beside one. */
export function isMemberRow(row: StoredRow): boolean {
  return row[tableKeys.sort] === 'MEMBER';
}

/**
 * Every member of the programme who was not removed. The index may lag behind by a moment. One bad row silences nobody
 * else: a member that cannot be read is left out, and preferences that cannot be read are the default ones.
 *
 * @param unreadable is told the sort key of each such row
 */
export async function loadReaders(table: Table, unreadable: Unreadable = () => {}): Promise<MailReader[]> {
  const rows = await queryAll(table, { partition: ALL_MEMBERS, index: true });
  const byKey = new Map(rows.map((row) => [`${row[tableKeys.partition]}|${row[tableKeys.sort]}`, row]));
  return rows.filter(isMemberRow).flatMap((row) => {
    const member = readable(row, (one) => (one === undefined ? undefined : memberFromRow(one)), undefined, unreadable);
    if (member === undefined) return [];
    const beside = (key: { PK: string; SK: string }) => byKey.get(`${key.PK}|${key.SK}`);
    const { memberId, removedAt } = member;
    if (removedAt !== null) return [];
    return [readerOf(member, beside(preferencesKey(memberId)), beside(mailboxKey(memberId)), unreadable)];
  });
}

/** One of them in the same way, strongly consistent; undefined for an unknown or removed member. */
export async function loadReader(
  table: Table,
  memberId: string,
  unreadable: Unreadable = () => {},
): Promise<MailReader | undefined> {
  const keys = [memberKey(memberId), preferencesKey(memberId), mailboxKey(memberId)];
  const [row, preferences, mailbox] = await getRows(table, keys, { consistent: true });
  if (row === undefined) return undefined;
  const member = memberFromRow(row);
  return member.removedAt === null ? readerOf(member, preferences, mailbox, unreadable) : undefined;
}

const countryRow = z.object({ body: z.object({ deputy: z.string().nullish() }) });

/** Sign-in name of a country's deputy, to whom alerts are passed up that nobody takes on; null where there is none. */
export async function loadDeputy(table: Table, country: string): Promise<string | null> {
  const row = await getRow(table, countryKey(country), { consistent: true });
  return row === undefined ? null : (countryRow.parse(row).body.deputy ?? null);
}
