/** The overview: every facility in scope at a glance. */
import { tableDeps } from '#kit/deps.ts';
import { endpoint } from '#kit/endpoint.ts';
import { overviewRows } from '#shared/contract/overview.ts';
import { preparednessRows } from '#shared/contract/preparedness.ts';
import { getOverview } from './get-overview.ts';
import { getPreparedness } from './get-preparedness.ts';

export const rows = { ...overviewRows, ...preparednessRows };
export const operations = { getOverview, getPreparedness };

export const handler = endpoint(rows, operations, tableDeps);
