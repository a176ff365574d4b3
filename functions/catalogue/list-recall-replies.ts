/** GET /recalls/{recallId}/replies: who has set the lot apart, country by country. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { recallRows } from '#shared/contract/recalls.ts';
import { reach, seesHeads } from '#shared/domain/members/grants.ts';
import { isRefusal, notFound } from '#shared/domain/refusal.ts';
import { facilityPartition, recallReplyKey, repliesTo } from '#shared/store/keys.ts';
import { listPage } from '#shared/store/lists.ts';
import { countriesReached } from '#shared/store/programme.ts';
import { loadRecall, replyFromRow } from '#shared/store/recalls.ts';
import { replyAnswer } from './recall-answers.ts';

type Row = typeof recallRows.listRecallReplies;

export const listRecallReplies: Operation<Row, TableDeps> = async ({ params, query, grants }, { table }) => {
  const { recallId } = params;
  const { country, limit, cursor } = query;
  const reached = reach(grants, 'any', { country });
  const [recall, countries] = await Promise.all([loadRecall(table, recallId), countriesReached(table, reached)]);
  if (recall === undefined) return notFound('recall');
  const sources = [
    ...countries.map((one) => ({ partition: repliesTo(recallId), index: true, prefix: `${one}#` })),
    ...reached.facilities.map((facilityId) => {
      const { SK } = recallReplyKey(facilityId, recallId);
      return { partition: facilityPartition(facilityId), from: SK, to: SK };
    }),
  ];
  const filter = { recallId, reached };
  const page = await listPage(table, { list: 'recall-replies', filter, sources, limit, cursor });
  if (isRefusal(page)) return page;
  const items = page.rows.map(replyFromRow).map((reply) => replyAnswer(reply, seesHeads(grants, reply.facilityId)));
  return { body: { items, nextCursor: page.nextCursor } };
};
