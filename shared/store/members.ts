/** Rows of members, of the subjects bound to them, and of the set of programme-wide leads. */
import * as z from 'zod';
import { type Grant, isProgrammeLead, roles } from '../domain/members/grants.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { absentOrEqual, asRead } from './conditions.ts';
import { leadsKey, memberKey, subjectKey } from './keys.ts';
import { getRow } from './read.ts';
import type { StoredRow, Table } from './table.ts';
import { again, attempt, put, transact, type Write } from './transact.ts';

export interface Member {
  readonly memberId: string;
  readonly name: string;
  readonly locale: string;
  readonly grants: readonly Grant[];
  /** Instant, ISO UTC; null while the member stands. */
  readonly removedAt: string | null;
  readonly revision: number;
}

const memberRow = z.object({
  memberId: z.string(),
  v: z.int().min(1),
  name: z.string(),
  locale: z.string(),
  grants: z.array(z.object({ role: z.enum(roles), scope: z.string() })),
  removedAt: z.string().optional(),
});
const leadsRow = z.object({ v: z.int().min(1), members: z.array(z.string()) });

/** Reads a member, tombstones included. Throws on a row that is none. */
export function memberFromRow(row: StoredRow): Member {
  const { v, removedAt, ...member } = memberRow.parse(row);
  return { ...member, removedAt: removedAt ?? null, revision: v };
}

/** Sign-in names are compared without case and blanks around them. */
export function memberIdOf(signInName: string): string {
  return signInName.trim().toLowerCase();
}

/** A member by sign-in name, tombstones included; undefined where there never was one. */
export async function loadMember(table: Table, memberId: string): Promise<Member | undefined> {
  const row = await getRow(table, memberKey(memberId), { consistent: true });
  return row === undefined ? undefined : memberFromRow(row);
}

/** Sign-in names of the programme-wide leads. */
export async function loadLeads(table: Table): Promise<readonly string[]> {
  const row = await getRow(table, leadsKey(), { consistent: true });
  return row === undefined ? [] : leadsRow.parse(row).members;
}

/**
 * What must be written beside a member whose grants change: the set of programme-wide leads, where it changes. The
 * last of them stays: `lead.last`.
 */
export async function leadWrites(
  table: Table,
  memberId: string,
  before: readonly Grant[],
  after: readonly Grant[],
): Promise<readonly Write[] | Refusal> {
  if (isProgrammeLead(before) === isProgrammeLead(after)) return [];
  const row = await getRow(table, leadsKey(), { consistent: true });
  const others = (row === undefined ? [] : leadsRow.parse(row).members).filter((lead) => lead !== memberId);
  const members = isProgrammeLead(after) ? [...others, memberId].sort() : others;
  if (members.length === 0) {
    return refuse('lead.last', 'Make somebody else a lead of the whole programme first: this is the last one.');
  }
  const v = row === undefined ? 1 : leadsRow.parse(row).v + 1;
  return [put('leads', { ...leadsKey(), v, members }, asRead(row))];
}

/** Binds a member to the first subject that signs in under its name. False where another one is bound. */
export async function bindSubject(table: Table, memberId: string, subject: string, at: string): Promise<boolean> {
  return await attempt(table, async () => {
    const key = subjectKey(memberId);
    const row = await getRow(table, key, { consistent: true });
    if (row !== undefined) return row.subject === subject;
    const write = put('subject', { ...key, subject, boundAt: at }, absentOrEqual('subject', subject));
    const outcome = await transact(table, [write]);
    return outcome.kind === 'done' ? true : again(outcome);
  });
}
