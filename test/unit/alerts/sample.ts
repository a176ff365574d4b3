/** Facilities, positions and contexts that alert tests start from: healthy ones, so that a test only names what it changes. */
import Fraction from 'fraction.js';
import type { AlertRow } from '#shared/domain/alerts/alert.ts';
import { sweepKinds } from '#shared/domain/alerts/assess.ts';
import type { FacilityFindings } from '#shared/domain/alerts/condition.ts';
import type { DiffContext, Move } from '#shared/domain/alerts/diff.ts';
import { versionAfter } from '#shared/domain/alerts/news-of.ts';
import { parseDay } from '#shared/domain/day.ts';
import type { ItemPosition } from '#shared/domain/stock/facts.ts';

export const facilityId = 'UG-LUZIRA-UPPER';

export function day(iso: string): number {
  const number = parseDay(iso);
  if (number === undefined) throw new Error(`not a date: ${iso}`);
  return number;
}

export const today = day('2026-11-20');

/** An item with 40 days of cover, low below 21 and very low below 7. */
export function position(changes: Partial<ItemPosition> = {}): ItemPosition {
  return {
    itemId: 'soap-bar',
    status: 'adequate',
    onHand: 400,
    usable: 400,
    estimatedOnHand: new Fraction(400),
    adu: new Fraction(10),
    basis: 'long',
    coverDays: new Fraction(40),
    coverByNorm: null,
    suggestedQuantity: 0,
    inTransit: 0,
    lastReportDay: today,
    stale: false,
    requiredQuantity: null,
    lowBelowDays: 21,
    emergencyBelowDays: 7,
    safetyDays: 7,
    quantities: null,
    stockOutOn: today + 39,
    unused: [],
    nextDeliveryOn: null,
    landing: null,
    deliveryInTime: false,
    projectedShort: false,
    surge: null,
    scaledBy: null,
    partial: false,
    fromHeads: false,
    anchorFlags: { implausible: false, conflict: false },
    ...changes,
  };
}

/** The same item at so many days of cover, with the status that its limits give. */
export function atCover(coverDays: number, changes: Partial<ItemPosition> = {}): ItemPosition {
  const status = coverDays === 0 ? 'out' : coverDays < 7 ? 'emergency' : coverDays < 21 ? 'low' : 'adequate';
  return position({ status, coverDays: new Fraction(coverDays), ...changes });
}

/** An active prison that counted today and lacks nothing. */
export function findings(changes: Partial<FacilityFindings> = {}): FacilityFindings {
  return {
    facility: {
      facilityId,
      country: 'UG',
      kind: 'prison',
      suppliedBy: null,
      timeZone: 'Africa/Kampala',
      status: 'active',
      statusFrom: null,
      startedOn: day('2026-01-01'),
    },
    today,
    reportEveryDays: 7,
    listed: ['soap-bar'],
    lastReportDay: today,
    everCounted: true,
    positions: [position()],
    states: new Map(),
    shortElsewhere: new Set(),
    criticality: new Map([
      ['soap-bar', 'vital'],
      ['mask-medical', 'essential'],
      ['ball', 'other'],
    ]),
    inbound: [],
    guidance: [],
    checklists: [],
    recalls: [],
    ...changes,
  };
}

export function context(now: string, changes: Partial<DiffContext> = {}): DiffContext {
  return {
    facilityId,
    country: 'UG',
    now,
    by: 'sweep',
    judged: sweepKinds,
    reopenWithinDays: 7,
    deputy: true,
    ...changes,
  };
}

/** The stored alerts after the moves were saved, as the store would have them. */
export function afterMoves(alerts: readonly AlertRow[], moves: readonly Move[]): AlertRow[] {
  let rows = [...alerts];
  for (const { move, alert, before, archive } of moves) {
    const gone = before?.alertId ?? archive?.alertId;
    rows = rows.filter((row) => row.alertId !== gone);
    if (move !== 'archived')
      rows.push({ ...alert, v: versionAfter({ before, archive }), answered: before?.answered ?? [] });
  }
  return rows;
}
