/** GET /shipments: of a country, of a facility, or of everything that the caller's grants cover. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { shipmentRows } from '#shared/contract/shipments.ts';
import { reach } from '#shared/domain/members/grants.ts';
import { isRefusal } from '#shared/domain/refusal.ts';
import { listShipments as list } from '#shared/store/shipments.ts';
import { shipmentAnswer } from './answers.ts';

export const listShipments: Operation<typeof shipmentRows.listShipments, TableDeps> = async (request, { table }) => {
  const { country, facility, status, limit, cursor } = request.query;
  const covered = reach(request.grants, 'any', { country, facilityId: facility });
  const page = await list(table, { reach: covered, status, limit, cursor });
  if (isRefusal(page)) return page;
  return { body: { items: page.items.map(shipmentAnswer), nextCursor: page.nextCursor } };
};
