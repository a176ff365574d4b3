/** GET /recalls: what nobody is to use, lifted recalls included, because replies still name them. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { recallRows } from '#shared/contract/recalls.ts';
import { isRefusal } from '#shared/domain/refusal.ts';
import { CATALOGUE_PARTITION, RECALLS } from '#shared/store/keys.ts';
import { listPage } from '#shared/store/lists.ts';
import { recallFromRow } from '#shared/store/recalls.ts';
import { recallAnswer } from './recall-answers.ts';

/** The same for everybody. */
export const listRecalls: Operation<typeof recallRows.listRecalls, TableDeps> = async ({ query }, { table }) => {
  const source = { partition: CATALOGUE_PARTITION, prefix: RECALLS };
  const page = await listPage(table, { list: 'recalls', filter: null, sources: [source], ...query });
  if (isRefusal(page)) return page;
  return { body: { items: page.rows.map(recallFromRow).map(recallAnswer), nextCursor: page.nextCursor } };
};
