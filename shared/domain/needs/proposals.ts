/** Turns shares into shipments that somebody only has to send off: one for each store and place, split where it is long. */
import type { CatalogueItem } from '../catalogue/item.ts';
import type { Need } from './needs.ts';

export type ProposedLine =
  | { readonly lineId: string; readonly itemId: string; readonly packs: number; readonly packSize: number }
  | { readonly lineId: string; readonly itemId: string; readonly quantity: number };

export interface Proposal {
  readonly origin: { readonly kind: 'facility'; readonly facilityId: string };
  readonly destination: string;
  readonly lines: readonly ProposedLine[];
}

/** By store, then by destination. `most`: lines that a shipment takes. */
export function proposalsOf(
  needs: readonly Need[],
  catalogue: ReadonlyMap<string, Pick<CatalogueItem, 'packs'>>,
  most: number,
): Proposal[] {
  const shares = needs.filter(({ share }) => share !== null && share > 0);
  const routes = Map.groupBy(shares, ({ from, facilityId }) => `${from}~${facilityId}`);
  return [...routes.keys()].sort().flatMap((route) => {
    const own = routes.get(route) ?? [];
    const proposals: Proposal[] = [];
    for (let start = 0; start < own.length; start += most) {
      const part = own.slice(start, start + most);
      const [first] = part;
      if (first === undefined || first.from === null) continue;
      const lines = part.map(({ itemId, share }, index) =>
        lineOf(String(index + 1), itemId, share ?? 0, catalogue.get(itemId)?.packs[0]?.size),
      );
      const origin = { kind: 'facility', facilityId: first.from } as const;
      proposals.push({ origin, destination: first.facilityId, lines });
    }
    return proposals;
  });
}

/** In packs where they are whole. */
function lineOf(lineId: string, itemId: string, units: number, packSize: number | undefined): ProposedLine {
  if (packSize === undefined || units % packSize !== 0) return { lineId, itemId, quantity: units };
  return { lineId, itemId, packs: units / packSize, packSize };
}
