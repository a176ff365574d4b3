/** The overview: every facility in scope at a glance. */
import { tableDeps } from '#kit/deps.ts';
import { endpoint } from '#kit/endpoint.ts';
import { overviewRows } from '#shared/contract/overview.ts';
import { getOverview } from './get-overview.ts';

export const handler = endpoint(overviewRows, { getOverview }, tableDeps);
