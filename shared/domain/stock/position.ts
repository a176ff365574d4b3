/** Judges one item at one facility today: the figures and the status that everything else shows and acts on. */
import Fraction from 'fraction.js';
import type { Day } from '../day.ts';
import { doubtsAbout } from './doubts.ts';
import { estimateOnHand } from './estimate.ts';
import type { FacilityFacts, ItemFacts, ItemPosition, QuantityLimits, StockStatus } from './facts.ts';
import type { ItemState, LotBalance, Segment } from './item-state.ts';
import type { Levels } from './levels.ts';
import { lookAhead } from './look-ahead.ts';
import { heldOf, settleLots, shelfOf, usableOn } from './lots.ts';
import { normRate } from './rate.ts';
import { rateFor, type Use } from './use.ts';

/** Use that makes a facility stock an item: this many spans, or days of issues, within the window's days. */
const USED_SPANS = 2;
const USED_ISSUE_DAYS = 3;
const USED_WITHIN_DAYS = 90;
/** Silent for more than this many report intervals: nobody knows. */
const UNKNOWN_INTERVALS = 2;

/** The figures that a status follows from. */
interface Figures {
  readonly shelf: number;
  readonly usable: number;
  readonly estimated: Fraction;
  readonly cover: Fraction | null;
  readonly required: number | null;
  readonly silentDays: number;
}

/** Figures and status of one item. Pure: the same facts give the same position, whatever order they became known in. */
export function judgeItem(facts: ItemFacts, facility: FacilityFacts): ItemPosition {
  const { item, state, levels } = facts;
  const judgedByRate = item.planning === 'rate';
  const judgedByCover = judgedByRate && levels.minQuantity === null;
  const use = rateFor(facts, facility);
  const adu = judgedByRate ? use.adu : null;
  const settled = state === null ? [] : settleLots(state.lots, state.open);
  const lots = allowed(settled, facts.blockedLots);
  const lastReportDay = reportDay(state, facility);
  const since = lastReportDay ?? state?.firstDay ?? facility.today;
  const estimated = estimateOnHand(lots, adu, since, facility.today, recordedSince(facts, facility, use));
  const figures: Figures = {
    shelf: state === null ? 0 : shelfOf(state.lots, state.open),
    usable: usableOn(lots, facility.today),
    estimated,
    cover: coverOf(estimated, adu),
    required: requiredQuantity(facts, facility),
    silentDays: facility.today - since,
  };
  const status = statusOf(facts, facility, figures, adu);
  const lowBelowDays = judgedByCover ? levels.leadTimeDays + levels.safetyDays : null;
  const quantities = quantityLimits(facts, figures);
  const shelf = { lots, estimated, adu };
  return {
    itemId: item.itemId,
    status,
    onHand: state === null ? null : figures.shelf + heldOf(settled),
    usable: state === null ? null : figures.usable,
    estimatedOnHand: state === null ? null : estimated,
    adu,
    basis: judgedByRate ? use.basis : 'none',
    coverDays: state === null ? null : figures.cover,
    coverByNorm: state === null || !judgedByRate ? null : coverOf(estimated, use.norm),
    suggestedQuantity: facts.notStocked ? null : suggestion(facts, figures, adu),
    inTransit: facts.inTransit,
    lastReportDay,
    stale: state !== null && figures.silentDays > levels.reportEveryDays,
    requiredQuantity: figures.required,
    lowBelowDays,
    emergencyBelowDays: judgedByCover ? levels.emergencyLeadDays : null,
    safetyDays: levels.safetyDays,
    quantities,
    ...lookAhead(facts, facility, shelf, { status, lowBelowDays, lowBelow: quantities?.lowBelow ?? null }),
    surge: adu === null ? null : use.surge,
    scaledBy: adu === null ? null : use.scaledBy,
    partial: adu !== null && use.partial,
    fromHeads: adu === null ? item.planning === 'per-person' : use.fromHeads,
    anchorFlags: doubtsAbout(facts, use),
  };
}

/** The same limits as those of the status: of a rate item on the estimate, of everything else on what is usable. */
function quantityLimits({ item, state, levels }: ItemFacts, figures: Figures): QuantityLimits | null {
  if (state === null || item.planning === 'none') return null;
  const byRate = item.planning === 'rate';
  const lowBelow = byRate ? levels.minQuantity : figures.required;
  const emergencyBelow = levels.emergencyQuantity;
  if (lowBelow === null && emergencyBelow === null) return null;
  return { held: byRate ? figures.estimated : new Fraction(figures.usable), lowBelow, emergencyBelow };
}

/** The day of the last report on an item: its last whole count, or under `movements` any document of the facility. */
export function reportDay(state: ItemState | null, facility: FacilityFacts): Day | null {
  if (state === null) return null;
  if (facility.bookkeeping === 'counts') return state.anchor?.day ?? null;
  return facility.documentDays.at(-1) ?? state.lastDay;
}

/** Days of cover = estimated stock / ADU; without a rate there is no cover, never an infinite one. */
function coverOf(estimated: Fraction, adu: Fraction | null): Fraction | null {
  return adu === null || adu.compare(0) === 0 ? null : estimated.div(adu);
}

/** Lots that nobody may use are as if they were not there; what is owed to the books stays. */
function allowed(settled: readonly LotBalance[], blocked: ReadonlySet<string>): readonly LotBalance[] {
  return blocked.size === 0 ? settled : settled.filter(({ lot }) => lot === null || !blocked.has(lot));
}

/** Units that left since the last report and are in the books already: issues, and of a store what it sent away. */
function recordedSince({ state }: ItemFacts, facility: FacilityFacts, use: Use): number {
  if (state === null || facility.bookkeeping !== 'counts') return 0;
  return state.span.issued + (use.basis === 'served' ? state.span.dispatched : 0);
}

/** Planning `fixed`: the nearest quantity set. `per-person`: people x norm, up to whole units. Null for everything else. */
function requiredQuantity({ item, levels }: ItemFacts, facility: FacilityFacts): number | null {
  if (item.planning === 'fixed') return levels.requiredQuantity ?? item.requiredQuantity;
  if (item.planning !== 'per-person') return null;
  if (levels.requiredQuantity !== null) return levels.requiredQuantity;
  const norm = normRate(item, facility.headCount);
  return norm === null ? null : Number(norm.ceil().valueOf());
}

/** Whether the facility stocks the item: listed, levelled, in use or on hand, unless a lead said that it does not. */
export function stocks(facts: ItemFacts, today: Day): boolean {
  if (facts.notStocked) return false;
  if (facts.onStandardList || facts.levelSet) return true;
  if (facts.state === null) return false;
  const { state } = facts;
  if (shelfOf(state.lots, state.open) + heldOf(state.lots) > 0) return true;
  const from = today - USED_WITHIN_DAYS;
  const uses = (kind: Segment['kind']) =>
    [...state.segments, ...state.days]
      .filter((s) => s.kind === kind && s.to > from)
      .reduce((sum, s) => sum + s.uses, 0);
  return uses('span') >= USED_SPANS || uses('days') >= USED_ISSUE_DAYS;
}

function statusOf(facts: ItemFacts, facility: FacilityFacts, figures: Figures, adu: Fraction | null): StockStatus {
  const { levels, item, state } = facts;
  if (!stocks(facts, facility.today)) return 'not-stocked';
  if (state === null) return 'no-data';
  if (figures.shelf < 0) return 'count-needed';
  if (item.planning === 'none') return 'adequate';
  if (figures.usable === 0) return 'out';
  if (figures.silentDays > UNKNOWN_INTERVALS * levels.reportEveryDays) return 'unknown';
  if (item.planning !== 'rate') return byRequired(figures.usable, figures.required, levels);
  return byQuantities(figures.estimated, levels) ?? byCover(figures.cover, adu, levels);
}

function byRequired(usable: number, required: number | null, levels: Levels): StockStatus {
  if (levels.emergencyQuantity !== null && usable < levels.emergencyQuantity) return 'emergency';
  if (required === null) return 'no-data';
  if (usable < required) return 'low';
  return levels.maxQuantity !== null && usable > levels.maxQuantity ? 'overstocked' : 'adequate';
}

/** Fixed quantities, where a lead set them, judge instead of days of cover. */
function byQuantities(estimated: Fraction, levels: Levels): StockStatus | null {
  const { emergencyQuantity, minQuantity, maxQuantity } = levels;
  if (emergencyQuantity !== null && estimated.compare(emergencyQuantity) < 0) return 'emergency';
  if (minQuantity !== null && estimated.compare(minQuantity) < 0) return 'low';
  if (maxQuantity !== null && estimated.compare(maxQuantity) > 0) return 'overstocked';
  return minQuantity !== null ? 'adequate' : null;
}

function byCover(cover: Fraction | null, adu: Fraction | null, levels: Levels): StockStatus {
  if (adu === null || cover === null) return 'no-data';
  const low = levels.leadTimeDays + levels.safetyDays;
  if (cover.compare(levels.emergencyLeadDays) < 0) return 'emergency';
  if (cover.compare(low) < 0) return 'low';
  const full = Math.max(levels.maxCoverDays, low + levels.orderIntervalDays);
  return cover.compare(full) > 0 ? 'overstocked' : 'adequate';
}

/** ADU x (lead + safety + order interval) - estimated - in transit, up to whole first packs; the gap to a fixed quantity. */
function suggestion(facts: ItemFacts, figures: Figures, adu: Fraction | null): number | null {
  const { levels, item, inTransit } = facts;
  const target =
    levels.maxQuantity ??
    (adu === null ? figures.required : adu.mul(levels.leadTimeDays + levels.safetyDays + levels.orderIntervalDays));
  if (target === null || (item.planning === 'rate' && adu === null && levels.maxQuantity === null)) return null;
  const there = item.planning === 'rate' ? figures.estimated : new Fraction(figures.usable);
  const missing = new Fraction(target).sub(there).sub(inTransit);
  if (missing.compare(0) <= 0) return 0;
  const pack = item.packs[0]?.size ?? 1;
  return Number(missing.div(pack).ceil().valueOf()) * pack;
}

/** Lots to show: settled, with their state on a day. */
export function lotsOf(state: ItemState): readonly LotBalance[] {
  return settleLots(state.lots, state.open);
}
