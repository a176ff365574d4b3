/** Shortage: an item will run out too soon, is low, very low or gone. One alert per item, whose level follows the worst. */
import Fraction from 'fraction.js';
import type { Criticality } from '../../catalogue/item.ts';
import { type Day, showDay } from '../../day.ts';
import type { ItemPosition, StockStatus } from '../../stock/facts.ts';
import { type AlertFacts, type AlertLevel, alertLevels, worseLevel } from '../alert.ts';
import { type Condition, type FacilityFindings, rounded, unsaid } from '../condition.ts';

/** A shortage ends, and a worse stage of it ends, only when what is there is back above this many times the limit. */
const BACK_ABOVE = new Fraction(115, 100);

const levelOfStatus: Readonly<Partial<Record<StockStatus, AlertLevel>>> = {
  low: 'medium',
  emergency: 'high',
  out: 'critical',
};

const endsIt: readonly StockStatus[] = ['not-stocked', 'no-data'];

/** Runs out before the next delivery + safety days, although today's cover looks fine. */
const PROJECTED: AlertLevel = 'medium';

function milder(level: AlertLevel): AlertLevel {
  return alertLevels[Math.max(alertLevels.indexOf(level) - 1, 0)] ?? 'low';
}

/** Essential items one level lower, other items at most low. */
export function byCriticality(level: AlertLevel, criticality: Criticality): AlertLevel {
  if (criticality === 'vital') return level;
  if (criticality === 'other') return 'low';
  return milder(level);
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

/**
 * What the projection still holds: the days until the shelf is empty, up to 1.15 times the days until the next delivery +
 * safety. Today counts as the first of them; a shelf that is empty within no horizon holds nothing.
 */
function heldByProjection({ stockOutOn, nextDeliveryOn, safetyDays }: ItemPosition, today: Day): AlertLevel | null {
  if (stockOutOn === null || nextDeliveryOn === null) return null;
  const limit = BACK_ABOVE.mul(nextDeliveryOn + safetyDays - today);
  return limit.compare(stockOutOn + 1 - today) >= 0 ? PROJECTED : null;
}

/** The level of the stage that the item is in today. */
function stageLevel({ status, projectedShort }: ItemPosition): AlertLevel | null {
  return levelOfStatus[status] ?? (projectedShort ? PROJECTED : null);
}

/** The level that an open alert does not sink below. */
function heldLevel(position: ItemPosition, today: Day): AlertLevel | null {
  const { status } = position;
  if (status === 'out') return null;
  return worseLevel(heldByProjection(position, today), status === 'overstocked' ? null : heldByLimits(position));
}

function shown(day: Day | null): string | null {
  return day === null ? null : showDay(day);
}

function factsOf(position: ItemPosition): AlertFacts {
  return {
    itemId: position.itemId,
    status: position.projectedShort ? 'projected' : position.status,
    projectedShort: position.projectedShort,
    onHand: position.onHand,
    usable: position.usable,
    estimatedOnHand: rounded(position.estimatedOnHand, 0),
    adu: rounded(position.adu, 2),
    basis: position.basis,
    fromHeads: position.fromHeads,
    surge: rounded(position.surge, 2),
    coverDays: rounded(position.coverDays, 1),
    lowBelowDays: position.lowBelowDays,
    emergencyBelowDays: position.emergencyBelowDays,
    stockOutOn: shown(position.stockOutOn),
    nextDeliveryOn: shown(position.nextDeliveryOn),
    inTransit: position.inTransit,
    deliveryInTime: position.deliveryInTime,
    lastReportOn: shown(position.lastReportDay),
  };
}

/**
 * The shortage condition of one item, or null where an open alert should end.
 *
 * `unknown` and `count-needed` say nothing either way: an open alert stays as it was. What has no rate of use is never
 * short of anything, unless it is gone. A delivery on its way that lands in time makes it one level milder, unless it is
 * gone already.
 */
export function shortageOf(position: ItemPosition, criticality: Criticality, today: Day): Condition | null {
  const silent = unsaid('shortage', position);
  if (silent !== null) return silent;
  if (endsIt.includes(position.status)) return null;
  const enters = stageLevel(position);
  const keeps = worseLevel(enters, heldLevel(position, today));
  if (keeps === null) return null;
  const covered = position.deliveryInTime && position.status !== 'out';
  const shown = (level: AlertLevel) => byCriticality(covered ? milder(level) : level, criticality);
  return {
    kind: 'shortage',
    subject: position.itemId,
    enters: enters === null ? null : shown(enters),
    keeps: shown(keeps),
    facts: factsOf(position),
  };
}

/** The shortage conditions of a facility. An item that left the catalogue, or was retired there, has none. */
export function shortages(findings: FacilityFindings): Condition[] {
  return findings.positions.flatMap((position) => {
    const criticality = findings.criticality.get(position.itemId);
    return (criticality && shortageOf(position, criticality, findings.today)) ?? [];
  });
}
