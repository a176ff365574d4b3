/** PUT /items/{itemId}: creates or replaces a catalogue item; its unit stays what its quantities were counted in. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { catalogueRows } from '#shared/contract/catalogue.ts';
import { isRefusal, refuse } from '#shared/domain/refusal.ts';
import { itemKey } from '#shared/store/keys.ts';
import { catalogueItemFromRow } from '#shared/store/programme-rows.ts';
import { saveRecord } from '#shared/store/records.ts';

/** 409 `item.unit-fixed` where the unit would change: every quantity ever stored is in it. */
export const putItem: Operation<typeof catalogueRows.putItem, TableDeps> = async (request, { table, newId }) => {
  const { itemId } = request.params;
  const { body } = request;
  const saved = await saveRecord(table, {
    ...request,
    key: itemKey(itemId),
    changeId: newId(),
    decide: async (current) => {
      const unit = current === undefined ? body.unit : catalogueItemFromRow(current).value.unit;
      if (unit === body.unit) return { attributes: { itemId, body, changedBy: request.member } };
      const detail = `Keep the unit "${unit}", or make a new item: quantities are counted in it.`;
      return refuse('item.unit-fixed', detail, [{ pointer: '/unit', code: 'item.unit-fixed', detail }]);
    },
  });
  if (isRefusal(saved)) return saved;
  const { created, revision } = saved;
  return { status: created ? 201 : 200, body: { ...body, itemId, revision }, revision };
};
