/** PUT /facilities/{facilityId}/stock-events/{eventId}: a document goes into the ledger once, whatever is sent again. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import { attempt } from '#shared/store/transact.ts';
import type { Row } from './document.ts';
import { recordDated } from './record-dated.ts';
import { recordReversal } from './record-reversal.ts';

export const recordStockEvent: Operation<Row, TableDeps> = (request, deps) =>
  attempt(deps.table, () =>
    request.body.kind === 'reversal'
      ? recordReversal(request, request.body, deps)
      : recordDated(request, request.body, deps),
  );
