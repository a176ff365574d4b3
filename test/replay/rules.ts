/** Rules that say at a month's end that nothing will be left when the next one ends, and how often each of them is right. */
import { addMonths, lastDayOf } from '#shared/domain/day.ts';
import type { StockStatus } from '#shared/domain/stock/facts.ts';
import type { Foresight } from './foresight.ts';

export type Rule = (seen: Foresight) => boolean;

const is =
  (...statuses: StockStatus[]): Rule =>
  ({ position }) =>
    statuses.includes(position.status);

/** By name. The first is what opens a shortage alert; the last is what the others are held against. */
export const rules: Readonly<Record<string, Rule>> = {
  'shortage alert (low, emergency, out or projected)': (seen) =>
    is('low', 'emergency', 'out')(seen) || seen.position.projectedShort,
  'shortage alert at emergency or out': is('emergency', 'out'),
  'projected stock-out by the end of next month': ({ month, position }) =>
    position.stockOutOn !== null && position.stockOutOn <= lastDayOf(addMonths(month, 1)),
  'stock of one average month or less': ({ row }) => row.closing <= row.amc,
};

export interface Score {
  readonly cases: number;
  readonly flagged: number;
  readonly hits: number;
  /** What happened, flagged or not. */
  readonly empty: number;
  /** Hits of what was flagged, and of what happened; null without any. */
  readonly precision: number | null;
  readonly recall: number | null;
}

/** How often a rule was right. */
export function scoreOf(seen: readonly Foresight[], rule: Rule): Score {
  let [flagged, hits, empty] = [0, 0, 0];
  for (const each of seen) {
    const said = rule(each);
    if (said) flagged++;
    if (each.emptyNext) empty++;
    if (said && each.emptyNext) hits++;
  }
  const part = (of: number) => (of === 0 ? null : hits / of);
  return { cases: seen.length, flagged, hits, empty, precision: part(flagged), recall: part(empty) };
}
