/** The Lambda of the needs capability: who lacks what, what stores can give, what managers ask for. */
import { tableDeps } from '#kit/deps.ts';
import { endpoint } from '#kit/endpoint.ts';
import { needsRows } from '#shared/contract/needs.ts';
import { getNeeds } from './get-needs.ts';
import { listRequests } from './list-requests.ts';
import { putRequest } from './put-request.ts';
import { withdrawRequest } from './withdraw-request.ts';

export const rows = needsRows;
export const operations = { getNeeds, listRequests, putRequest, withdrawRequest };

export const handler = endpoint(rows, operations, tableDeps);
