/** The rate of use that an item is judged by: as measured or by norm, for the people of today, as a lead expects it. */
import type Fraction from 'fraction.js';
import type { FacilityFacts, ItemFacts } from './facts.ts';
import { scaleToHeads } from './per-person.ts';
import { outflow, type Rate, rateOfUse } from './rate.ts';

export interface Use extends Pick<Rate, 'adu' | 'basis' | 'norm'> {
  /** Factor of a lead that is in `adu` and in `norm`. */
  readonly surge: Fraction | null;
  /** Factor of head counts that is in `adu`. */
  readonly scaledBy: Fraction | null;
  readonly partial: boolean;
  /** `adu` would tell how many people are there. */
  readonly fromHeads: boolean;
}

const asIs = { surge: null, scaledBy: null, partial: false, fromHeads: false } as const;

/**
 * Units a day, exact: what stock is judged by, and what a figure is held against before it is stored.
 *
 * A store has by `served` what the facilities that it supplies use together; where nobody knows that, what left it over
 * the 90 days of the long window, if anything was sent away. Everything else goes by `rateOfUse`. Measured use is brought
 * to the head count of today; a lead's surge acts on every rate but the sum of others', which have it in theirs.
 */
export function rateFor(facts: ItemFacts, facility: FacilityFacts): Use {
  const { served, state, item, levels } = facts;
  const rate = rateOfUse(state, item, facility, levels.reportEveryDays);
  if (facility.store && served !== null && served.adu !== null && served.adu.n > 0n) {
    const { adu, partial, fromHeads } = served;
    return { ...asIs, adu, basis: 'served', norm: rate.norm, partial, fromHeads };
  }
  const sent = facility.store && state !== null ? outflow(state, facility.today) : null;
  if (sent !== null) return surged({ ...asIs, adu: sent, basis: 'served', norm: rate.norm }, facts.surge);
  const scaledBy = rate.measured && scaleToHeads(item.norms, facility.headCounts, rate.measured.from, rate.measured.to);
  const adu = rate.adu !== null && scaledBy !== null ? rate.adu.mul(scaledBy) : rate.adu;
  const { basis, norm } = rate;
  const fromHeads = basis === 'norm' || scaledBy !== null;
  return surged({ ...asIs, adu, basis, norm, scaledBy, fromHeads }, facts.surge);
}

function surged(use: Use, factor: Fraction | null): Use {
  if (factor === null || use.adu === null) return use;
  return { ...use, adu: use.adu.mul(factor), norm: use.norm?.mul(factor) ?? null, surge: factor };
}
