/** GET /items: the catalogue by item id, retired items included, because histories still name them. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { catalogueRows } from '#shared/contract/catalogue.ts';
import { isRefusal } from '#shared/domain/refusal.ts';
import { CATALOGUE_ITEMS, CATALOGUE_PARTITION } from '#shared/store/keys.ts';
import { listPage } from '#shared/store/lists.ts';
import { catalogueItemFromRow } from '#shared/store/programme-rows.ts';

/** The same for everybody. */
export const listItems: Operation<typeof catalogueRows.listItems, TableDeps> = async ({ query }, { table }) => {
  const source = { partition: CATALOGUE_PARTITION, prefix: CATALOGUE_ITEMS };
  const page = await listPage(table, { list: 'items', filter: null, sources: [source], ...query });
  if (isRefusal(page)) return page;
  const items = page.rows.map((row) => {
    const { value, v, body } = catalogueItemFromRow(row);
    return { ...body, itemId: value.itemId, revision: v };
  });
  return { body: { items, nextCursor: page.nextCursor } };
};
