/** The day of a country's last digest: two planners plan one, and one that failed is planned again. */
import * as z from 'zod';
import type { DigestPlan } from '../domain/news/telling.ts';
import { asRead } from './conditions.ts';
import { digestKey } from './keys.ts';
import { getRow } from './read.ts';
import type { Table } from './table.ts';
import { again, attempt, type Outcome, put, transact } from './transact.ts';

const digestRow = z.object({ day: z.int(), now: z.string(), done: z.boolean(), v: z.int().min(1) });
export type StoredDigest = DigestPlan & { readonly v: number };

/** Strongly consistent; undefined before the first. */
export async function loadDigest(table: Table, country: string): Promise<StoredDigest | undefined> {
  const row = await getRow(table, digestKey(country), { consistent: true });
  return row === undefined ? undefined : digestRow.parse(row);
}

/** Stores a plan over the one that was read; `conflict` where another planner was faster. */
export async function storeDigest(
  table: Table,
  country: string,
  plan: DigestPlan,
  before: StoredDigest | undefined,
): Promise<Outcome> {
  const { day, now, done } = plan;
  const row = { day, now, done, v: (before?.v ?? 0) + 1 };
  return await transact(table, [put('digest', { ...digestKey(country), ...row }, asRead(before))]);
}

/** Says that everybody was told the digest of this time, unless another one was planned since. */
export async function digestDone(table: Table, country: string, now: string): Promise<void> {
  await attempt(table, async () => {
    const last = await loadDigest(table, country);
    if (last === undefined || last.now !== now || last.done) return null;
    const outcome = await storeDigest(table, country, { ...last, done: true }, last);
    return outcome.kind === 'done' ? null : again(outcome);
  });
}
