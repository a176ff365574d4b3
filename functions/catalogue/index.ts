/** The catalogue: what is counted, in which unit, in which packs. */
import { tableDeps } from '#kit/deps.ts';
import { endpoint } from '#kit/endpoint.ts';
import { catalogueRows } from '#shared/contract/catalogue.ts';
import { listItems } from './list-items.ts';
import { putItem } from './put-item.ts';

export const operations = { listItems, putItem };

export const handler = endpoint(catalogueRows, operations, tableDeps);
