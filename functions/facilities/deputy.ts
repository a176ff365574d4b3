/** The deputy of a country is somebody who can do something there: a typo would pass alerts up to nobody. */
import { standIns } from '#shared/domain/alerts/escalation.ts';
import { covers } from '#shared/domain/members/grants.ts';
import { type Refusal, refuse } from '#shared/domain/refusal.ts';
import { loadMember } from '#shared/store/members.ts';
import type { Table } from '#shared/store/table.ts';

/** `member.unknown` where the deputy is no member, was removed, or has no role but observer for the whole country. */
export async function deputyRefusal(
  table: Table,
  country: string,
  deputy: string | undefined,
): Promise<Refusal | undefined> {
  if (deputy === undefined) return undefined;
  const member = await loadMember(table, deputy);
  const known = member !== undefined && member.removedAt === null;
  if (known && covers(member.grants, { country }, standIns) === 'yes') return undefined;
  const detail = `Name somebody who stands for ${country}: no member ${deputy} with a role for all of it, observers aside, is known.`;
  return refuse('member.unknown', detail, [{ pointer: '/deputy', code: 'member.unknown', detail }]);
}
