/** Lays out a snapshot for evaluation: positions, reports and guidance of one facility on its local day. */
import type { Criticality } from '../catalogue/item.ts';
import type { Checklist } from '../checklists/checklist.ts';
import { checklistsDue } from '../checklists/due.ts';
import type { Day } from '../day.ts';
import { type GuidanceDue, guidanceDue } from '../guidance/due.ts';
import type { GuidanceVersion } from '../guidance/version.ts';
import { recallsHere } from '../recalls/recall.ts';
import {
  facilityFacts,
  levelsFor,
  type Programme,
  positionsOf,
  type Snapshot,
  standardListOf,
  todayAt,
} from '../snapshot.ts';
import type { ItemPosition } from '../stock/facts.ts';
import type { FacilityFindings } from './condition.ts';

/** What the whole programme shares, with every version of every guidance document and every checklist. */
export interface EvaluationWorld extends Programme {
  readonly guidance: readonly GuidanceVersion[];
  readonly checklists: readonly Checklist[];
  /** Items of which the last sweep found some place of the country short. */
  readonly shortElsewhere: ReadonlySet<string>;
}

/** Ids of the standard list that the facility should have: without what it does not stock, what is retired or unknown. */
function listedOf(snapshot: Snapshot, world: EvaluationWorld): string[] {
  return [...new Set(standardListOf(snapshot.facility.value, world.country))].filter((itemId) => {
    const item = world.catalogue.get(itemId);
    return item !== undefined && !item.retired && !snapshot.levels.get(itemId)?.value.notStocked;
  });
}

/** Under `counts` the last whole count, under `movements` the last stock document of any kind. */
function lastReport(snapshot: Snapshot, today: Day): Day | null {
  const { bookkeeping } = facilityFacts(snapshot, today);
  const days = bookkeeping === 'counts' ? snapshot.countDays : snapshot.documentDays;
  return days.at(-1) ?? null;
}

function guidanceOf(snapshot: Snapshot, world: EvaluationWorld, today: Day): GuidanceDue[] {
  return guidanceDue(snapshot.facility.value, world.guidance, snapshot.acknowledged, today);
}

/** Of the items that the facility has, where the catalogue still has them. */
function criticalityOf(
  positions: readonly ItemPosition[],
  { catalogue }: EvaluationWorld,
): ReadonlyMap<string, Criticality> {
  const known = new Map<string, Criticality>();
  for (const { itemId } of positions) {
    const item = catalogue.get(itemId);
    if (item !== undefined && !item.retired) known.set(itemId, item.criticality);
  }
  return known;
}

/** Everything that conditions and the summary are found from. `nowMs`: epoch ms. */
export function findingsOf(snapshot: Snapshot, world: EvaluationWorld, nowMs: number): FacilityFindings {
  const facility = snapshot.facility.value;
  const today = todayAt(snapshot, nowMs);
  const positions = positionsOf(snapshot, world, nowMs);
  return {
    facility,
    today,
    reportEveryDays: levelsFor(facility, world.country, undefined).reportEveryDays,
    listed: listedOf(snapshot, world),
    lastReportDay: lastReport(snapshot, today),
    everCounted: snapshot.countDays.length > 0,
    positions,
    states: snapshot.items,
    shortElsewhere: world.shortElsewhere,
    criticality: criticalityOf(positions, world),
    inbound: snapshot.inbound.map((row) => row.value),
    guidance: guidanceOf(snapshot, world, today),
    recalls: recallsHere(world.recalls, snapshot.replies, (itemId) => snapshot.items.get(itemId)?.value ?? null),
    checklists: checklistsDue(facility, world.checklists, snapshot.sheets, today),
  };
}
