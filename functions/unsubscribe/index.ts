/** The way out of the daily digest, without signing in. */
import { tableDeps } from '#kit/deps.ts';
import { endpoint } from '#kit/endpoint.ts';
import { unsubscribeRows } from '#shared/contract/unsubscribe.ts';
import { askUnsubscribe } from './ask-unsubscribe.ts';
import { unsubscribe } from './unsubscribe.ts';

export const operations = { askUnsubscribe, unsubscribe };

export const handler = endpoint(unsubscribeRows, operations, tableDeps);
