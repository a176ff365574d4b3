/** The Lambda of the checklists capability: what is asked, and what facilities answer. */
import { tableDeps } from '#kit/deps.ts';
import { endpoint } from '#kit/endpoint.ts';
import { checklistRows } from '#shared/contract/checklists.ts';
import { sheetRows } from '#shared/contract/sheets.ts';
import { answerChecklist } from './answer-checklist.ts';
import { getFacilityChecklist } from './get-facility-checklist.ts';
import { listChecklists } from './list-checklists.ts';
import { listFacilityChecklists } from './list-facility-checklists.ts';
import { putChecklist } from './put-checklist.ts';

export const rows = { ...checklistRows, ...sheetRows };
export const operations = {
  listChecklists,
  putChecklist,
  listFacilityChecklists,
  getFacilityChecklist,
  answerChecklist,
};

export const handler = endpoint(rows, operations, tableDeps);
