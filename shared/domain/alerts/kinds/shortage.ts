/** Shortage: an item is low, very low or gone. One alert per item, whose level follows the status. */
import Fraction from 'fraction.js';
import type { Criticality } from '../../catalogue/item.ts';
import { type Day, showDay } from '../../day.ts';
import type { ItemPosition, StockStatus } from '../../stock/facts.ts';
import { type AlertFacts, type AlertLevel, alertLevels, worseLevel } from '../alert.ts';
import type { Condition, FacilityFindings } from '../condition.ts';

/** A shortage ends, and a worse stage of it ends, only when what is there is back above this many times the limit. */
const BACK_ABOVE = new Fraction(115, 100);

const levelOfStatus: Readonly<Partial<Record<StockStatus, AlertLevel>>> = {
  low: 'medium',
  emergency: 'high',
  out: 'critical',
};

const endsIt: readonly StockStatus[] = ['not-stocked', 'no-data', 'overstocked'];

/** Essential items one level lower, other items at most low. */
export function byCriticality(level: AlertLevel, criticality: Criticality): AlertLevel {
  if (criticality === 'vital') return level;
  if (criticality === 'other') return 'low';
  return alertLevels[Math.max(alertLevels.indexOf(level) - 1, 0)] ?? 'low';
}

/** The level that a figure alone would still hold, by the widened limits; null above them or without a figure. */
function heldWithin(figure: Fraction | null, emergencyBelow: number | null, lowBelow: number | null) {
  const within = (limit: number | null) =>
    figure !== null && limit !== null && figure.compare(BACK_ABOVE.mul(limit)) <= 0;
  if (within(emergencyBelow)) return 'high';
  return within(lowBelow) ? 'medium' : null;
}

/** What days of cover or fixed quantities still hold, whichever judge the item; the worse where both do. */
function heldByLimits({ coverDays, emergencyBelowDays, lowBelowDays, quantities }: ItemPosition): AlertLevel | null {
  const byCover = heldWithin(coverDays, emergencyBelowDays, lowBelowDays);
  if (quantities === null) return byCover;
  return worseLevel(byCover, heldWithin(quantities.held, quantities.emergencyBelow, quantities.lowBelow));
}

function rounded(figure: Fraction | null, places: number): number | null {
  return figure === null ? null : figure.round(places).valueOf();
}

function shown(day: Day | null): string | null {
  return day === null ? null : showDay(day);
}

function factsOf(position: ItemPosition): AlertFacts {
  return {
    itemId: position.itemId,
    status: position.status,
    onHand: position.onHand,
    usable: position.usable,
    estimatedOnHand: rounded(position.estimatedOnHand, 0),
    adu: rounded(position.adu, 2),
    basis: position.basis,
    coverDays: rounded(position.coverDays, 1),
    lowBelowDays: position.lowBelowDays,
    emergencyBelowDays: position.emergencyBelowDays,
    inTransit: position.inTransit,
    lastReportOn: shown(position.lastReportDay),
  };
}

/**
 * The shortage condition of one item, or null where an open alert should end.
 *
 * `unknown` and `count-needed` say nothing either way: an open alert stays as it was. What has no rate of use is never
 * short of anything, unless it is gone.
 */
export function shortageOf(position: ItemPosition, criticality: Criticality): Condition | null {
  const common = { kind: 'shortage', subject: position.itemId } as const;
  if (position.status === 'unknown' || position.status === 'count-needed') {
    return { ...common, enters: null, keeps: 'as-is', facts: {} };
  }
  if (endsIt.includes(position.status)) return null;
  const byStatus = levelOfStatus[position.status] ?? null;
  const held = worseLevel(byStatus, byStatus === 'critical' ? null : heldByLimits(position));
  if (held === null) return null;
  return {
    ...common,
    enters: byStatus === null ? null : byCriticality(byStatus, criticality),
    keeps: byCriticality(held, criticality),
    facts: factsOf(position),
  };
}

/** The shortage conditions of a facility. An item that left the catalogue has none. */
export function shortages(findings: FacilityFindings): Condition[] {
  return findings.positions.flatMap((position) => {
    const criticality = findings.criticality.get(position.itemId);
    return (criticality && shortageOf(position, criticality)) ?? [];
  });
}
