/** Monthly series of real sites, read from a folder beside the checkout: what each month began with, moved and ended with. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';

const folder = process.env.MUSTER_REAL_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const file = join(folder, 'stock-series', 'site_stock_2016_2018.csv');

/** Whether the folder of real series is there; `MUSTER_REAL_DATA` names it where it lies elsewhere. */
export const haveSeries = existsSync(file);

const whole = z.coerce.number().int();
const line = z.object({
  year: whole,
  month: whole,
  site_code: z.string(),
  product_code: z.string(),
  stock_initial: whole,
  stock_received: whole,
  stock_distributed: whole,
  stock_adjustment: whole,
  stock_end: whole,
  average_monthly_consumption: whole,
  stock_stockout_days: whole,
});

/** One item in one month at one site, in units. */
export interface MonthOfItem {
  readonly month: string;
  readonly itemId: string;
  readonly opening: number;
  readonly received: number;
  readonly issued: number;
  /** Signed. */
  readonly adjusted: number;
  readonly closing: number;
  /** Average use of the last three months, as the site's own system had it. */
  readonly amc: number;
  readonly daysOut: number;
}

export interface Site {
  readonly code: string;
  /** Oldest first. */
  readonly months: readonly MonthOfItem[];
  /** `<month> <item>` where a month opens with something else than what the month before had closed with. */
  readonly mismatches: ReadonlySet<string>;
}

/** The sites whose series disagree with themselves most often. */
export function readSites(count: number): Site[] {
  return readSeries(file)
    .sort((a, b) => b.mismatches.size - a.mismatches.size)
    .slice(0, count);
}

/** Every site of a file of monthly rows. Throws on a row that is none. */
export function readSeries(path: string): Site[] {
  const bySite = new Map<string, MonthOfItem[]>();
  for (const raw of parse(readFileSync(path), { columns: true, bom: true })) {
    const row = line.parse(raw);
    const month: MonthOfItem = {
      month: `${row.year}-${String(row.month).padStart(2, '0')}`,
      itemId: row.product_code.toLowerCase(),
      opening: row.stock_initial,
      received: row.stock_received,
      issued: row.stock_distributed,
      adjusted: row.stock_adjustment,
      closing: row.stock_end,
      amc: row.average_monthly_consumption,
      daysOut: row.stock_stockout_days,
    };
    const months = bySite.get(row.site_code);
    if (months === undefined) bySite.set(row.site_code, [month]);
    else months.push(month);
  }
  return [...bySite].map(([code, months]): Site => {
    const sorted = months.toSorted((a, b) => (a.month < b.month ? -1 : 1));
    return { code, months: sorted, mismatches: mismatchesOf(sorted) };
  });
}

function mismatchesOf(months: readonly MonthOfItem[]): Set<string> {
  const closed = new Map<string, number>();
  const found = new Set<string>();
  for (const { month, itemId, opening, closing } of months) {
    const before = closed.get(itemId);
    if (before !== undefined && before !== opening) found.add(`${month} ${itemId}`);
    closed.set(itemId, closing);
  }
  return found;
}
