/** GET /overview: what the last evaluation left of each facility, a page at a time. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { overviewRows } from '#shared/contract/overview.ts';
import { overviewWithoutHeads } from '#shared/contract/without-heads.ts';
import { localDay } from '#shared/domain/day.ts';
import { countryOf, reach, seesHeads } from '#shared/domain/members/grants.ts';
import { evaluationLate } from '#shared/domain/overview/late.ts';
import { isRefusal } from '#shared/domain/refusal.ts';
import { loadCountryZones } from '#shared/store/evaluation-world.ts';
import { lastEvaluation, readOverview } from '#shared/store/overview.ts';
import { overviewFacilityOf, trendAnswer } from './answer.ts';

export const getOverview: Operation<typeof overviewRows.getOverview, TableDeps> = async (request, { table }) => {
  const { country, full = false, limit, cursor } = request.query;
  const reached = reach(request.grants, 'any', { country });
  const countries =
    reached.countries === 'all' ? (await loadCountryZones(table)).map((zone) => zone.country) : reached.countries;
  const shown = [...new Set([...countries, ...reached.facilities.map(countryOf)])];
  const [page, lastEvaluatedAt] = await Promise.all([
    readOverview(table, { countries, facilities: reached.facilities }, request.now.getTime(), { limit, cursor }),
    lastEvaluation(table, shown),
  ]);
  if (isRefusal(page)) return page;
  const items = page.facilities.map(({ facility, summary, kept }) => {
    const today = localDay(request.now.getTime(), facility.timeZone);
    const trend = trendAnswer(summary?.preparedness.score ?? null, kept, today);
    const shown = overviewFacilityOf(facility, summary, full, trend);
    if (seesHeads(request.grants, facility.facilityId)) return shown;
    const fromHeads = summary?.items
      .filter((item) => item.fromHeads || item.basis === 'norm')
      .map(({ itemId }) => itemId);
    return overviewWithoutHeads(shown, new Set(fromHeads));
  });
  return {
    body: {
      asOf: request.now.toISOString(),
      lastEvaluatedAt,
      evaluationLate: shown.length > 0 && evaluationLate(lastEvaluatedAt, request.now.getTime()),
      items,
      nextCursor: page.nextCursor,
    },
  };
};
