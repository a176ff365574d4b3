/** The Lambda of the stock capability. */
import { tableDeps } from '#kit/deps.ts';
import { endpoint } from '#kit/endpoint.ts';
import { stockRows } from '#shared/contract/stock.ts';
import { getStock } from './get-stock.ts';
import { listStockEvents } from './list-events.ts';
import { putLevel } from './put-level.ts';
import { recordStockEvent } from './record-event.ts';

export const handler = endpoint(stockRows, { getStock, recordStockEvent, listStockEvents, putLevel }, tableDeps);
