/** What a member was told last about a country on a channel: claimed with a lease before a mail, confirmed after it. */
import * as z from 'zod';
import type { Channel } from '../domain/news/preferences.ts';
import { asRead } from './conditions.ts';
import { toldKey } from './keys.ts';
import { getRow } from './read.ts';
import { type Lease, storedLease } from './stored-news.ts';
import type { Table } from './table.ts';
import { again, attempt, put, transact } from './transact.ts';

const toldRow = z.object({
  /** The time that the last mail spoke from, and the clock when it was confirmed. Instants. */
  last: z.object({ now: z.string(), clock: z.string() }).nullable(),
  /** Marks of the letters in the last mail: those that are still there are left over. */
  covered: z.array(z.string()),
  lease: storedLease.optional(),
  v: z.int().min(1),
});
type ToldRow = z.output<typeof toldRow>;

export interface Told {
  readonly memberId: string;
  readonly country: string;
  readonly channel: Channel;
  readonly last: ToldRow['last'];
  readonly covered: ReadonlySet<string>;
  readonly lease: Lease | null;
  /** 0: there is no row yet. */
  readonly v: number;
}

type Of = Pick<Told, 'memberId' | 'country' | 'channel'>;

/** Strongly consistent. Read it before the letters: then a claim that succeeds tells none that were told. */
export async function loadTold(table: Table, of: Of): Promise<Told> {
  const row = await getRow(table, toldKey(of.memberId, of.country, of.channel), { consistent: true });
  if (row === undefined) return { ...of, last: null, covered: new Set(), lease: null, v: 0 };
  const { last, covered, lease, v } = toldRow.parse(row);
  return { ...of, last, covered: new Set(covered), lease: lease ?? null, v };
}

function write(before: Told, change: Partial<Pick<Told, 'last' | 'covered' | 'lease'>>) {
  const { last, covered, lease } = { ...before, ...change };
  const row = { last, covered: [...covered], ...(lease === null ? {} : { lease }), v: before.v + 1 };
  const key = toldKey(before.memberId, before.country, before.channel);
  return put('told', { ...key, ...row }, asRead(before.v === 0 ? undefined : { v: before.v }));
}

/** Takes the right to tell until the lease ends; undefined where somebody else was faster. */
export async function claimTelling(table: Table, before: Told, lease: Lease): Promise<Told | undefined> {
  return await attempt(table, async (number) => {
    if (number > 1) {
      const now = await loadTold(table, before);
      // The answer to our own claim was lost.
      if (now.v === before.v + 1 && now.lease?.id === lease.id) return now;
    }
    const outcome = await transact(table, [write(before, { lease })]);
    if (outcome.kind === 'done') return { ...before, lease, v: before.v + 1 };
    return outcome.kind === 'conflict' ? undefined : again(outcome);
  });
}

/** Ends a claim of ours; `told` where the mail went out. False: the lease had ended and somebody else took it. */
export async function endTelling(
  table: Table,
  claimed: Told,
  told: Pick<Told, 'last' | 'covered'> | null,
): Promise<boolean> {
  return await attempt(table, async () => {
    const outcome = await transact(table, [write(claimed, { ...told, lease: null })]);
    if (outcome.kind === 'done') return true;
    const now = await loadTold(table, claimed);
    if (now.v !== claimed.v) return now.v === claimed.v + 1 && now.lease === null;
    return again(outcome);
  });
}
