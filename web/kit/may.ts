/** What somebody may do where, from the contract's own rows: what one may not do is not on the screen; the server decides. */
import { routes } from 'virtual:contract';
import { covers, type Grant, isProgrammeLead, type Target } from '#shared/domain/members/grants.ts';
import type { RowId } from './contract.ts';

/** Whether these grants allow a row at a target; a target that is left out is "anywhere". */
export function may(grants: readonly Grant[], row: RowId, target?: Target): boolean {
  const { roles, scope } = routes[row];
  if (scope === 'public' || scope === 'member') return true;
  if (scope === 'programme') return isProgrammeLead(grants);
  if (target === undefined) return grants.some((grant) => roles === 'any' || roles.includes(grant.role));
  return covers(grants, target, roles) === 'yes';
}
