/** The Lambda of the guidance capability. */
import { tableDeps } from '#kit/deps.ts';
import { endpoint } from '#kit/endpoint.ts';
import { guidanceRows } from '#shared/contract/guidance.ts';
import { readingRows } from '#shared/contract/readings.ts';
import { acknowledgeGuidance } from './acknowledge.ts';
import { getCoverage } from './get-coverage.ts';
import { listGuidance } from './list-guidance.ts';
import { putGuidanceVersion } from './put-version.ts';
import { recordBriefing } from './record-briefing.ts';

export const rows = { ...guidanceRows, ...readingRows };
export const operations = { listGuidance, putGuidanceVersion, getCoverage, acknowledgeGuidance, recordBriefing };

export const handler = endpoint(rows, operations, tableDeps);
