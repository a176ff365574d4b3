/** When the next delivery comes, as far as anybody can say, and whether what is there lasts until it has come. */
import type { Day } from '../day.ts';
import type { FacilityFacts } from './facts.ts';
import type { Levels } from './levels.ts';

/**
 * The day that a lead named for the facility, else the next one in the item's own rhythm: the day of its last receipt +
 * order intervals. A rhythm that was missed goes on: nobody knows that what did not come is still to come.
 */
export function nextDelivery(
  { today, nextDeliveryOn }: Pick<FacilityFacts, 'today' | 'nextDeliveryOn'>,
  state: { readonly lastReceivedOn: Day | null } | null,
  { orderIntervalDays }: Pick<Levels, 'orderIntervalDays'>,
): Day | null {
  if (nextDeliveryOn !== null && nextDeliveryOn >= today) return nextDeliveryOn;
  const last = state?.lastReceivedOn ?? null;
  if (last === null || orderIntervalDays === 0) return null;
  const intervals = Math.max(Math.ceil((today - last) / orderIntervalDays), 1);
  return last + intervals * orderIntervalDays;
}

/** Whether the first day with nothing left comes before the next delivery + safety days, whatever today's cover says. */
export function runsShort(stockOutOn: Day | null, next: Day | null, safetyDays: number): boolean {
  return stockOutOn !== null && next !== null && stockOutOn + 1 < next + safetyDays;
}
