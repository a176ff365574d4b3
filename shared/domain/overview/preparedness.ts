/** How ready a facility is, 0 to 100, in parts that can be looked at one by one. */
import type { FacilityFindings } from '../alerts/condition.ts';
import type { ItemPosition } from '../stock/facts.ts';
import type { Preparedness } from './summary.ts';

/** Vital items count double. */
const VITAL_WEIGHT = 2;

function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((100 * part) / whole);
}

/** There is enough, and somebody looked recently. Overstock earns nothing, nor does an estimate past its time. */
function earns(position: ItemPosition | undefined): boolean {
  return position?.status === 'adequate' && !position.stale;
}

function reported(position: ItemPosition | undefined): boolean {
  return position !== undefined && position.lastReportDay !== null && !position.stale;
}

/**
 * `supplies`: items of the standard list that are adequate, vital ones double. `reporting`: items of the list that were
 * reported within their interval. `guidance`: what was read of what had to be read by now, early readers included.
 * `score` needs the checklist, and stays null without one.
 */
export function preparednessOf(findings: FacilityFindings): Preparedness {
  const byItem = new Map(findings.positions.map((position) => [position.itemId, position]));
  const weightOf = (itemId: string) => (findings.criticality.get(itemId) === 'vital' ? VITAL_WEIGHT : 1);
  let earned = 0;
  let possible = 0;
  let heard = 0;
  for (const itemId of findings.listed) {
    const position = byItem.get(itemId);
    possible += weightOf(itemId);
    if (earns(position)) earned += weightOf(itemId);
    if (reported(position)) heard += 1;
  }
  const read = findings.guidance.filter((due) => due.state === 'acknowledged').length;
  const overdue = findings.guidance.filter((due) => due.state === 'overdue').length;
  return {
    score: null,
    supplies: percent(earned, possible),
    guidance: percent(read, read + overdue),
    reporting: percent(heard, findings.listed.length),
    checklist: null,
  };
}
