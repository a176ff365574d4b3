/** The row of a facility's summary: written by the evaluation, listed by country, part of every snapshot. */
import * as z from 'zod';
import { alertLevels } from '../domain/alerts/alert.ts';
import { preparednessFields, type Summary, type SummaryRow } from '../domain/overview/summary.ts';
import { bases, stockStatuses } from '../domain/stock/facts.ts';
import { asRead } from './conditions.ts';
import { type Key, summaryIndex, summaryKey } from './keys.ts';
import type { StoredRow } from './table.ts';
import { put, type Write } from './transact.ts';

/**
 * Status, days of cover, use a day, basis, stale, usable, estimated, in transit, suggested, from heads: tuples, because
 * names of two hundred items are weight. What an older summary left out is not known until the next evaluation.
 */
const item = z.tuple([
  z.string(),
  z.enum(stockStatuses),
  z.number().nullable(),
  z.string().nullable(),
  z.enum(bases),
  z.boolean(),
  z.int().nullable().optional(),
  z.int().nullable().optional(),
  z.int().optional(),
  z.int().nullable().optional(),
  z.boolean().optional(),
]);

const summaryRow = z.object({
  facilityId: z.string(),
  country: z.string(),
  store: z.boolean().default(false),
  suppliedBy: z.string().nullable().default(null),
  active: z.boolean(),
  lastReportDay: z.int().nullable(),
  worst: z.enum(stockStatuses).nullable(),
  items: z.array(item),
  preparedness: z.record(z.enum(preparednessFields), z.number().nullable()),
  openAlerts: z.record(z.enum(alertLevels), z.int()),
  v: z.int().min(1),
});

/** Reads a summary. Throws on a row that is none. */
export function summaryFromRow(row: StoredRow): SummaryRow {
  const { items, ...rest } = summaryRow.parse(row);
  return {
    ...rest,
    items: items.map(([itemId, status, coverDays, adu, basis, stale, ...quantities]) => {
      const [usable = null, estimated = null, inTransit = 0, suggestedQuantity = null, fromHeads = false] = quantities;
      const figures = { usable, estimated, inTransit, suggestedQuantity, fromHeads };
      return { itemId, status, coverDays, adu, basis, stale, ...figures };
    }),
  };
}

/** The row of a summary with the version it will have. */
export function summaryToRow(summary: Summary, v: number): Key & StoredRow {
  const { facilityId, country } = summary;
  const items = summary.items.map((one) => [
    ...[one.itemId, one.status, one.coverDays, one.adu, one.basis, one.stale],
    ...[one.usable, one.estimated, one.inTransit, one.suggestedQuantity, one.fromHeads],
  ]);
  return { ...summaryKey(facilityId), ...summaryIndex(country, facilityId), ...summary, items, v };
}

/** Replaces a summary that is still as it was read. */
export function putSummary(summary: Summary, before: SummaryRow | null): Write {
  return put('summary', summaryToRow(summary, (before?.v ?? 0) + 1), asRead(before ?? undefined));
}
