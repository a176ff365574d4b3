/** What a position says about the days to come. */
import type Fraction from 'fraction.js';
import type { FacilityFacts, ItemFacts, ItemPosition, StockStatus } from './facts.ts';
import type { LotBalance } from './item-state.ts';
import { nextDelivery, runsShort } from './next-delivery.ts';
import { project } from './projection.ts';

type Ahead = Pick<
  ItemPosition,
  'stockOutOn' | 'unused' | 'nextDeliveryOn' | 'landing' | 'deliveryInTime' | 'projectedShort'
>;

/** What is on the shelf today: settled lots that may be used, units of them by the estimate, units used a day. */
interface Shelf {
  readonly lots: readonly LotBalance[];
  readonly estimated: Fraction;
  readonly adu: Fraction | null;
}

/** The status of today, and the limits under which an item is low: days of cover, or units. */
interface Today {
  readonly status: StockStatus;
  readonly lowBelowDays: number | null;
  readonly lowBelow: number | null;
}

/** Statuses that look fine today. */
const fine: readonly StockStatus[] = ['adequate', 'overstocked'];

/** Projects an item; of what was never recorded, and of books that cannot be right, nothing can be said. */
export function lookAhead(facts: ItemFacts, facility: FacilityFacts, shelf: Shelf, now: Today): Ahead {
  const { state, levels, arrivals } = facts;
  const nextDeliveryOn = nextDelivery(facility, state, levels);
  if (state === null || now.status === 'count-needed') {
    return {
      stockOutOn: null,
      unused: [],
      nextDeliveryOn,
      landing: null,
      deliveryInTime: false,
      projectedShort: false,
    };
  }
  const { stockOutOn, unused, landings } = project({ ...shelf, today: facility.today, arrivals });
  const [first] = landings;
  return {
    stockOutOn,
    unused,
    nextDeliveryOn,
    landing: first ? { on: first.on, coverDays: first.coverDays } : null,
    deliveryInTime: landings.some(({ coverDays, held }) => enough(coverDays, held, now)),
    projectedShort: fine.includes(now.status) && runsShort(stockOutOn, nextDeliveryOn, levels.safetyDays),
  };
}

/** Not low any more once a delivery is there, by every limit that is set. */
function enough(coverDays: Fraction, held: Fraction, { lowBelowDays, lowBelow }: Today): boolean {
  if (lowBelow !== null) return held.compare(lowBelow) >= 0;
  return lowBelowDays !== null && coverDays.compare(lowBelowDays) >= 0;
}
