/** What each facility used, week by week, and what it was given, so that it ends where its story wants it to. */
import { WEEKS } from './calendar.ts';
import { consumables } from './consumables.ts';
import type { Facility, Heads } from './facility.ts';
import { between, wholeBetween } from './ids.ts';
import type { Norms } from './item.ts';
import { packOf } from './items.ts';

/** Weeks after whose count a delivery came. */
export const DELIVERY_WEEKS: readonly number[] = [4, 8];

/** One item at one facility over the weeks; all figures are units of issue. */
export interface ItemStory {
  readonly itemId: string;
  /** Counted at the end of each week; the first one is the opening count. */
  readonly counted: readonly number[];
  /** Used in each week. */
  readonly used: readonly number[];
  /** Delivered after the counts of `DELIVERY_WEEKS`; whole packs. */
  readonly delivered: readonly number[];
}

function perDay(norms: Norms, heads: Heads): number {
  return Object.entries(norms).reduce((sum, [driver, rate]) => sum + rate * heads[driver as keyof Heads], 0);
}

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);

function story(facility: Facility, heads: Heads, itemId: string, norms: Norms): ItemStory | undefined {
  const { facilityId } = facility;
  const daily = perDay(norms, heads) * between(0.85, 1.1, 'rate', facilityId, itemId);
  if (daily <= 0) return undefined;
  const used = Array.from({ length: WEEKS }, (_, week) =>
    Math.max(Math.round(daily * 7 * between(0.88, 1.12, 'week', facilityId, itemId, week)), 1),
  );
  const cover = facility.short?.[itemId] ?? wholeBetween(32, 52, 'cover', facilityId, itemId);
  const left = Math.round((cover * sum(used)) / (WEEKS * 7));
  const pack = packOf(itemId);
  const delivered = DELIVERY_WEEKS.map((week, index) => {
    const since = DELIVERY_WEEKS[index - 1] ?? 0;
    return Math.max(Math.round(sum(used.slice(since, week)) / pack), 1) * pack;
  });
  // From the end backwards: what is left now, plus all use, less all deliveries, was there at the start.
  const counted = [left + sum(used) - sum(delivered)];
  used.forEach((units, week) => {
    const given = DELIVERY_WEEKS.indexOf(week);
    counted.push((counted[week] ?? 0) + (delivered[given] ?? 0) - units);
  });
  return { itemId, counted, used, delivered };
}

/** All that a facility uses. Empty for stores and closed places. */
export function storiesOf(facility: Facility): ItemStory[] {
  const { heads } = facility;
  if (heads === undefined || facility.reporting === 'never') return [];
  return consumables.flatMap(({ itemId, norms }) => story(facility, heads, itemId, norms) ?? []);
}
