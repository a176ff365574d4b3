/** Who supplies whom: the stores above each place, nearest first, however people linked them. */
import type { Summary } from '../overview/summary.ts';

type Place = Pick<Summary, 'facilityId' | 'suppliedBy'>;

/** Ids of the stores above a place, nearest first. A chain that bites its tail ends there; the place is never in it. */
export function storesAbove(place: Place, places: ReadonlyMap<string, Place>): string[] {
  const above: string[] = [];
  const seen = new Set([place.facilityId]);
  for (let next = place.suppliedBy; next !== null && !seen.has(next); next = places.get(next)?.suppliedBy ?? null) {
    seen.add(next);
    above.push(next);
  }
  return above;
}
