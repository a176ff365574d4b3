/** All lines of the HTTP API, once as a list and once by id with their exact types. */
import { alertRows } from './alerts.ts';
import { catalogueRows } from './catalogue.ts';
import { checklistRows } from './checklists.ts';
import { countryRows } from './countries.ts';
import { descriptionRows } from './description.ts';
import { facilityRows } from './facilities.ts';
import { guidanceRows } from './guidance.ts';
import { memberRows } from './members.ts';
import { needsRows } from './needs.ts';
import { overviewRows } from './overview.ts';
import { preparednessRows } from './preparedness.ts';
import { readingRows } from './readings.ts';
import { recallRows } from './recalls.ts';
import type { Row } from './row.ts';
import { sheetRows } from './sheets.ts';
import { shipmentActionRows } from './shipment-actions.ts';
import { shipmentRows } from './shipments.ts';
import { stockRows } from './stock.ts';
import { unsubscribeRows } from './unsubscribe.ts';

export const rowsById = {
  ...memberRows,
  ...descriptionRows,
  ...countryRows,
  ...facilityRows,
  ...catalogueRows,
  ...stockRows,
  ...shipmentRows,
  ...shipmentActionRows,
  ...guidanceRows,
  ...readingRows,
  ...checklistRows,
  ...sheetRows,
  ...alertRows,
  ...overviewRows,
  ...unsubscribeRows,
  ...preparednessRows,
  ...needsRows,
  ...recallRows,
} as const;

export type RowId = keyof typeof rowsById;
export type RowOf<Id extends RowId> = (typeof rowsById)[Id];

export const rows: readonly Row[] = Object.values(rowsById);
