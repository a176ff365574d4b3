/** How ready a facility is, 0 to 100, in parts that can be looked at one by one, and as one figure where that is fair. */
import type { FacilityFindings } from '../alerts/condition.ts';
import type { ChecklistDue } from '../checklists/due.ts';
import type { ItemPosition } from '../stock/facts.ts';
import { type Preparedness, type PreparednessPart, preparednessParts } from './summary.ts';

/** What each part is worth, in percent; a part without anything to judge by leaves its share to the others. */
const WEIGHTS: Readonly<Record<PreparednessPart, number>> = {
  supplies: 40,
  guidance: 20,
  reporting: 20,
  checklist: 20,
};

/** Below this part of the list reported in time, the rest is guesswork. In percent. */
const LEAST_REPORTED = 50;

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
 * What the checklists say: the mean score of those that were answered, where an overdue one is worth nothing. A list
 * whose first round is still open is left out, as is a sheet without a score. Null without any.
 */
function checklistPart(checklists: readonly ChecklistDue[]): number | null {
  const worth = checklists.flatMap(({ state, latest }) => {
    if (state === 'overdue') return [0];
    return latest === null || latest.score === null ? [] : [latest.score];
  });
  return worth.length === 0 ? null : Math.round(worth.reduce((sum, score) => sum + score, 0) / worth.length);
}

/** Why there are parts but no score. */
export type NoPreparedness = 'nothing-listed' | 'too-little-reported';

/**
 * Why parts make no score: `nothing-listed` without a standard list to be supplied with, `too-little-reported` while
 * under half of it was reported in time. Null where they do.
 */
export function reasonAgainst(parts: Pick<Preparedness, 'supplies' | 'reporting'>): NoPreparedness | null {
  if (parts.supplies === null || parts.reporting === null) return 'nothing-listed';
  return parts.reporting < LEAST_REPORTED ? 'too-little-reported' : null;
}

/** The weighted mean of the parts that there are, whole; null with a reason of `reasonAgainst`. */
export function scoreOfParts(parts: Omit<Preparedness, 'score'>): number | null {
  if (reasonAgainst(parts) !== null) return null;
  let earned = 0;
  let possible = 0;
  for (const part of preparednessParts) {
    const value = parts[part];
    if (value === null) continue;
    earned += WEIGHTS[part] * value;
    possible += WEIGHTS[part];
  }
  return Math.round(earned / possible);
}

/**
 * `supplies`: items of the standard list that are adequate, vital ones double. `reporting`: items of the list that were
 * reported within their interval. `guidance`: what was read of what had to be read by now, early readers included.
 * `checklist`: how the latest rounds were answered.
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
  const parts = {
    supplies: percent(earned, possible),
    guidance: percent(read, read + overdue),
    reporting: percent(heard, findings.listed.length),
    checklist: checklistPart(findings.checklists),
  };
  return { score: scoreOfParts(parts), ...parts };
}
