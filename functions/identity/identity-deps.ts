/** What the triggers of the user pool are handed, read from their environment. */
import * as z from 'zod';
import { readEnv, tableEnv } from '#kit/env.ts';
import { memberIdOf } from '#shared/store/members.ts';
import { openTable } from '#shared/store/table.ts';
import type { IdentityDeps } from './membership.ts';

const env = tableEnv.extend({ FIRST_LEAD: z.string().optional() });

/** Made once per cold start. An empty FIRST_LEAD is nobody. */
export function identityDeps(): IdentityDeps {
  const { TABLE_NAME, FIRST_LEAD } = readEnv(env);
  const firstLead = FIRST_LEAD?.trim() ? memberIdOf(FIRST_LEAD) : undefined;
  return { table: openTable(TABLE_NAME), now: () => new Date(), firstLead };
}
