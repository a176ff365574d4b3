/** The key that signs the links by which members leave the digest: made once, on first need, and kept in the table. */
import * as z from 'zod';
import { ABSENT } from './conditions.ts';
import { unsubscribeKey } from './keys.ts';
import { getRow } from './read.ts';
import type { Table } from './table.ts';
import { again, attempt, put, transact } from './transact.ts';

const keyRow = z.object({ key: z.string() });

/** The key (base64url), or undefined while no link was ever signed. */
export async function loadUnsubscribeKey(table: Table): Promise<string | undefined> {
  const row = await getRow(table, unsubscribeKey(), { consistent: true });
  return row === undefined ? undefined : keyRow.parse(row).key;
}

/** The key; `newKey` (base64url, random) becomes it where there is none. Two who need it first get the same one. */
export async function ensureUnsubscribeKey(table: Table, newKey: () => string): Promise<string> {
  return await attempt(table, async () => {
    const known = await loadUnsubscribeKey(table);
    if (known !== undefined) return known;
    const key = newKey();
    const outcome = await transact(table, [put('unsubscribe-key', { ...unsubscribeKey(), key, v: 1 }, ABSENT)]);
    return outcome.kind === 'done' ? key : again(outcome);
  });
}
