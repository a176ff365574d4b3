/** GET /needs: what the places of a country need, what their stores can give, and shipments ready to be planned. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import { MAX_ITEMS } from '#shared/contract/lines.ts';
import type { needsRows } from '#shared/contract/needs.ts';
import { type Reach, reach, seesHeads } from '#shared/domain/members/grants.ts';
import { type Need, needsOf, needTotals } from '#shared/domain/needs/needs.ts';
import { proposalsOf } from '#shared/domain/needs/proposals.ts';
import { isRefusal, notFound } from '#shared/domain/refusal.ts';
import { facilityKey } from '#shared/store/keys.ts';
import { loadNeeds } from '#shared/store/needs.ts';
import { lastEvaluation } from '#shared/store/overview.ts';
import { pageOf } from '#shared/store/paging.ts';
import { facilityFromRow } from '#shared/store/programme-rows.ts';
import { getRows } from '#shared/store/read.ts';
import type { Table } from '#shared/store/table.ts';
import { needAnswer } from './answers.ts';

type Row = typeof needsRows.getNeeds;

export const getNeeds: Operation<Row, TableDeps> = async (request, { table }) => {
  const { country, limit, cursor } = request.query;
  const reached = reach(request.grants, ['logistics', 'programme-lead'], { country });
  const [facts, lastEvaluatedAt] = await Promise.all([
    loadNeeds(table, country, request.now.getTime()),
    lastEvaluation(table, [country]),
  ]);
  if (facts === undefined) return notFound('country');
  const needs = needsOf(facts).filter((need) => concerns(reached, need));
  const shown = ({ facilityId, fromHeads }: Need) => !fromHeads || seesHeads(request.grants, facilityId);
  const page = pageOf(needs, orderOf, { list: 'needs', filter: { country, reached } }, limit, cursor);
  if (isRefusal(page)) return page;
  const names = await namesOf(table, page.items);
  return {
    body: {
      asOf: request.now.toISOString(),
      lastEvaluatedAt,
      totals: needTotals(needs.filter(shown), facts),
      proposals: proposalsOf(page.items, facts.catalogue, MAX_ITEMS).map((one) => ({ ...one, lines: [...one.lines] })),
      items: page.items.map((need) => needAnswer(need, names.get(need.facilityId) ?? need.facilityId, shown(need))),
      nextCursor: page.nextCursor,
    },
  };
};

/** Who works at a store sees what is asked of it: needs of the store itself, and of whom it supplies. */
function concerns({ countries, facilities }: Reach, { facilityId, from }: Need): boolean {
  if (countries === 'all' || countries.length > 0) return true;
  return facilities.includes(facilityId) || (from !== null && facilities.includes(from));
}

const orderOf = ({ facilityId, itemId }: Need) => `${facilityId}~${itemId}`;

async function namesOf(table: Table, needs: readonly Need[]): Promise<ReadonlyMap<string, string>> {
  const rows = await getRows(
    table,
    needs.map(({ facilityId }) => facilityKey(facilityId)),
  );
  const places = rows.flatMap((row) => (row ? [facilityFromRow(row).value] : []));
  return new Map(places.map(({ facilityId, name }) => [facilityId, name]));
}
