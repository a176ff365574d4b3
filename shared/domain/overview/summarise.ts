/** Puts the summary of a facility together from what an evaluation found. */
import type { Alert } from '../alerts/alert.ts';
import type { FacilityFindings } from '../alerts/condition.ts';
import { activeOn } from '../facilities/facility.ts';
import { type ItemPosition, worstFirst } from '../stock/facts.ts';
import { preparednessOf } from './preparedness.ts';
import type { OpenAlerts, Preparedness, Summary, SummaryItem } from './summary.ts';

const nothingToJudge: Preparedness = { score: null, supplies: null, guidance: null, reporting: null, checklist: null };

function itemOf(position: ItemPosition): SummaryItem {
  return {
    itemId: position.itemId,
    status: position.status,
    coverDays: position.coverDays === null ? null : position.coverDays.round(1).valueOf(),
    adu: position.adu === null ? null : position.adu.toFraction(),
    basis: position.basis,
    stale: position.stale,
    usable: position.usable,
    estimated: position.estimatedOnHand === null ? null : Number(position.estimatedOnHand.floor().valueOf()),
    inTransit: position.inTransit,
    suggestedQuantity: position.suggestedQuantity,
    fromHeads: position.fromHeads,
  };
}

function byStatusThenId(a: SummaryItem, b: SummaryItem): number {
  const order = worstFirst.indexOf(a.status) - worstFirst.indexOf(b.status);
  if (order !== 0) return order;
  return a.itemId < b.itemId ? -1 : 1;
}

function countOpen(alerts: readonly Alert[]): OpenAlerts {
  const open = { low: 0, medium: 0, high: 0, critical: 0 };
  for (const alert of alerts) if (alert.state !== 'resolved') open[alert.level] += 1;
  return open;
}

/**
 * The summary of a facility on its local day. One that is closed, suspended or has not started keeps no figures: it is
 * in no denominator.
 *
 * @param alerts the current episodes as they are after this evaluation
 */
export function summarise(findings: FacilityFindings, alerts: readonly Alert[]): Summary {
  const { facility, today } = findings;
  const active = activeOn(facility, today);
  const items = active
    ? findings.positions
        .filter((position) => position.status !== 'not-stocked')
        .map(itemOf)
        .sort(byStatusThenId)
    : [];
  return {
    facilityId: facility.facilityId,
    country: facility.country,
    store: facility.kind === 'store',
    suppliedBy: facility.suppliedBy,
    active,
    lastReportDay: findings.lastReportDay,
    worst: items[0]?.status ?? null,
    items,
    preparedness: active ? preparednessOf(findings) : nothingToJudge,
    openAlerts: countOpen(alerts),
  };
}
