/** What somebody sees who may not see head counts: a rate by norm is people x norm, so it and all that follows from it goes. */
import type { OverviewFacility } from './overview.ts';
import type { StockRow } from './stock-answers.ts';

type AlertFacts = Readonly<Record<string, string | number | boolean | null>>;

/**
 * A stock row from which nobody can work out how many people a place holds. Stock and status stay.
 *
 * @param fromHeads its rate follows from head counts (see `ItemPosition`)
 */
export function stockRowWithoutHeads(row: StockRow, fromHeads: boolean): StockRow {
  const measured = { ...row, coverByNorm: null };
  if (!fromHeads && row.basis !== 'norm' && row.basis !== 'none') return measured;
  return {
    ...measured,
    estimatedOnHand: null,
    adu: null,
    amc: null,
    coverDays: null,
    monthsOfStock: null,
    suggestedQuantity: null,
    scaledBy: null,
    projectedStockOut: null,
    arrival: null,
    unused: [],
  };
}

const FROM_NORM = [
  'estimatedOnHand',
  'adu',
  'coverDays',
  'stockOutOn',
  'unused',
  'requiredQuantity',
  'suggestedQuantity',
];

/** The facts of an alert likewise; `fromHeads` among them says that a rate follows from head counts although it was measured. */
export function alertFactsWithoutHeads(facts: AlertFacts): Record<string, string | number | boolean | null> {
  const { basis, fromHeads } = facts;
  if (fromHeads !== true && basis !== 'norm' && basis !== 'none') return { ...facts };
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, FROM_NORM.includes(name) ? null : value]),
  );
}

/** A facility of the overview likewise. `fromHeads`: its items whose rate follows from head counts. */
export function overviewWithoutHeads(facility: OverviewFacility, fromHeads: ReadonlySet<string>): OverviewFacility {
  const items = facility.items.map((item) => (fromHeads.has(item.itemId) ? { ...item, coverDays: null } : item));
  return { ...facility, items };
}
