/** GET /guidance/{documentId}/versions/{version}/coverage: who has read it, who is late, how many of the staff heard of it. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { CoverageAnswer, readingRows } from '#shared/contract/readings.ts';
import { type CoverageItem, type CoverageTotals, coverage, totalsOf } from '#shared/domain/guidance/coverage.ts';
import { askedBy } from '#shared/domain/guidance/due.ts';
import { type Grant, reach, seesHeads } from '#shared/domain/members/grants.ts';
import { isRefusal, notFound } from '#shared/domain/refusal.ts';
import { loadCoverage } from '#shared/store/coverage.ts';
import { loadDocument } from '#shared/store/guidance.ts';
import { pageOf } from '#shared/store/paging.ts';
import { shownDay } from './answers.ts';

export const getCoverage: Operation<typeof readingRows.getCoverage, TableDeps> = async (request, { table }) => {
  const { documentId, version } = request.params;
  const { country, limit, cursor } = request.query;
  const versions = (await loadDocument(table, documentId)).map((each) => each.value);
  const target = versions.find((each) => each.version === version);
  if (!target) return notFound('guidance version');
  const covered = reach(request.grants, 'any', { country });
  const facts = await loadCoverage(table, askedBy(versions, target), covered, request.now);
  const items = coverage(target, versions, facts.readers, facts.acknowledgements, facts.briefed);
  const identity = { list: 'coverage', filter: { documentId, version, covered } };
  const page = pageOf(items, (item) => item.facilityId, identity, limit, cursor);
  if (isRefusal(page)) return page;
  return {
    body: {
      documentId,
      version,
      asOf: request.now.toISOString(),
      totals: totalsFor(items, request.grants),
      items: page.items.map((item) => shownItem(item, request.grants)),
      nextCursor: page.nextCursor,
    },
  };
};

function shownItem(item: CoverageItem, grants: readonly Grant[]): CoverageAnswer['items'][number] {
  const heads = seesHeads(grants, item.facilityId);
  return {
    facilityId: item.facilityId,
    name: item.name,
    state: item.state,
    dueOn: shownDay(item.dueOn),
    acknowledgedAt: item.acknowledged?.acknowledgedAt ?? null,
    language: item.acknowledged?.language ?? null,
    briefed: heads ? item.briefed : null,
    staff: heads ? item.staff : null,
  };
}

/** Whoever may not see the heads of each facility does not see their sum: of one facility it would be the same figure. */
function totalsFor(items: readonly CoverageItem[], grants: readonly Grant[]): CoverageTotals {
  const totals = totalsOf(items);
  if (items.every((item) => seesHeads(grants, item.facilityId))) return totals;
  return { ...totals, briefed: null, staff: null, withoutStaff: null };
}
