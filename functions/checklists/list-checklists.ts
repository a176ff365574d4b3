/** GET /checklists: what the programme asks its facilities, withdrawn lists included, because answers still name them. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { checklistRows } from '#shared/contract/checklists.ts';
import { isRefusal } from '#shared/domain/refusal.ts';
import { checklistFromRow } from '#shared/store/checklists.ts';
import { CHECKLIST_PARTITION } from '#shared/store/keys.ts';
import { listPage } from '#shared/store/lists.ts';
import { checklistAnswer, MOST_PER_PAGE } from './answers.ts';

/** The same for everybody. */
export const listChecklists: Operation<typeof checklistRows.listChecklists, TableDeps> = async (
  { query },
  { table },
) => {
  const limit = Math.min(query.limit, MOST_PER_PAGE);
  const sources = [{ partition: CHECKLIST_PARTITION }];
  const page = await listPage(table, { list: 'checklists', filter: null, sources, ...query, limit });
  if (isRefusal(page)) return page;
  return { body: { items: page.rows.map(checklistFromRow).map(checklistAnswer), nextCursor: page.nextCursor } };
};
