/** The catalogue: what is counted, in which unit, in which packs, and which lots of it nobody is to use. */
import { tableDeps } from '#kit/deps.ts';
import { endpoint } from '#kit/endpoint.ts';
import { catalogueRows } from '#shared/contract/catalogue.ts';
import { recallRows } from '#shared/contract/recalls.ts';
import { listItems } from './list-items.ts';
import { listRecallReplies } from './list-recall-replies.ts';
import { listRecalls } from './list-recalls.ts';
import { putItem } from './put-item.ts';
import { putRecall } from './put-recall.ts';
import { replyToRecall } from './reply-to-recall.ts';

export const rows = { ...catalogueRows, ...recallRows };
export const operations = { listItems, putItem, listRecalls, putRecall, listRecallReplies, replyToRecall };

export const handler = endpoint(rows, operations, tableDeps);
