/** GET /alerts: country by country, newest first; a facility's own from its partition. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { alertRows } from '#shared/contract/alerts.ts';
import { alertFactsWithoutHeads } from '#shared/contract/without-heads.ts';
import { reach, seesHeads } from '#shared/domain/members/grants.ts';
import { isRefusal } from '#shared/domain/refusal.ts';
import { type AlertFilter, listAlertRows } from '#shared/store/alert-lists.ts';
import { loadCountryZones } from '#shared/store/evaluation-world.ts';
import { alertAnswerOf } from './answer.ts';

export const listAlerts: Operation<typeof alertRows.listAlerts, TableDeps> = async (request, { table }) => {
  const { country, facility, state, kind, limit, cursor } = request.query;
  const reached = reach(request.grants, 'any', { country, facilityId: facility });
  const countries =
    reached.countries === 'all' ? (await loadCountryZones(table)).map((zone) => zone.country) : reached.countries;
  const filter: AlertFilter = { countries, facilities: reached.facilities, state: state ?? null, kind: kind ?? null };
  const page = await listAlertRows(table, filter, { limit, cursor });
  if (isRefusal(page)) return page;
  return {
    body: {
      items: page.alerts.map((alert) => {
        const answer = alertAnswerOf(alert);
        return seesHeads(request.grants, alert.facilityId)
          ? answer
          : { ...answer, facts: alertFactsWithoutHeads(answer.facts) };
      }),
      nextCursor: page.nextCursor,
    },
  };
};
